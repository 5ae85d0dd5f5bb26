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

extension Value: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let json = try? JSON(parsing: text), let value = Value(json: json) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a value: \(text)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(json.text)
  }
}
