/// A value that a field can hold, as the history records it.
///
/// A value describes itself, so that the past can be read without the plugins of then. Texts are
/// equal when their bytes are: two spellings of one accented letter are two texts.
package enum Value: Sendable {
  /// Empty: no value.
  case none
  case boolean(Bool)
  /// A whole number; also a duration, in milliseconds.
  case integer(Int64)
  /// A finite number with a fraction.
  case number(Double)
  /// A text, a choice, a name, or a date as `2026-01-31`.
  case text(String)
  case time(Instant)
  case person(Person.ID)
  case ticket(Ticket.ID)
  /// A stage together with what it meant when it was set.
  case stage(String, Category)
  case attachment(Attachment)
  /// Several values in order, never empty and never nested; an empty list is `none`.
  case list([Value])

  /// A list, or `none` where there is nothing in it.
  package static func listing(_ values: [Value]) -> Value {
    values.isEmpty ? .none : .list(values)
  }

  /// Whether there is no value.
  package var isEmpty: Bool {
    if case .none = self { true } else { false }
  }

  /// The values one by one: a list's, the single one, or nothing.
  package var elements: [Value] {
    switch self {
    case .none: []
    case .list(let values): values
    default: [self]
    }
  }

  /// The text, where this is one.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
    case (.time(let left), .time(let right)): left == right
    case (.person(let left), .person(let right)): left == right
    case (.ticket(let left), .ticket(let right)): left == right
    case (.stage(let left, let leftCategory), .stage(let right, let rightCategory)):
      left.hasSameBytes(as: right) && leftCategory == rightCategory
    case (.attachment(let left), .attachment(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .none: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .time(let value): hasher.combine(value)
    case .person(let value): hasher.combine(value)
    case .ticket(let value): hasher.combine(value)
    case .stage(let value, _): hasher.combine(value)
    case .attachment(let value): hasher.combine(value)
    case .list(let values): hasher.combine(values)
    }
  }
}

extension String {
  /// Whether both are the same bytes; the standard library's `==` also equates canonical equivalents.
  package func hasSameBytes(as other: String) -> Bool {
    let (left, right) = (utf8.span, other.utf8.span)
    guard left.count == right.count else { return false }
    for place in left.indices where left[place] != right[place] { return false }
    return true
  }

  /// Whether this one's bytes come before the other's: SQLite's binary order.
  package func precedesByBytes(_ other: String) -> Bool {
    let (left, right) = (utf8.span, other.utf8.span)
    for place in 0..<min(left.count, right.count) where left[place] != right[place] {
      return left[place] < right[place]
    }
    return left.count < right.count
  }
}

extension Sequence where Element: Hashable {
  /// The elements in their order, each once.
  package var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension [Value] {
  /// The values that are not among others, in their order; costs as much as both lists have.
  package func without(_ others: [Value]) -> [Value] {
    guard !isEmpty, !others.isEmpty else { return self }
    // A set of few costs more than to look at each of them.
    guard others.count > 8 else { return filter { !others.contains($0) } }
    let gone = Set(others)
    return filter { !gone.contains($0) }
  }
}

extension Value {
  /// The value as JSON that says what it is.
  ///
  /// Texts, whole numbers and booleans are themselves; the other kinds are an object with one key:
  /// `{"number":"1.5"}`, `{"person":3}`, `{"stage":["new","open"]}`, `{"ticket":7}`, `{"time":0}`,
  /// `{"attachment":{"digest":"…","name":"a.png","size":7,"type":"image/png"}}`.
  package var json: JSON {
    switch self {
    case .none: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .object([("number", .string("\(value)"))])
    case .text(let value): .string(value)
    case .time(let value): .object([("time", .integer(value.milliseconds))])
    case .person(let value): .object([("person", .integer(value.rawValue))])
    case .ticket(let value): .object([("ticket", .integer(value.rawValue))])
    case .stage(let name, let category):
      .object([("stage", .array([.string(name), .string(category.rawValue)]))])
    case .attachment(let value): .object([("attachment", value.json)])
    case .list(let values): .array(values.map(\.json))
    }
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    switch json {
    case .null: self = .none
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .string(let value): self = .text(value)
    case .array(let items):
      let values = items.compactMap(Value.init(json:))
      guard values.count == items.count, !values.isEmpty else { return nil }
      self = .list(values)
    case .object(let members):
      guard members.count == 1, let value = Value(tag: members[0].0, content: members[0].1) else {
        return nil
      }
      self = value
    }
  }

  private init?(tag: String, content: JSON) {
    switch (tag, content) {
    case ("number", .string(let text)):
      guard let number = Double(text), number.isFinite else { return nil }
      self = .number(number)
    case ("time", .integer(let value)): self = .time(Instant(milliseconds: value))
    case ("person", .integer(let value)): self = .person(Person.ID(rawValue: value))
    case ("ticket", .integer(let value)): self = .ticket(Ticket.ID(rawValue: value))
    case ("stage", .array(let parts)):
      guard parts.count == 2, case .string(let name) = parts[0],
        case .string(let word) = parts[1], let category = Category(rawValue: word)
      else { return nil }
      self = .stage(name, category)
    case ("attachment", let json):
      guard let attachment = Attachment(json: json) else { return nil }
      self = .attachment(attachment)
    default: return nil
    }
  }
}
