/// What goes to somebody when a ticket is forwarded; it is filled in when it is delivered.
package struct Forward: Equatable, Sendable {
  /// What of the ticket goes along, as far as the sender and the recipient may both see it.
  ///
  /// They go along in this order.
  package enum Inclusion: String, CaseIterable, Sendable {
    /// The ticket's fields.
    case details
    case body
    case history
    case notes
    /// Its files; with `notes`, those of the notes as well.
    case files
  }

  package var subject: String
  package var message: String
  package var include: [Inclusion]
  /// The files that the recipient gets, as they were when it was forwarded.
  package var files: [ForwardedFile] = []
  /// The address, where it goes to nobody on the desk.
  package var address: String?
  /// Who forwards, as an entry has it.
  package var by: String

  package init(
    subject: String, message: String, include: [Inclusion], address: String? = nil, by: String,
  ) {
    self.subject = subject
    self.message = message
    self.include = include
    self.address = address
    self.by = by
  }

  /// What goes along where nobody says what.
  package static let standard: [Inclusion] = [.details, .body]
  /// At most so many people and addresses at once.
  package static let mostRecipients = 100
  /// The channel by which addresses are reached.
  package static let mail = "mail"

  /// What goes into the outbox row, as JSON; of files what they are, since their contents are the
  /// desk's by their digests.
  package var payload: String {
    var members: [(String, JSON)] = [
      ("by", .string(by)), ("forward", .array(include.map { .string($0.rawValue) })),
      ("public", .boolean(true)), ("subject", .string(subject)), ("text", .string(message)),
    ]
    if !files.isEmpty { members.append(("files", .array(files.map(\.json)))) }
    if let address { members.append(("address", .string(address))) }
    return JSON.object(members).text
  }

  /// Reads what `payload` gives; `nil` for a row that forwards nothing.
  package init?(payload: JSON) {
    guard let include = payload["forward"]?.array else { return nil }
    self.include = include.compactMap { $0.string.flatMap(Inclusion.init) }
    subject = payload["subject"]?.string ?? ""
    message = payload["text"]?.string ?? ""
    files = payload["files"]?.array?.compactMap(ForwardedFile.init) ?? []
    address = payload["address"]?.string
    by = payload["by"]?.string ?? ""
  }
}

/// A file that goes along with a forwarded ticket.
package struct ForwardedFile: Hashable, Sendable {
  package let attachment: Attachment
  /// Whether it is one of the notes'.
  package let isInternal: Bool

  package init(_ attachment: Attachment, isInternal: Bool) {
    (self.attachment, self.isInternal) = (attachment, isInternal)
  }

  /// `{"digest", "internal", "name", "size", "type"}`.
  package var json: JSON {
    .object((attachment.json.members ?? []) + [("internal", .boolean(isInternal))])
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let attachment = Attachment(json: json), let isInternal = json["internal"]?.boolean
    else { return nil }
    self.init(attachment, isInternal: isInternal)
  }
}

extension SeenHistory {
  /// The files of a ticket, and of those whose conversation stands on it, that the viewer sees; with
  /// `notes`, those of the notes as well.
  package func files(of ticket: Ticket, with notes: Bool) throws -> [ForwardedFile] {
    try conversation(of: ticket.id).flatMap { id -> [ForwardedFile] in
      guard let one = id == ticket.id ? ticket : try self.ticket(id), viewer.sees(one) else {
        return []
      }
      let seen = viewer.view(of: one)
      return seen.attachments.map { ForwardedFile($0, isInternal: false) }
        + (notes ? seen.noteAttachments.map { ForwardedFile($0, isInternal: true) } : [])
    }
  }
}
