import Crypto
import Kernel
import Packs
import Storage
import Texts

/// An index that a desk asks, with what it has seen of it.
package struct KnownIndex: Equatable, Sendable {
  package let name: String
  package let location: IndexLocation
  /// Whose lists are believed.
  package private(set) var key: PublicKey
  /// Who was named to sign later lists; the first of those retires `key`.
  package private(set) var next: PublicKey?
  /// The highest number that was seen: an older list is refused.
  package private(set) var number: Int64
  /// The digest of that list: another one of the same number is refused.
  private(set) var digest: String

  init(name: String, location: IndexLocation, key: PublicKey, seen list: PackIndex) {
    (self.name, self.location, self.key) = (name, location, key)
    (next, number, digest) = (list.next, list.number, list.digest.hex)
  }

  fileprivate init?(_ json: JSON) {
    guard let name = json["name"]?.string, let number = json["number"]?.integer,
      let digest = json["digest"]?.string,
      let location = json["location"]?.string.flatMap({ try? IndexLocation($0) }),
      let key = json["key"]?.string.flatMap({ try? PublicKey(hex: $0) })
    else { return nil }
    (self.name, self.location, self.key) = (name, location, key)
    (self.number, self.digest) = (number, digest)
    guard let hex = json["next"]?.string else { return }
    guard let next = try? PublicKey(hex: hex) else { return nil }
    self.next = next
  }

  fileprivate var json: JSON {
    .object(
      [
        ("name", .string(name)), ("location", .string(location.text)), ("key", .string(key.hex)),
        ("number", .integer(number)), ("digest", .string(digest)),
      ] + (next.map { [("next", .string($0.hex))] } ?? []))
  }

  /// Refuses a list of a key that is neither believed nor named, one that is older than one that was
  /// seen, another one of the same number, and one that names a second successor.
  ///
  /// Who holds a key that has named its successor can so not lead a desk to another one.
  func check(_ list: PackIndex) throws(PackIndexError) {
    guard list.key == key || list.key == next else {
      throw .otherKey(found: list.key.hex, trusted: key.hex)
    }
    guard list.number >= number else { throw .older(number: list.number, seen: number) }
    let isSame = list.key == key && list.digest.hex == digest
    guard list.number > number || isSame else { throw .forked(number: number) }
    if list.key == key, let next, let found = list.next, found != next {
      throw .nextOther(found: found.hex, named: next.hex)
    }
  }

  /// Remembers a list that was checked; the successor that was named stays named.
  mutating func note(_ list: PackIndex) {
    next = list.key == key ? next ?? list.next : list.next
    (key, number, digest) = (list.key, list.number, list.digest.hex)
  }
}

/// The indexes of a desk, as its setting has them: in the order in which they are asked.
struct KnownIndexes {
  private static let setting = "plugin_indexes"
  private(set) var list: [KnownIndex]

  init(readingFrom store: some RuleReading) throws {
    guard let text = try store.setting(KnownIndexes.setting) else {
      list = []
      return
    }
    list = try (JSON(parsing: text).array ?? []).map { json in
      guard let index = KnownIndex(json) else {
        throw DeskError.invalid(what: KnownIndexes.setting, reason: Text.indexMemory)
      }
      return index
    }
  }

  /// The one of that name; throws a `Refusal` where there is none.
  func index(_ name: String) throws -> KnownIndex {
    if let index = list.first(where: { $0.name == name }) { return index }
    let nearest = Text.nearest(nearestName(to: name, among: list.map(\.name)))
    throw Refusal(
      .notFound, Text.indexNone(name: name, hint: nearest ?? Text.indexHintList))
  }

  mutating func add(_ index: KnownIndex) { list.append(index) }
  mutating func remove(_ name: String) { list.removeAll { $0.name == name } }

  mutating func note(_ seen: PackIndex, of name: String) {
    for place in list.indices where list[place].name == name { list[place].note(seen) }
  }

  func write(to transaction: WriteTransaction) throws {
    try transaction.set(KnownIndexes.setting, to: JSON.array(list.map(\.json)).text)
  }
}

extension Administration {
  /// Asks an index from now on, of which that list was seen.
  func add(_ index: KnownIndex) throws {
    try require(.pluginManage)
    var indexes = try KnownIndexes(readingFrom: transaction)
    if let present = indexes.list.first(where: { $0.name == index.name }) {
      throw Refusal(
        .refused, Text.indexTaken(name: present.name, location: present.location.text))
    }
    guard indexes.list.count < Limit.indexes else {
      throw Refusal(.refused, Text.indexTooMany(limit: Limit.indexes))
    }
    indexes.add(index)
    try indexes.write(to: transaction)
    try chain.append(
      .addIndex,
      edits: [
        edit(index.name, from: .none, to: .text("\(index.location.text) \(index.key.hex)")),
        number(of: index.name, from: .none, to: .integer(index.number)),
      ] + handOver(of: index.name, from: nil, to: index.next))
  }

  /// Asks an index no more, and forgets what was seen of it; what was installed stays.
  package func removeIndex(_ name: String) throws {
    try require(.pluginManage)
    var indexes = try KnownIndexes(readingFrom: transaction)
    let index = try indexes.index(name.composed)
    indexes.remove(index.name)
    try indexes.write(to: transaction)
    try chain.append(
      .removeIndex,
      edits: [edit(index.name, from: .text("\(index.location.text) \(index.key.hex)"), to: .none)])
  }

  /// Remembers a list, unless it is the one that was seen last; throws where it is older, or another
  /// one.
  func note(_ list: PackIndex, of name: String) throws {
    try require(.pluginManage)
    var indexes = try KnownIndexes(readingFrom: transaction)
    let known = try indexes.index(name)
    try known.check(list)
    guard known.number != list.number else { return }
    indexes.note(list, of: name)
    try indexes.write(to: transaction)
    let seen = try indexes.index(name)
    var edits = [number(of: name, from: .integer(known.number), to: .integer(list.number))]
    if seen.key != known.key {
      let place = known.location.text
      edits.append(
        edit(
          name, from: .text("\(place) \(known.key.hex)"), to: .text("\(place) \(seen.key.hex)")))
    }
    edits += handOver(of: name, from: known.next, to: seen.next)
    try chain.append(.seeIndex, edits: edits)
  }

  /// The edit by which another successor is named; none where it is the same.
  private func handOver(of name: String, from: PublicKey?, to: PublicKey?) -> [Edit] {
    guard from != to else { return [] }
    let value = { (key: PublicKey?) in key.map { Value.text($0.hex) } ?? .none }
    return [Edit(field: "index.\(name).next", from: value(from), to: value(to))]
  }

  private func edit(_ name: String, from: Value, to: Value) -> Edit {
    Edit(field: "index.\(name)", from: from, to: to)
  }

  private func number(of name: String, from: Value, to: Value) -> Edit {
    Edit(field: "index.\(name).number", from: from, to: to)
  }
}

extension DeskSession {
  /// The indexes of the desk, in the order in which they are asked.
  package func indexes() throws -> [KnownIndex] {
    try KnownIndexes(readingFrom: reader).list
  }
}
