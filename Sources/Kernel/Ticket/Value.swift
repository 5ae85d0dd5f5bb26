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
