import Crypto

extension Entry {
  /// The bytes that are hashed: JSON with members sorted by bytes, without empty members.
  ///
  /// Words of people are not in it, only the digests of their parts, so that a redaction leaves it
  /// as it is. `docket audit bytes` prints it, and `b2sum -l 256` of it is the entry's digest.
  package var canonicalForm: [UInt8] {
    // In the order of their names, so that nothing need be sorted.
    var members: [(String, JSON)] = []
    members.reserveCapacity(20)
    members.append(("action", .string(action)))
    members.append(("actor", .string(actor.text)))
    members.append(("at", .integer(at.milliseconds)))
    if let cause { members.append(("cause", .integer(cause.rawValue))) }
    if depth > 0 { members.append(("depth", .integer(depth))) }
    if !edits.isEmpty { members.append(("edits", editsJSON)) }
    if let hook { members.append(("hook", .string(hook))) }
    if let imported { members.append(("imported", .integer(imported.rawValue))) }
    members.append(("number", .integer(number)))
    if let origin { members.append(("origin", .integer(origin.rawValue))) }
    if !parts.isEmpty { members.append(("parts", partsJSON)) }
    if let previous { members.append(("previous", .string(previous.hex))) }
    members.append(("recorded", .integer(recorded.milliseconds)))
    members.append(("request", .string(request)))
    members.append(("seq", .integer(seq.rawValue)))
    members.append(("source", .string(source.rawValue)))
    members.append(("ticket", .integer(ticket.rawValue)))
    if let veil { members.append(("veil", .string(veil))) }
    members.append(("version", .integer(version)))
    members.append(("visibility", .string(visibility.rawValue)))
    return JSON.object(members).bytes
  }

  /// The edits as they stand in the canonical form: textual ones without their values.
  package var editsJSON: JSON {
    .array(
      edits.map { edit in
        var members: [(String, JSON)] = []
        members.reserveCapacity(4)
        if let by = edit.by { members.append(("by", .string(by))) }
        members.append(("field", .string(edit.field)))
        if !edit.isTextual {
          if !edit.from.isEmpty { members.append(("from", edit.from.json)) }
          if !edit.to.isEmpty { members.append(("to", edit.to.json)) }
        }
        return .object(members)
      })
  }

  /// The digests of the words, by part.
  package var partsJSON: JSON {
    .object(parts.map { ($0.key.rawValue, .string($0.value.hex)) })
  }

  /// Reads what `editsJSON` gives; `nil` for anything else.
  package static func edits(from json: JSON) -> [Edit]? {
    guard let items = json.array else { return nil }
    var edits: [Edit] = []
    for item in items {
      guard let field = item["field"]?.string,
        let from = Value(json: item["from"] ?? .null), let to = Value(json: item["to"] ?? .null)
      else { return nil }
      edits.append(Edit(field: field, from: from, to: to, by: item["by"]?.string))
    }
    return edits
  }

  /// Reads what `partsJSON` gives; `nil` for anything else.
  package static func parts(from json: JSON) -> [PayloadPart: Digest]? {
    guard let members = json.members else { return nil }
    var parts: [PayloadPart: Digest] = [:]
    for (name, member) in members {
      guard let part = PayloadPart(rawValue: name), let hex = member.string,
        let digest = Digest(hex: hex)
      else { return nil }
      parts[part] = digest
    }
    return parts
  }
}

extension Entry {
  /// The digest in hexadecimal.
  package var digestText: String? { digest?.hex }

  /// The digest of the entry before, in hexadecimal.
  package var previousText: String? { previous?.hex }
}

extension RecordedEntry {
  /// The entry with the names that its values have by now, on the ticket as it was written to.
  func renamed(by renamings: [Renaming], on before: Ticket?) -> RecordedEntry {
    var named = NamedEdits(edits, onType: before?.type ?? "")
    for renaming in renamings { named.take(renaming) }
    var present = self
    present.edits = named.edits
    return present
  }
}

extension Ticket {
  /// The ticket with the names that it has by now, as it was at that moment: no stage means anything
  /// else by that.
  func renamed(by renamings: [Renaming], at moment: Instant) -> Ticket {
    var present = self
    for renaming in renamings { _ = present.take(renaming.meaning(category), at: moment) }
    return present
  }

  /// Whether the ticket goes by names of before those renamings.
  package func isOlder(than renamings: [Renaming]) -> Bool {
    !renamings.isEmpty && renamed(by: renamings, at: touched) != self
  }
}

extension Renaming {
  /// The edit under the new name.
  func edit(_ edit: Edit) -> Edit {
    var renamed = edit
    if kind == .field, edit.field == from { renamed.field = to }
    guard edit.field == editedField else { return renamed }
    renamed.from = value(edit.from)
    renamed.to = value(edit.to)
    return renamed
  }

  /// The field whose values have the name; `nil` where it is the field's own, or a person's.
  package var editedField: String? {
    switch kind {
    case .type: TicketField.type.rawValue
    case .stage: TicketField.stage.rawValue
    case .queue: TicketField.queue.rawValue
    case .reason: TicketField.closeReason.rawValue
    case .tag: TicketField.tags.rawValue
    case .rootCause: TicketField.rootCauses.rawValue
    case .choice: owner
    case .field, .personField, .role: nil
    }
  }

  /// The value under the new name.
  package func value(_ value: Value) -> Value {
    switch value {
    case .text(from) where kind != .stage: .text(to)
    case .stage(from, let category) where kind == .stage: .stage(to, category)
    case .list(let elements): .list(list(elements))
    default: value
    }
  }

  /// As a ticket takes it: where the new name is there already, it is so once.
  private func list(_ elements: [Value]) -> [Value] {
    guard kind != .stage, elements.contains(.text(from)), elements.contains(.text(to)), from != to
    else { return elements.map(value) }
    return kind.isFree
      ? elements.filter { $0 != .text(from) } : elements.map(value).uniqued
  }

  /// The same, of a stage that means that.
  fileprivate func meaning(_ category: Category) -> Renaming {
    kind == .stage ? Renaming(kind, of: owner, from: from, to: to, category: category) : self
  }
}
