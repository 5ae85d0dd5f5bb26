extension String: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .string(let text) = node else { throw JSONFormError() }
    self = text
  }

  package var node: JSONNode { .string(self) }
}

extension Bool: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .boolean(let value) = node else { throw JSONFormError() }
    self = value
  }

  package var node: JSONNode { .boolean(self) }
}

extension JSONStored where Self: FixedWidthInteger {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .integer(let value) = node, let number = Self(exactly: value) else {
      throw JSONFormError()
    }
    self = number
  }

  package var node: JSONNode { .integer(Int64(self)) }
}

extension Int: JSONStored {}
extension Int64: JSONStored {}

extension Double: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    switch node {
    case .integer(let value): self = Double(value)
    case .number(let value): self = value
    default: throw JSONFormError()
    }
  }

  package var node: JSONNode {
    get throws(JSONFormError) {
      guard isFinite else { throw JSONFormError() }
      return .number(self)
    }
  }
}

extension Array: JSONStored where Element: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .array(let items) = node else { throw JSONFormError() }
    self = []
    reserveCapacity(items.count)
    for item in items { append(try Element(node: item)) }
  }

  package var node: JSONNode {
    get throws(JSONFormError) {
      var items: [JSONNode] = []
      for element in self { items.append(try element.node) }
      return .array(items)
    }
  }
}

extension Dictionary: JSONStored where Key == String, Value: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    guard case .object(let members) = node else { throw JSONFormError() }
    self = [:]
    for (name, member) in members where self[name] == nil {
      self[name] = try Value(node: member)
    }
  }

  package var node: JSONNode {
    get throws(JSONFormError) {
      var members: [(String, JSONNode)] = []
      for (name, value) in self { members.append((name, try value.node)) }
      return .object(members)
    }
  }
}

/// What is stored as a text: a word of a set of words, for one.
extension JSONStored where Self: RawRepresentable, RawValue == String {
  package init(node: JSONNode) throws(JSONFormError) {
    guard let word = Self(rawValue: try String(node: node)) else { throw JSONFormError() }
    self = word
  }

  package var node: JSONNode { .string(rawValue) }
}

extension Value: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    let text = try String(node: node)
    guard let json = try? JSON(parsing: text), let value = Value(json: json) else {
      throw JSONFormError()
    }
    self = value
  }

  /// A text with the JSON that the history would have.
  package var node: JSONNode { .string(json.text) }
}

extension Recipient<Person.ID>: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) {
    guard let recipient = Self(text: try String(node: node)) else { throw JSONFormError() }
    self = recipient
  }

  package var node: JSONNode { .string(text) }
}
