import Desk
import Foundation
import Kernel
import Packs
import TestSupport
import Testing
import Texts

/// An index is believed as far as its key, its number and its time go.
@Suite struct IndexTests {
  private static let day: Int64 = 86_400_000

  @Test func `each list has the next number, and the same packs give the same list but for it`()
    throws
  {
    let index = try IndexFolder()
    try index.add("lamp", "1.0.0")
    let first = try index.make()
    let second = try index.make()
    #expect(first.number == 1 && second.number == 2 && first.offers == second.offers)
    try index.add("lamp", "1.1.0")
    #expect(try index.make().offers.map { "\($0.version)" } == ["1.1.0", "1.0.0"])
  }

  @Test func `a list of another key, or a damaged one, is not gone on with`() throws {
    let index = try IndexFolder()
    try index.make()
    #expect(throws: DeskError.self) {
      try Desk.makeIndex(of: index.path, by: SealKey(), days: 30)
    }
    try index.write(Array("{}".utf8))
    #expect(throws: DeskError.self) { try index.make() }
    #expect(try index.bytes == Array("{}".utf8))
  }

  @Test func `a damaged pack, a pack twice and a link are no part of a list`() throws {
    let index = try IndexFolder()
    try index.add("lamp", "1.0.0")
    let pack = "\(index.path)/lamp-1.0.0.docketpack"
    let copy = "\(index.path)/copy.docketpack"
    try FileManager.default.copyItem(atPath: pack, toPath: copy)
    #expect(throws: PackIndexError.twice(name: "lamp", version: "1.0.0")) { try index.make() }
    try Data("no pack".utf8).write(to: URL(fileURLWithPath: copy))
    #expect(throws: DeskError.self) { try index.make() }
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.createSymbolicLink(atPath: copy, withDestinationPath: pack)
    #expect(throws: DeskError.self) { try index.make() }
    try FileManager.default.removeItem(atPath: copy)
    #expect(try index.make().offers.count == 1)
  }

  @Test(arguments: [0, -1, Limit.indexDays + 1])
  func `a list is valid for a number of days`(days: Int) throws {
    let index = try IndexFolder()
    #expect(throws: Refusal.self) { try index.make(days: days) }
  }

  @Test func `the history names the index, its key and each newer number`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.make()
    try desk.ask(index)
    var entry = try #require(desk.entries(0).last)
    #expect(entry.action == "index.add")
    #expect(entry.edits.map(\.field) == ["index.corp", "index.corp.number"])
    let count = try desk.entries(0).count
    #expect(try desk.problem() == nil)
    #expect(try desk.entries(0).count == count)
    try index.make()
    #expect(try desk.problem() == nil)
    entry = try #require(desk.entries(0).last)
    #expect(entry.action == "index.seen" && entry.edits.first?.to == .integer(2))
    try desk.desk.administer(as: .desk) { try $0.removeIndex("corp") }
    #expect(try desk.entries(0).last?.action == "index.remove")
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `an older list is refused, and so is another one of the same number`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.add("lamp", "1.0.0")
    try index.make()
    let old = try index.bytes
    try index.make()
    try desk.ask(index)
    let present = try index.bytes
    try index.write(old)
    #expect(try desk.problem()?.contains("older") == true)
    // The same number, signed by the right key, with another pack.
    try index.add("lamp", "1.1.0")
    try index.make()
    #expect(try desk.problem()?.contains("two lists") == true)
    try index.write(present)
    #expect(try desk.problem() == nil)
  }

  @Test func `nothing is installed by a list that has expired, and time brings no older one back`()
    throws
  {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.add("lamp", "1.0.0")
    try index.make(days: 1)
    try desk.ask(index)
    desk.time.advance(milliseconds: Self.day)
    let answers = try desk.answers()
    #expect(answers.first?.problem?.description.contains("expired") == true)
    #expect(throws: Refusal.self) {
      try desk.desk.planInstalling([PackWish("lamp")], by: answers)
    }
    #expect(throws: Refusal.self) { try desk.desk.planUpgrading([], by: answers) }
    index.now = desk.now
    try index.make(days: 1)
    #expect(try desk.install("lamp").map(\.version) == ["1.0.0"])
  }

  @Test func `an index is added only with a list of its key that has not expired`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    #expect(throws: DeskError.self) { try desk.ask(index) }
    try index.make(days: 1)
    let other = try PublicKey(hex: SealKey().publicHalf)
    #expect(throws: PackIndexError.self) {
      try desk.desk.addIndex(
        "corp", at: IndexLocation(index.path), of: other, as: .desk)
    }
    desk.time.advance(milliseconds: 2 * Self.day)
    #expect(throws: PackIndexError.self) { try desk.ask(index) }
    index.now = desk.now
    try index.make(days: 1)
    try desk.ask(index)
    #expect(throws: Refusal.self) { try desk.ask(index) }
    #expect(throws: Refusal.self) { try desk.ask(index, as: "Corp!") }
  }

  @Test func `a list of any changed byte leaves the desk as it was`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.add("lamp", "1.0.0")
    try index.make()
    try desk.ask(index)
    let bytes = try index.bytes
    let entries = try desk.entries(0).count
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 0x10
      try index.write(changed)
      let answer = try #require(try desk.answers().first)
      #expect(answer.list == nil && answer.problem != nil, "\(place)")
    }
    #expect(try desk.entries(0).count == entries)
  }

  @Test func `a pack that is not the one of the list is not installed`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.add("lamp", "1.0.0")
    try index.make()
    try desk.ask(index)
    let plan = try desk.desk.planInstalling([PackWish("lamp")], by: desk.answers())
    let path = "\(index.path)/lamp-1.0.0.docketpack"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    // A sound pack of that name, an evil bit, something larger, nothing at all.
    let other = try Pack(of: IndexFolder.source("lamp", "1.0.0", code: "-- evil"))
    var evil = whole
    evil[700] ^= 1
    for bytes in [Data(other.bytes), evil, whole + Data(count: 512), Data()] {
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(throws: DeskError.self) { try desk.carryOut(plan) }
      #expect(desk.versionOnDisk("lamp") == nil)
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: DeskError.self) { try desk.carryOut(plan) }
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(try desk.carryOut(plan).map(\.version) == ["1.0.0"])
  }

  @Test func `a plugin belongs to the first index that has it, and stays with its own`() throws {
    let desk = try TemporaryDesk()
    let (first, second) = (try IndexFolder(), try IndexFolder())
    try first.add("lamp", "1.0.0")
    try second.add("lamp", "9.0.0")
    try second.add("bulb", "1.0.0")
    for index in [first, second] { try index.make() }
    try desk.ask(first, as: "one")
    try desk.ask(second, as: "two")
    #expect(try desk.install("lamp", "bulb").map(\.version) == ["1.0.0", "1.0.0"])
    #expect(try desk.desk.outdatedPlugins(by: desk.answers()).isEmpty)
    // Where the other index is asked alone, that is what somebody wants.
    let answers = try desk.desk.askIndexes("two", as: .desk)
    #expect(try desk.desk.outdatedPlugins(by: answers).map(\.name) == ["lamp"])
    try first.add("lamp", "1.1.0")
    try first.make()
    #expect(try desk.upgrade().map(\.version) == ["1.1.0"])
  }

  @Test func `where one of several indexes does not answer, nothing is installed by the others`()
    throws
  {
    let desk = try TemporaryDesk()
    let (first, second) = (try IndexFolder(), try IndexFolder())
    try second.add("lamp", "9.0.0")
    for index in [first, second] { try index.make() }
    try desk.ask(first, as: "one")
    try desk.ask(second, as: "two")
    try FileManager.default.removeItem(atPath: first.list)
    let answers = try desk.answers()
    #expect(try desk.desk.offeredPlugins(by: answers).map(\.offer.name) == ["lamp"])
    #expect(throws: Refusal.self) {
      try desk.desk.planInstalling([PackWish("lamp")], by: answers)
    }
  }

  @Test func `who may not manage plugins asks and adds no index`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.make()
    let ann = try desk.add("ann", roles: ["agent"])
    #expect(throws: Refusal.self) {
      try desk.desk.addIndex(
        "corp", at: IndexLocation(index.path), of: index.publicKey, as: .person(ann.id))
    }
    try desk.ask(index)
    #expect(throws: Refusal.self) { try desk.desk.askIndexes(as: .person(ann.id)) }
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .person(ann.id)) { try $0.removeIndex("corp") }
    }
  }

  @Test func `a desk asks no more indexes than the limit says`() throws {
    let (desk, index) = (try TemporaryDesk(), try IndexFolder())
    try index.make()
    for number in 0..<Limit.indexes { try desk.ask(index, as: "corp\(number)") }
    #expect(throws: Refusal.self) { try desk.ask(index, as: "one-more") }
    try desk.desk.administer(as: .desk) { try $0.removeIndex("corp0") }
    try desk.ask(index, as: "one-more")
  }
}
