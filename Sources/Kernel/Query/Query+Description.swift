extension Query: CustomStringConvertible {
  /// The query in the query language; read again in the same place, it is the same query.
  package var description: String {
    let condition = condition == .always ? [] : [condition.description]
    // A disjunction ends where the query does, so that what comes after it needs no parentheses.
    return (condition + modifiers.terms).joined(separator: " ")
  }
}

extension Query.SortKey: CustomStringConvertible {
  package var description: String {
    let name =
      switch subject {
      case .field(let field): field.name
      case .rank: "rank"
      }
    return (isDescending ? "-" : "") + name
  }
}

extension Condition: CustomStringConvertible {
  /// The condition in the query language; one that is always or never met is empty or `no:id has:id`.
  package var description: String {
    switch self {
    case .all(let parts): parts.map(\.asTerm).joined(separator: " ")
    case .any(let parts):
      parts.isEmpty ? "no:id" : parts.map(\.asAlternative).joined(separator: " or ")
    case .not(.isEmpty(let field)): "has:\(field.name)"
    case .not(let part): "not:" + part.asNegatable
    case .field(let field, let matches): Self.term(field, matches)
    case .isEmpty(let field): "no:\(field.name)"
    case .was(let categories): "was:" + categories.names.joined(separator: ",")
    case .text(let phrase): "text:" + quotedIfNeeded(phrase.description)
    case .words(let field, let phrases):
      phrases.isEmpty
        ? "no:id"
        : "\(field.name):" + phrases.map { quotedIfNeeded($0.description) }.joined(separator: ",")
    }
  }

  /// As a part of a sequence, where alternatives need parentheses.
  private var asTerm: String {
    if case .any(let parts) = self, !parts.isEmpty { "(\(self))" } else { asAlternative }
  }

  /// As an alternative, where a sequence needs none but an empty one must be something.
  private var asAlternative: String {
    self == .always ? "has:id" : description
  }

  private var asNegatable: String {
    switch self {
    case .all(let parts) where !parts.isEmpty: "(\(self))"
    default: asTerm
    }
  }

  private static func term(_ field: QueryField, _ matches: [Match]) -> String {
    guard let first = matches.first else { return "no:id" }
    if matches.count == 1, case .between(let lower, let upper) = first {
      if let upper, !upper.isInclusive, lower == nil {
        return "\(field.name)<\(upper.operand.text(in: field))"
      }
      if let lower, !lower.isInclusive, upper == nil {
        return "\(field.name)>\(lower.operand.text(in: field))"
      }
    }
    let hasWhole = matches.contains { if case .equals = $0 { true } else { false } }
    return "\(field.name):" + (field.isFolded && hasWhole ? "=" : "")
      + matches.map { $0.text(in: field) }.joined(separator: ",")
  }
}

extension Match {
  fileprivate func text(in field: QueryField) -> String {
    switch self {
    case .equals(let operand): operand.text(in: field)
    case .between(let lower, let upper):
      "\(lower?.operand.text(in: field) ?? "")..\(upper?.operand.text(in: field) ?? "")"
    }
  }
}

extension Operand {
  fileprivate func text(in field: QueryField) -> String {
    switch self {
    case .value(let value): value.text(in: field)
    case .person(_, let name): name == "me" ? "\"me\"" : quotedIfNeeded(name)
    case .me: "me"
    case .relative(let span):
      span == .zero ? "now" : (span.months < 0 || span.milliseconds < 0 ? "-" : "+") + "\(span)"
    case .day(let date): date.description
    case .period(let period): period.description
    case .named(let phrase): quotedIfNeeded(phrase.description)
    case .reference(let other): "$\(other.name)"
    case .mine(let own, _): own.name
    }
  }
}

extension Value {
  fileprivate func text(in field: QueryField) -> String {
    switch self {
    case .integer(let value) where field.kind == .priority:
      Priority(rank: value)?.rawValue ?? ""
    case .integer(let value) where field.kind == .duration:
      TimeSpan(milliseconds: value).description
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .time(let instant): instant.iso
    case .ticket(let id): "\(id.rawValue)"
    case .text(let text): quotedIfNeeded(text)
    case .attachment(let attachment): quotedIfNeeded(attachment.name)
    case .none, .person, .stage, .list: ""
    }
  }
}

extension CategorySet {
  /// The names of the categories in it, in the order of `Category`.
  package var names: [String] {
    Category.allCases.filter { contains(CategorySet($0)) }.map(\.rawValue)
  }
}

/// The text as a value in a query: in quotes where it would be misread without.
package func quotedIfNeeded(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
  guard !isPlain || text.isEmpty else { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case _ where scalar.properties.generalCategory == .control:
      quoted += "\\u{\(String(scalar.value, radix: 16))}"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
