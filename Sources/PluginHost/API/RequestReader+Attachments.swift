import Crypto
import Kernel
import Lua
import Texts

extension RequestReader {
  /// A file as `{ name, base64 }`, or as `{ name, ticket }` where a ticket has it; an importer may
  /// give `{ name, path }`, beside its own file.
  func readFile(_ table: inout SpecTable, into request: inout Request) throws(HostError) {
    guard table.has("ticket") else { return readAttachment(&table, into: &request) }
    let (name, id) = (table.text("name") ?? "", table.integer("ticket") ?? 0)
    let asker = try Asker(context, path)
    let ticket = try context.reading { try asker.ticket(Ticket.ID(rawValue: id)) }
    guard let ticket else { return table.fail("ticket", Text.ticketMissing(ticket: id)) }
    guard let found = ticket.value.attachments.first(where: { $0.name == name }) else {
      let refusal = Refusal.noAttachment(
        name, of: ticket.value.id, among: ticket.value.attachments)
      return table.fail("name", refusal.text)
    }
    request.uploads.append(Upload(kept: found))
  }

  /// A file as `{ name, base64 }` or `{ name, path }`.
  func readAttachment(_ table: inout SpecTable, into request: inout Request) {
    let isImporting = context.lane == .importing
    let path = isImporting ? table.text("path") : nil
    let base64 = table.text("base64")
    let name = table.text("name") ?? path ?? ""
    if name.isEmpty { table.fail("name", Text.tableMissing) }
    do {
      switch (path, base64) {
      case (let path?, nil): request.uploads.append(try file(path, named: name))
      case (nil, let base64?):
        guard let bytes = Base64.decode(base64) else {
          return table.fail("base64", Text.apiBadBase64)
        }
        request.uploads.append(try upload(MemoryContent(bytes), named: name))
      default:
        table.fail(
          nil, isImporting ? Text.apiPathOrBase64 : Text.apiNoBase64)
      }
    } catch let refusal as Refusal {
      table.fail(nil, Text(joining: refusal.problems.map(\.text), by: "; "))
    } catch {
      table.fail(path == nil ? "base64" : "path", Text(of: error))
    }
  }

  /// `{ entry, part, fields }` of a redaction.
  func readRedaction(_ table: inout SpecTable, into request: inout Request) {
    request.params["entry"] = table.integer("entry").map(Value.integer)
    if let part = table.word("part", as: RedactablePart.self) {
      request.params["part"] = .text(part.rawValue)
    }
    let fields = table.texts("fields")
    if !fields.isEmpty { request.params["fields"] = .texts(fields) }
    readOnly(&table, into: &request)
  }

  /// `only` of a redaction or a purge: entries that repeat the words are left.
  func readOnly(_ table: inout SpecTable, into request: inout Request) {
    if table.boolean("only") == true { request.params["only"] = .boolean(true) }
  }

  /// `{ to, subject, message, include }` of a forward.
  func readForward(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    let single = table.read("to", Text.valueRecipients) { value in
      value.text.map { [$0] } ?? value.texts
    }
    request.params["to"] = .texts(single ?? [])
    if let subject = table.text("subject") { request.params["subject"] = .text(subject) }
    request.text = try words(&table, "message")
    if table.has("include") { request.params["include"] = .texts(table.texts("include")) }
  }

  private func file(_ path: String, named name: String) throws -> Upload {
    guard case .importing(let calls) = context.occupation else {
      throw HostError(Text.apiNoFiles)
    }
    return try upload(try calls.openFile(path), named: name)
  }

  private func upload(_ content: any Content, named name: String) throws -> Upload {
    try Upload(
      name: name, content: content,
      limit: context.rulebook?.settings.attachmentLimit ?? Limit.attachmentBytes)
  }
}
