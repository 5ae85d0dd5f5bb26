/// What goes to somebody when a ticket is forwarded; it is filled in when it is delivered.
package struct Forward: Equatable, Sendable {
  /// What of the ticket goes along, as far as the recipient may see it.
  package enum Inclusion: String, CaseIterable, Sendable {
    case body
    case history
    case notes
  }

  package var subject: String
  package var message: String
  package var include: [Inclusion]
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

  /// At most so many people and addresses at once.
  package static let mostRecipients = 100
  /// The channel by which addresses are reached.
  package static let mail = "mail"

  /// What goes into the outbox row, as JSON.
  package var payload: String {
    var members: [(String, JSON)] = [
      ("by", .string(by)), ("forward", .array(include.map { .string($0.rawValue) })),
      ("public", .boolean(true)), ("subject", .string(subject)), ("text", .string(message)),
    ]
    if let address { members.append(("address", .string(address))) }
    return JSON.object(members).text
  }

  /// Reads what `payload` gives; `nil` for a row that forwards nothing.
  package init?(payload: JSON) {
    guard let include = payload["forward"]?.array else { return nil }
    self.include = include.compactMap { $0.string.flatMap(Inclusion.init) }
    subject = payload["subject"]?.string ?? ""
    message = payload["text"]?.string ?? ""
    address = payload["address"]?.string
    by = payload["by"]?.string ?? ""
  }
}
