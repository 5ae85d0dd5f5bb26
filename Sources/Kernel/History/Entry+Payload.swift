extension Entry {
  /// Splits the entry's words off, each with a salt of its own, and notes their digests.
  ///
  /// `salt` gives 16 unpredictable bytes each time.
  package mutating func makePayloads(salt: () -> [UInt8]) -> [Payload] {
    var payloads: [Payload] = []
    for part in PayloadPart.allCases {
      guard let value = words(of: part) else { continue }
      let payload = Payload(part: part, salt: salt(), value: value)
      parts[part] = payload.digest
      payloads.append(payload)
    }
    return payloads
  }

  /// Takes the words back in; a part that is missing, since it was redacted, leaves its values empty.
  ///
  /// Throws `HistoryError.malformedPayload` where a part is not what was written.
  package mutating func restore(_ payloads: [Payload]) throws(HistoryError) {
    if payloads.count < parts.count {
      redacted = Set(parts.keys).subtracting(payloads.map(\.part))
    }
    for payload in payloads {
      if payload.part == .text {
        text = payload.value
        continue
      }
      guard let json = try? JSON(parsing: payload.value), let members = json.members else {
        throw .malformedPayload(seq, payload.part)
      }
      for (name, member) in members {
        guard let value = Value(json: member) else { throw .malformedPayload(seq, payload.part) }
        place(value, named: name, in: payload.part)
      }
    }
  }

  private mutating func place(_ value: Value, named name: String, in part: PayloadPart) {
    switch part {
    case .text: break
    case .params: params[name] = value
    case .data: data[name] = value
    case .from, .to:
      for index in edits.indices where edits[index].field == name {
        if part == .from { edits[index].from = value } else { edits[index].to = value }
      }
    }
  }

  private func words(of part: PayloadPart) -> String? {
    switch part {
    case .text: text.isEmpty ? nil : text
    case .params: Entry.words(params.map { ($0.key, $0.value) })
    case .data: Entry.words(data.map { ($0.key, $0.value) })
    case .from: Entry.words(edits.filter(\.isTextual).map { ($0.field, $0.from) })
    case .to: Entry.words(edits.filter(\.isTextual).map { ($0.field, $0.to) })
    }
  }

  private static func words(_ values: [(String, Value)]) -> String? {
    let members = values.filter { !$0.1.isEmpty }.map { ($0.0, $0.1.json) }
    return members.isEmpty ? nil : JSON.object(members).text
  }
}
