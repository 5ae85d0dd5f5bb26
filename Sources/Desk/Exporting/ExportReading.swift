import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// Writes an export's lines into the desk, within one transaction of the writer's thread.
struct ExportReading {
  let source: String
  /// The name that all entries of the import have in common.
  let request: String
  let numbers: ExportNumbers
  let transaction: WriteTransaction
  let deciding: Deciding
  let clock: Instant
  let runner: Actor

  /// What became of a line.
  enum Result: Sendable {
    case done
    /// It was in already, or says nothing that is kept.
    case known
    case nothing
    /// It is done, but for a part of it.
    case partly(Text)
  }

  /// Takes one line; throws a `Refusal` where it cannot go in.
  func take(_ json: JSON) throws -> Result {
    if let entry = json["entry"] { return try take(entry: entry) }
    if let person = json["person"] { return try take(person: person) }
    if let content = json["content"] { return try take(content: content) }
    if json["ticket"] != nil || json["docket"] != nil { return .nothing }
    let names = (json.members ?? []).map(\.0).joined(separator: ", ")
    throw Refusal(
      .invalid, Text("import.no_part", ["names": names]))
  }

  /// A part of an attachment's content, which stands before the entry that names it.
  private func take(content json: JSON) throws -> Result {
    guard let digest = Digest(hex: try text(json, "digest")),
      let position = json["position"]?.integer, position >= 0,
      let bytes = Base64.decode(try text(json, "bytes"))
    else { throw Refusal(.invalid, Text("import.no_content"), field: "content") }
    try transaction.takePart(of: digest, at: position, bytes)
    return .nothing
  }

  private func take(entry json: JSON) throws -> Result {
    let number = try integer(json, "number")
    let there = Ticket.ID(rawValue: try integer(json, "ticket"))
    let key = Namespace.source(source).key(entry: number, of: there.rawValue)
    if try transaction.receipt(forKey: key) != nil { return .known }
    let values = ExportValues(
      person: { try transaction.person(named: $0)?.id }, ticket: numbers.here)
    guard let at = try? Instant(iso: text(json, "at"), zone: .utc) else {
      throw Refusal(.invalid, Text("import.no_time"), field: "at")
    }
    var entry = RecordedEntry(
      ticket: try numbers.here(there), number: number, at: at,
      actor: try values.actor(text(json, "actor")), source: try text(json, "source"),
      action: try text(json, "action"))
    guard let visibility = Entry.Visibility(rawValue: try text(json, "visibility")) else {
      throw Refusal(.invalid, Text("import.no_visibility"), field: "visibility")
    }
    entry.visibility = visibility
    entry.text = json["text"]?.string ?? ""
    entry.hook = json["hook"]?.string
    entry.params = try members(json, "params", values)
    entry.data = try members(json, "data", values)
    entry.edits = try (json["edits"]?.array ?? []).map { edit in
      let field = try text(edit, "field")
      return Edit(
        field: field, from: try values.value(edit["from"] ?? .null, of: field),
        to: try values.value(edit["to"] ?? .null, of: field), by: edit["by"]?.string)
    }
    let (rulebook, host) = try deciding.rules(in: transaction)
    let receipt = try Pipeline(
      rulebook: rulebook, transaction: transaction, host: host, clock: clock
    ).replay(entry, named: request)
    for attachment in entry.edits.flatMap(\.attachmentsAdded) {
      try transaction.keepParts(of: attachment, for: entry.ticket)
    }
    try transaction.remember(receipt, forKey: key)
    return .done
  }

  private func members(
    _ json: JSON, _ key: String, _ values: ExportValues,
  ) throws -> [String: Value] {
    var read: [String: Value] = [:]
    for (name, value) in json[key]?.members ?? [] {
      read[name] = try values.value(value, of: "\(key).\(name)")
    }
    return read
  }

  private func text(_ json: JSON, _ key: String) throws -> String {
    guard let text = json[key]?.string, !text.isEmpty else {
      throw Refusal(.invalid, Text("import.no_text"), field: key)
    }
    return text
  }

  private func integer(_ json: JSON, _ key: String) throws -> Int64 {
    guard let number = json[key]?.integer, number > 0 else {
      throw Refusal(.invalid, Text("import.no_number"), field: key)
    }
    return number
  }
}

extension ExportReading {
  /// Makes a person whom nobody here is called like; whoever is here already stays as they are.
  private func take(person json: JSON) throws -> Result {
    let name = try text(json, "name")
    guard try transaction.person(named: name) == nil else { return .nothing }
    let administration = try administration()
    let wanted = (json["roles"]?.array ?? []).compactMap(\.string)
    let roles = wanted.filter(administration.mayGive)
    _ = try administration.addPersonUnchecked(
      name,
      PersonDraft(
        email: json["email"]?.string, language: json["language"]?.string,
        zone: json["zone"]?.string, roles: roles.isEmpty ? nil : roles))
    let left = wanted.filter { !roles.contains($0) }
    guard !left.isEmpty else { return .nothing }
    return .partly(
      Text("import.without_role", ["name": name, "roles": left.joined(separator: ", ")]))
  }

  private func administration() throws -> Administration {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let person = try runner.person.flatMap { try transaction.person($0) }
    return Administration(
      transaction: transaction, rulebook: rulebook, actor: runner,
      authority: person.map(rulebook.authority(of:)) ?? Authority(actor: runner, grants: []),
      chain: DeskChain(
        transaction: transaction, clock: clock, actor: runner, source: Request.importSource))
  }
}
