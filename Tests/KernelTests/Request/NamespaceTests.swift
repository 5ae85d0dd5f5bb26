import Kernel
import Testing

@Suite struct NamespaceTests {
  /// What stands in names and keys that are made to look like others.
  static let words = [
    "sla", "once", "row", "entry", "ticket", "plugin:sla", "import:sla", "script:1", "1", "a/b",
    "a%2Fb", "a", "b/once/c", "once/sla", "sla/once/x", "row/1/1", "%", "%25", "/", "é",
    "sla/\u{301}row/1/1", "/\u{301}", "%\u{301}",
  ]

  private static func person(_ id: Int64) -> Person {
    Person(id: Person.ID(rawValue: id), name: "p\(id)", roles: [])
  }

  private static var spaces: [Namespace] {
    // A plugin's name has small letters, digits, - and _.
    ["sla", "once", "row", "a", "b"].map { .plugin($0) }
      + words.flatMap { word in [1, 2].map { .script(word, of: person($0)) } }
      + words.map { .source($0) }
  }

  /// All keys of a namespace whose parts are among those words, with what each stands for.
  private static func keys(_ space: Namespace) -> [String: [String]] {
    var keys: [String: [String]] = [:]
    for word in words {
      keys[space.key(once: word), default: []].append("once \(word)")
      keys[space.key(ticket: word), default: []].append("ticket \(word)")
      for other in words {
        keys[space.key(entry: other, of: word), default: []].append("entry \(word) \(other)")
      }
    }
    for number in [1, 2, 11] as [Int64] {
      keys[space.key(row: number, 1), default: []].append("row \(number) 1")
      keys[space.key(row: 1, Int(number) + 20), default: []].append("row 1 \(number + 20)")
      keys[space.key(entry: number, of: 3), default: []].append("numbered 3 \(number)")
    }
    return keys
  }

  @Test func `no two claimants have a key in common, and no two requests of one`() {
    var owners: [String: Int] = [:]
    for (index, space) in Self.spaces.enumerated() {
      for (key, meanings) in Self.keys(space) {
        #expect(meanings.count == 1, "\(key): \(meanings)")
        #expect(owners.updateValue(index, forKey: key) == nil, "\(key) is \(space)'s as well")
        // Keys of runs, wakes and bulks: the outbox row, `wake/ROW`, and `REQUEST/TICKET`.
        #expect(key.contains(":") && !key.hasPrefix("wake/"))
      }
    }
  }

  @Test func `state, timers and log lines of a script or source are never under a plugin's name`() {
    let names = Self.spaces.map(\.name)
    #expect(Set(names).count == names.count)
    for space in Self.spaces {
      if case .plugin(let name) = space {
        #expect(space.name == name && space.words == name)
      } else {
        #expect(space.name.contains(":") && space.words.contains(":"))
      }
    }
  }
}
