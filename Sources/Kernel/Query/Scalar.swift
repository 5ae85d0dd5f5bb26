/// One value of a field as both back ends compare it: a text by its bytes, or a number.
package enum Scalar: Sendable {
  case text(String)
  case integer(Int64)
  case number(Double)

  /// What is compared of a value; `nil` for none and for a list.
  package init?(_ value: Value) {
    switch value {
    case .none, .list: return nil
    case .boolean(let value): self = .integer(value ? 1 : 0)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let value): self = .text(value)
    case .time(let value): self = .integer(value.milliseconds)
    case .person(let value): self = .integer(value.rawValue)
    case .ticket(let value): self = .integer(value.rawValue)
    case .stage(let name, _): self = .text(name)
    case .attachment(let attachment): self = .text(attachment.name)
    }
  }

  /// The value as texts are searched and sorted: whatever its case and accents.
  package var folded: Scalar {
    if case .text(let text) = self { .text(TextFolding.key(text)) } else { self }
  }

  /// Less than zero where this comes before the other, zero where they are equal; `nil` where one
  /// is a text and the other a number.
  package func order(with other: Scalar) -> Int? {
    switch (self, other) {
    case (.text(let left), .text(let right)):
      left.hasSameBytes(as: right) ? 0 : left.precedesByBytes(right) ? -1 : 1
    case (.integer(let left), .integer(let right)): left == right ? 0 : left < right ? -1 : 1
    case (.number(let left), .number(let right)): left == right ? 0 : left < right ? -1 : 1
    case (.integer(let left), .number(let right)): Self.order(left, right)
    case (.number(let left), .integer(let right)): -Self.order(right, left)
    case (.text, _), (_, .text): nil
    }
  }

  /// Compares exactly: a whole number above 2⁵³ is not rounded first.
  private static func order(_ left: Int64, _ right: Double) -> Int {
    if right >= 0x1p63 { return -1 }
    if right < -0x1p63 { return 1 }
    guard let whole = Int64(exactly: right.rounded(.down)) else { return -1 }
    if left != whole { return left < whole ? -1 : 1 }
    return right > right.rounded(.down) ? -1 : 0
  }
}

extension Ticket {
  /// Whether one of the values of a field, empty or not, is as the closure says.
  ///
  /// Gives the values one by one without building a list of them.
  func hasElement(
    of field: QueryField, in context: EvaluationContext, where fits: (Scalar) -> Bool,
  ) -> Bool {
    guard let kernel = field.kernel else {
      guard let step = field.step else {
        return fields[field.name]?.hasElement(where: fits) ?? false
      }
      return context.value(of: step, on: self).hasElement(where: fits)
    }
    guard !hidden.contains(kernel) else { return false }
    switch content(of: kernel) {
    case .text(let text), .stage(let text, _): return !text.isEmpty && fits(.text(text))
    case .texts(let texts): return texts.contains { fits(.text($0)) }
    case .integer(let number): return fits(.integer(number))
    case .moment(let moment): return moment.map { fits(.integer($0.milliseconds)) } ?? false
    case .person(let id): return id.map { fits(.integer($0.rawValue)) } ?? false
    case .people(let people): return people.contains { fits(.integer($0.rawValue)) }
    case .ticket(let id): return id.map { fits(.integer($0.rawValue)) } ?? false
    case .attachments(let files): return files.contains { fits(.text($0.name)) }
    case .priority(let priority): return fits(.integer(priority.rank))
    }
  }

  /// The value to sort by; one that is not of the field's kind any more counts as empty.
  func firstElement(of field: QueryField, in context: EvaluationContext) -> Scalar? {
    var first: Scalar?
    _ = hasElement(of: field, in: context) { element in
      first = element
      return true
    }
    if case .text = first {
      return field.isNumeric ? nil : field.isSortedFolded ? first?.folded : first
    }
    return field.isNumeric ? first : nil
  }
}

extension Value {
  func hasElement(where fits: (Scalar) -> Bool) -> Bool {
    guard case .list(let values) = self else { return Scalar(self).map(fits) ?? false }
    return values.contains { Scalar($0).map(fits) ?? false }
  }
}
