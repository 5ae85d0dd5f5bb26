import Crypto

/// One immutable line of the history.
package struct Entry: Equatable, Sendable {
  /// Whether customers may see it.
  package enum Visibility: String, Sendable {
    case `public`
    case `internal`
  }

  package var seq: EntryID
  /// The ticket, or `Ticket.ID.desk` for the desk's own chain.
  package var ticket: Ticket.ID
  /// 1, 2, 3 … within the ticket.
  package var number: Int64
  /// The ticket's version after this entry.
  package var version: Int64
  /// When it happened: never before an earlier entry of the ticket, never after `recorded`.
  package var at: Instant
  /// When it was written.
  package var recorded: Instant
  /// What all entries of one command, bulk, script run or import have in common, as `r12`.
  package var request: String
  package var actor: Actor
  /// The way in, as `cli`, `import` or `plugin`.
  package var source: Source
  /// The verb asked for; a plain update takes the action that its edits mean.
  package var action: String
  package var params: [String: Value]
  package var edits: [Edit]
  package var text: String
  package var visibility: Visibility
  /// The permissions of which one is needed to see any of it, with spaces between; `nil` where all
  /// who see the ticket see something of it.
  ///
  /// Taken when it is written: what fields are called secret later does not change what was counted.
  package var veil: String?
  /// The desk's entry that tells of the import which wrote this one: by whom, and from what file;
  /// `nil` for what was made here.
  package var imported: EntryID?
  /// What a plugin's action declared: logged minutes, a rating.
  package var data: [String: Value]
  /// The entry that this one follows from.
  package var cause: EntryID?
  /// The first entry of the chain of causes.
  package var origin: EntryID?
  /// How many causes away the origin is.
  package var depth: Int64
  /// The hook whose request this is, as `plugin@version:hook`, for requests that hooks make.
  package var hook: String?
  /// The digest of the ticket's entry before; `nil` for the first.
  package var previous: Digest?
  /// Digest by part of `payload`, also of what has been redacted since.
  package var parts: [PayloadPart: Digest]
  /// The parts whose words are gone: they were redacted.
  package var redacted: Set<PayloadPart> = []
  /// The digest of the canonical form.
  package var digest: Digest?

  package init(
    seq: EntryID, ticket: Ticket.ID, number: Int64, version: Int64, at: Instant,
    recorded: Instant, request: String, actor: Actor, source: Source, action: String,
    params: [String: Value] = [:], edits: [Edit] = [], text: String = "",
    visibility: Visibility = .public, data: [String: Value] = [:], cause: EntryID? = nil,
    origin: EntryID? = nil, depth: Int64 = 0, hook: String? = nil, previous: Digest? = nil,
    parts: [PayloadPart: Digest] = [:], digest: Digest? = nil,
  ) {
    self.seq = seq
    self.ticket = ticket
    self.number = number
    self.version = version
    self.at = at
    self.recorded = recorded
    self.request = request
    self.actor = actor
    self.source = source
    self.action = action
    self.params = params
    self.edits = edits
    self.text = text
    self.visibility = visibility
    self.data = data
    self.cause = cause
    self.origin = origin
    self.depth = depth
    self.hook = hook
    self.previous = previous
    self.parts = parts
    self.digest = digest
  }
}

extension Entry {
  /// The parameter of a redaction that says which parts of which entries it took: `12.to`.
  package static let removed = "removed"

  /// What a part of an entry is called there.
  package static func name(of part: PayloadPart, in entry: EntryID) -> String {
    "\(entry.rawValue).\(part.rawValue)"
  }

  /// Whether it says, or once said, something.
  package var isSpoken: Bool { !text.isEmpty || redacted.contains(.text) }
}

extension Entry {
  /// The permissions of which one is needed to see any of those edits and data, sorted, with spaces
  /// between; `nil` where some of them are for everybody, or there are none.
  ///
  /// Of an entry with neither they are those of what its action was given.
  static func veil(
    of edits: [Edit], _ data: [String: Value], params: [String: Value], action: Action,
    _ rulebook: Rulebook,
  ) -> String? {
    guard rulebook.hasSecretFields else { return nil }
    let isBare = edits.isEmpty && data.isEmpty
    let values = isBare ? params : data
    guard !(edits.isEmpty && values.isEmpty) else { return nil }
    var permissions: Set<String> = []
    for edit in edits {
      guard let permission = rulebook.fields[edit.field]?.viewPermission else { return nil }
      permissions.insert(permission)
    }
    let spec = values.isEmpty ? nil : rulebook.spec(of: action)
    let specs = (isBare ? spec?.params : spec?.data) ?? []
    for name in values.keys {
      guard let permission = specs.first(where: { $0.name == name })?.viewPermission else {
        return nil
      }
      permissions.insert(permission)
    }
    return permissions.sorted().joined(separator: " ")
  }
}

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
