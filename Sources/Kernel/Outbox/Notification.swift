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
  /// The language that `text` is in; empty for the desk's.
  package var language = ""
  /// What it is about, as `sla.late`; `nil` for the change that it comes with.
  package var event: String?
  /// What its plugin adds for the channel, as JSON.
  package var data: JSON?

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
    var members: [(String, JSON)] = [
      ("by", .string(by)), ("public", .boolean(isPublic)),
      ("subject", .string(subjects[language] ?? subject)),
      ("text", .string(texts[language] ?? text)),
      ("language", .string(texts[language] == nil ? self.language : language)),
    ]
    if let event { members.append(("event", .string(event))) }
    if let data { members.append(("data", data)) }
    return JSON.object(members).text
  }
}

/// What a plugin said besides its words, as an outbox row keeps it.
package struct NotificationFrame {
  /// The language of the text; `nil` where the row does not say.
  package let language: String?
  /// What it is about; `nil` for the change that it came with.
  package let event: String?
  package let data: JSON?

  /// Reads what `payload(in:)` gives.
  package init(payload: JSON) {
    language = payload["language"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    event = payload["event"]?.string
    data = payload["data"]
  }
}
