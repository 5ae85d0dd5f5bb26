import Crypto

/// A file that belongs to a ticket: its name, what it is, and the digest of its content.
///
/// The content itself is kept by the store, once for all attachments that have the same.
package struct Attachment: Sendable {
  /// A safe name, unique among the ticket's attachments: see `AttachmentName`.
  package var name: String
  /// How many bytes it has.
  package var size: Int64
  /// The media type that its first bytes tell: see `MediaType`.
  package var type: String
  package var digest: Digest

  package init(name: String, size: Int64, type: String, digest: Digest) {
    self.name = name
    self.size = size
    self.type = type
    self.digest = digest
  }
}

extension Attachment: Hashable {
  /// Equal where all is, the name byte by byte.
  package static func == (left: Attachment, right: Attachment) -> Bool {
    left.digest == right.digest && left.size == right.size
      && left.name.hasSameBytes(as: right.name) && left.type.hasSameBytes(as: right.type)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
  }
}

extension Attachment {
  /// `{"digest", "name", "size", "type"}`: what a value of the history says of it.
  package var json: JSON {
    .object([
      ("digest", .string(digest.hex)), ("name", .string(name)), ("size", .integer(size)),
      ("type", .string(type)),
    ])
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let name = json["name"]?.string, let size = json["size"]?.integer, size >= 0,
      let type = json["type"]?.string, let hex = json["digest"]?.string,
      let digest = Digest(hex: hex)
    else { return nil }
    self.init(name: name, size: size, type: type, digest: digest)
  }
}

extension Value {
  /// The attachment, where this is one.
  package var attachment: Attachment? {
    if case .attachment(let attachment) = self { attachment } else { nil }
  }
}

extension Edit {
  /// Whether it is of files that are as internal as notes.
  package var isOfNotes: Bool { field == TicketField.noteAttachments.rawValue }

  /// The attachments that the edit adds to a ticket's.
  package var attachmentsAdded: [Attachment] {
    guard isOfNotes || field == TicketField.attachments.rawValue else { return [] }
    return to.elements.without(from.elements).compactMap(\.attachment)
  }
}
