import Kernel
import Storage
import Texts

extension DeskSession {
  /// The attachment of that name, of the ticket as the person sees it now or saw it then.
  ///
  /// Throws a `Refusal` of the code `notFound` where there is none for them.
  package func attachment(
    _ name: String, of id: Ticket.ID, at moment: Instant? = nil,
  ) throws -> Attachment {
    guard let ticket = try ticket(id, at: moment) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
    }
    guard let found = ticket.attachments.first(where: { $0.name == name }) else {
      throw Refusal.noAttachment(name, of: id, among: ticket.attachments)
    }
    return found
  }

  /// Gives the content of an attachment part by part.
  ///
  /// Throws `ContentError` at the end where it is not what was attached.
  package func readContent(
    of attachment: Attachment, _ take: ([UInt8]) throws -> Void,
  ) throws {
    try reader.readContent(attachment.digest, take)
  }
}
