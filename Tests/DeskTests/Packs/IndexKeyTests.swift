import Desk
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

/// The key of an index hands over to the one that it names, and to no other.
@Suite struct IndexKeyTests {
  /// A desk that asks an index whose list names the next key.
  private func named() throws -> (desk: TemporaryDesk, index: IndexFolder, next: SealKey) {
    let (desk, index, next) = (try TemporaryDesk(), try IndexFolder(), SealKey())
    try index.add("lamp", "1.0.0")
    try index.make()
    try desk.ask(index)
    try index.make(naming: next)
    #expect(try desk.problem() == nil)
    return (desk, index, next)
  }

  /// What the desk remembers of the index, before it asks.
  private func known(_ desk: TemporaryDesk) throws -> KnownIndex {
    try #require(desk.answers().first).index
  }

  /// A list of any number, as whoever holds the key can sign one.
  private func list(
    _ number: Int64, by key: SealKey, naming next: SealKey? = nil,
  ) throws -> [UInt8] {
    let folder = try IndexFolder(key: key)
    try folder.make(naming: next)
    for _ in 1..<number { try folder.make() }
    return try folder.bytes
  }

  @Test func `a desk that has seen the next key named believes its lists, and the number goes on`()
    throws
  {
    let (desk, index, next) = try named()
    #expect(try known(desk).next?.hex == next.publicHalf)
    index.key = next
    #expect(try index.make().number == 3)
    #expect(try desk.install("lamp").map(\.version) == ["1.0.0"])
    let seen = try known(desk)
    #expect(seen.key.hex == next.publicHalf && seen.next == nil && seen.number == 3)
    #expect(try desk.problem() == nil)
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `the history has who was named, and the change`() throws {
    let (desk, index, next) = try named()
    var entry = try #require(desk.entries(0).last)
    #expect(entry.action == "index.seen")
    #expect(entry.edits.map(\.field) == ["index.corp.number", "index.corp.next"])
    #expect(entry.edits.last?.to == .text(next.publicHalf))
    index.key = next
    try index.make()
    #expect(try desk.problem() == nil)
    entry = try #require(desk.entries(0).last)
    #expect(entry.edits.map(\.field) == ["index.corp.number", "index.corp", "index.corp.next"])
    #expect(entry.edits[1].to == .text("\(index.path) \(next.publicHalf)"))
    #expect(entry.edits[2].to == .none)
  }

  @Test func `an index that is added with a list that names the next key knows it at once`()
    throws
  {
    let (desk, index, next) = (try TemporaryDesk(), try IndexFolder(), SealKey())
    try index.make(naming: next)
    try desk.ask(index)
    index.key = next
    try index.make()
    #expect(try desk.problem() == nil)
  }

  @Test func `a key that nobody named is refused, whatever its list says`() throws {
    let (desk, index, _) = try named()
    for next in [nil, index.key] {
      try index.write(list(9, by: SealKey(), naming: next))
      #expect(try desk.problem()?.contains("has signed it") == true)
    }
    #expect(try known(desk).number == 2)
  }

  @Test func `once the next key has signed, the older one is believed no more`() throws {
    let (desk, index, next) = try named()
    let old = index.key
    index.key = next
    try index.make()
    #expect(try desk.problem() == nil)
    try index.write(list(9, by: old))
    #expect(try desk.problem()?.contains("has signed it") == true)
    // Nor where it names the key that the desk believes now.
    try index.write(list(9, by: old, naming: next))
    #expect(try desk.problem()?.contains("has signed it") == true)
    #expect(try known(desk).key.hex == next.publicHalf)
  }

  @Test func `the next key brings no older list back, and none of the number that was seen`()
    throws
  {
    let (desk, index, next) = try named()
    for _ in 1...3 { try index.make() }
    #expect(try desk.problem() == nil)
    try index.write(list(4, by: next))
    #expect(try desk.problem()?.contains("older") == true)
    try index.write(list(5, by: next))
    #expect(try desk.problem()?.contains("two lists") == true)
    #expect(try known(desk).key == index.publicKey)
    try index.write(list(6, by: next))
    #expect(try desk.problem() == nil)
  }

  @Test func `a key has one successor: who holds it leads no desk to another`() throws {
    let (desk, index, next) = try named()
    let (old, thief) = (index.key, SealKey())
    try index.write(list(9, by: old, naming: thief))
    #expect(try desk.problem()?.contains("one successor") == true)
    try index.write(list(10, by: thief))
    #expect(try desk.problem()?.contains("has signed it") == true)
    // A list that names nobody takes nothing back.
    try index.write(list(9, by: old))
    #expect(try desk.problem() == nil)
    #expect(try known(desk).next?.hex == next.publicHalf)
    try index.write(list(10, by: next))
    #expect(try desk.problem() == nil)
  }

  @Test func `a desk that has not seen the next key named does not believe it`() throws {
    let (desk, index, next) = (try TemporaryDesk(), try IndexFolder(), SealKey())
    try index.make()
    try desk.ask(index)
    try index.make(naming: next)
    index.key = next
    try index.make()
    #expect(try desk.problem()?.contains("has signed it") == true)
  }

  @Test func `keys follow each other, as often as it is wanted`() throws {
    let (desk, index, second) = try named()
    let third = SealKey()
    index.key = second
    try index.make(naming: third)
    #expect(try desk.problem() == nil)
    index.key = third
    #expect(try index.make().number == 4)
    #expect(try desk.problem() == nil)
    #expect(try known(desk).key.hex == third.publicHalf)
  }

  @Test func `who was named stays named in the lists that follow, and nobody else is`() throws {
    let (index, next) = (try IndexFolder(), SealKey())
    try index.make(naming: next)
    #expect(try index.make().next?.hex == next.publicHalf)
    #expect(try index.make(naming: next).next?.hex == next.publicHalf)
    #expect(throws: DeskError.self) { try index.make(naming: SealKey()) }
    #expect(throws: PackIndexError.nextItself) { try IndexFolder(key: next).make(naming: next) }
    let number = try index.make().number
    index.key = next
    let list = try index.make()
    #expect(list.number == number + 1 && list.next == nil)
  }

  @Test func `a list is gone on with by its key and the one that it names alone`() throws {
    let (index, next) = (try IndexFolder(), SealKey())
    try index.make(naming: next)
    #expect(throws: DeskError.self) {
      try Desk.makeIndex(of: index.path, by: SealKey(), naming: next, days: 30)
    }
    #expect(throws: DeskError.self) {
      try Desk.makeIndex(of: index.path, by: SealKey(), naming: index.key, days: 30)
    }
  }
}
