/// The number of a name that crosses the border often.
package struct KeyID: Hashable, Sendable {
  /// Its place among the names of its table.
  package let rawValue: UInt16
}

/// The names that are written as two bytes instead of as text; the same for all sandboxes of a
/// layout.
package struct KeyTable: Sendable {
  package private(set) var names: [String] = []
  private var numbers: [String: KeyID] = [:]

  /// Numbers the names; a name that comes twice has one number.
  package init(_ names: some Sequence<String> = []) {
    for name in names { _ = add(name) }
  }

  /// The number of a name, which is added when it is new; there is room for 65,000.
  package mutating func add(_ name: String) -> KeyID {
    if let known = numbers[name] { return known }
    precondition(names.count < 65_000, "the key table is full")
    let id = KeyID(rawValue: UInt16(names.count))
    names.append(name)
    numbers[name] = id
    return id
  }

  /// The name of a number that this table gave.
  package func name(of key: KeyID) -> String { names[Int(key.rawValue)] }

  /// The number of a name; nil when the table does not have it.
  package subscript(name: String) -> KeyID? {
    numbers[name]
  }
}

/// What Lua may read of a kind of record: any other name raises, and an absent one is nil.
package struct Shape: Sendable {
  package let name: String
  package let keys: [String]
  package let methods: [String: String]
  package let aliases: [String: String]
  package let hints: [String: String]

  /// Declares the names of a record, in the order that `pairs` shows; `methods` gives paths of host
  /// functions (one called `__concat` or the like is an operator, and gets its operands), `aliases` other names of keys (which `pairs` leaves out), `hints` what to say after "did you mean" for a name that belongs elsewhere.
  package init(
    _ name: String, keys: [String], methods: [String: String] = [:],
    aliases: [String: String] = [:], hints: [String: String] = [:],
  ) {
    self.name = name
    self.keys = keys
    self.methods = methods
    self.aliases = aliases
    self.hints = hints
  }
}
