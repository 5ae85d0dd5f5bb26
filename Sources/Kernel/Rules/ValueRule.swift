import Texts

/// Whether a value is one that a field's declaration allows: its choices, bounds, length and form.
struct ValueRule {
  /// The ticket that the value is for: its type decides which choices there are.
  let ticket: Ticket
  let rulebook: Rulebook
  let host: any PatternHost

  /// What is wrong with the value; `nil` where nothing is.
  func problem(with value: Value, of field: FieldSpec) -> Text? {
    let choices = field.choices(for: ticket.type)
    for element in value.elements {
      if let text = element.text {
        if field.kind == .choice, !choices.contains(where: { $0.hasSameBytes(as: text) }) {
          return Text.fieldNoneOf(
            value: text, choices: choices.joined(separator: ", "),
            hint: Text.nearest(
              rulebook.nearest(to: text, among: choices, as: .value(of: field.name))))
        }
        if let wrong = problem(with: text, of: field) { return wrong }
      }
      if field.kind == .tag, !element.isTag { return LimitRule.noTag }
      if let wrong = outOfBounds(element, of: field) { return wrong }
      if element.ticketID == ticket.id { return Text.fieldItself }
    }
    return nil
  }

  private func problem(with text: String, of field: FieldSpec) -> Text? {
    if field.length.count == 2 {
      let range = field.length[0]...max(field.length[0], field.length[1])
      if !range.contains(text.count) {
        return Text.fieldLength(least: range.lowerBound, most: range.upperBound, count: text.count)
      }
    }
    if let pattern = field.pattern, !host.fits(text, pattern: pattern) {
      return Text.fieldPattern(value: text, pattern: pattern)
    }
    return nil
  }

  private func outOfBounds(_ value: Value, of field: FieldSpec) -> Text? {
    let number: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    guard let number else { return nil }
    if let least = field.least, number < least {
      return Text.fieldLeast(least: field.shown(least))
    }
    if let most = field.most, number > most {
      return Text.fieldMost(most: field.shown(most))
    }
    return nil
  }
}

extension FieldSpec {
  /// A bound as people read it: a whole number without a point, a duration as `90m`.
  package func shown(_ bound: Double) -> any TextConvertible {
    guard let whole = Int64(exactly: bound) else { return bound }
    return kind == .duration ? TimeSpan(milliseconds: whole) : whole
  }
}
