import Texts

/// What is stored as JSON by itself, or as a member or an item of something.
package protocol JSONStored {
  /// Reads what `node` gives.
  init(node: JSONNode) throws(JSONFormError)
  /// What is stored.
  var node: JSONNode { get throws(JSONFormError) }
}

extension JSONStored {
  /// Reads what `jsonText` gives.
  package init(jsonText text: String) throws {
    try self.init(node: JSONNode(jsonBytes: Array(text.utf8)))
  }

  /// The only text of it: members sorted by their bytes, no spaces.
  package var jsonText: String {
    get throws(JSONFormError) {
      var output: [UInt8] = []
      try node.write(to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }
}

/// A type with members, each named once: for reading and for writing.
package protocol JSONForm: JSONStored {
  /// What the members are read into.
  static var blank: Self { get }
  /// Shows each member to `members`, which sets or takes it.
  mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError)
}

extension JSONForm {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .object(let stored) = node else { throw JSONFormError() }
    self = .blank
    var members = JSONMembers(reading: stored)
    try exchange(&members)
  }

  package var node: JSONNode {
    get throws(JSONFormError) {
      var (form, members) = (self, JSONMembers())
      try form.exchange(&members)
      return .object(members.stored)
    }
  }
}

/// The members of a `JSONForm` while they are read or written.
package struct JSONMembers {
  fileprivate private(set) var stored: [(String, JSONNode)]
  private let isReading: Bool

  fileprivate init() { (stored, isReading) = ([], false) }

  fileprivate init(reading stored: [(String, JSONNode)]) {
    (self.stored, isReading) = (stored, true)
  }

  /// Sets or takes a member that must be there.
  package mutating func exchange<Member: JSONStored>(
    _ name: String, _ member: inout Member,
  ) throws(JSONFormError) {
    guard isReading else { return try take(name, member) }
    guard let node = self[name] else { throw JSONFormError(name) }
    member = try read(name, node)
  }

  /// Sets or takes a member that is left out where it is `nil`.
  package mutating func exchange<Member: JSONStored>(
    _ name: String, _ member: inout Member?,
  ) throws(JSONFormError) {
    if !isReading {
      if let member { try take(name, member) }
    } else if let node = self[name], !node.isNull {
      member = try read(name, node) as Member
    } else {
      member = nil
    }
  }

  private subscript(name: String) -> JSONNode? {
    stored.first { $0.0 == name }?.1
  }

  private mutating func take(
    _ name: String, _ member: some JSONStored,
  ) throws(JSONFormError) {
    do throws(JSONFormError) {
      stored.append((name, try member.node))
    } catch {
      throw error.within(name)
    }
  }

  private func read<Member: JSONStored>(
    _ name: String, _ node: JSONNode,
  ) throws(JSONFormError) -> Member {
    do throws(JSONFormError) {
      return try Member(node: node)
    } catch {
      throw error.within(name)
    }
  }
}

/// A member that is missing, or is not what belongs there.
package struct JSONFormError: TextError, Equatable {
  /// The names of the members that lead to it.
  package let path: [String]

  init(_ path: String...) { self.path = path }

  private init(path: [String]) { self.path = path }

  func within(_ name: String) -> JSONFormError { JSONFormError(path: [name] + path) }

  package var text: Text { Text.jsonMember(name: path.joined(separator: ".")) }
  package var description: String { text.description }
}
