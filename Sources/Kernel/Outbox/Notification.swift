/// Something to tell people once the change is written.
package struct Notification: Equatable, Sendable {
  package var to: [Recipient<String>]
  package var text: String
  package var subject: String
  /// The channel; `nil` for each person's own.
  package var channel: String?
  package var isPublic: Bool
  /// What people read of who tells it: the hook, or the script that is run by hand.
  package var by: String
  /// Who tells it, and must be allowed to.
  package var sender: Actor
  /// The text by language, where its plugin has it in several.
  package var texts: [String: String] = [:]
  /// The subject by language, where its plugin has it in several.
  package var subjects: [String: String] = [:]

  package init(
    to: [Recipient<String>], text: String, subject: String = "", channel: String? = nil,
    isPublic: Bool = false, by: String, sender: Actor,
  ) {
    self.to = to
    self.text = text
    self.subject = subject
    self.channel = channel
    self.isPublic = isPublic
    self.by = by
    self.sender = sender
  }
}

extension Notification {
  /// What goes into the outbox row of somebody who reads that language, as JSON.
  package func payload(in language: String) -> String {
    JSON.object([
      ("by", .string(by)), ("public", .boolean(isPublic)),
      ("subject", .string(subjects[language] ?? subject)),
      ("text", .string(texts[language] ?? text)),
    ]).text
  }
}
