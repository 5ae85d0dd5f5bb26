import Desk
import Kernel
import Texts

/// What a dry run would write and delete: words by their beginnings, files, recipients.
package struct PreviewPage {
  package let session: DeskSession
  package let surface: Surface

  package init(session: DeskSession, surface: Surface) {
    self.session = session
    self.surface = surface
  }

  /// So many entries are told one by one.
  private static let mostEntries = 20

  package func lines(of receipt: Receipt) throws -> [String] {
    guard let preview = receipt.preview else { return [] }
    let texts =
      try words(of: preview.entries) + erased(in: preview) + erasedCopies(of: receipt)
    return texts.map { "  \(surface.words($0))" } + (try forwarded(by: receipt))
  }

  /// What would be said, to whom it would be shown.
  private func words(of entries: [Entry]) throws -> [Text] {
    entries.filter { !$0.text.isEmpty }.map { entry in
      let words = PreviewPage.beginning(of: entry.text)
      return entry.visibility == .internal
        ? Text.previewNote(action: session.values.deed(of: entry), words: words)
        : Text.previewMessage(action: session.values.deed(of: entry), words: words)
    }
  }

  /// To whom it would go, and all that each of them would read.
  private func forwarded(by receipt: Receipt) throws -> [String] {
    try session.forwarded(by: receipt.outbox).flatMap { message in
      let channel = session.labels?.name(message.channel, of: "channel") ?? message.channel
      let heading = Text.previewForward(
        people: message.recipients.joined(separator: ", "), channel: channel,
        subject: message.subject)
      let lines = message.text.visibleLines.flatMap { surface.folded($0, margin: 4) }
      return ["  \(surface.words(heading))"] + lines.map { $0.isEmpty ? "" : "    \($0)" }
    }
  }

  private func erased(in preview: Preview) throws -> [Text] {
    guard !preview.erased.isEmpty || !preview.files.isEmpty else { return [] }
    var texts = [Text.previewErased(count: preview.erased.count)]
    for gone in preview.erased.prefix(PreviewPage.mostEntries) { texts.append(try line(gone)) }
    let rest = preview.erased.count - PreviewPage.mostEntries
    if rest > 0 { texts.append(Text.saidMoreLike(count: rest)) }
    guard session.viewer.mayName(TicketField.attachments.rawValue) else { return texts }
    return texts
      + preview.files.map { file in
        Text.previewFile(name: file.name, size: ByteCount(file.size))
      }
  }

  /// Entries of other tickets that repeat the words.
  private func erasedCopies(of receipt: Receipt) throws -> [Text] {
    guard !receipt.erasedCopies.isEmpty else { return [] }
    var texts = [Text.previewAlong(count: receipt.erasedCopies.count)]
    for gone in receipt.erasedCopies.prefix(PreviewPage.mostEntries) {
      let text = Text.previewOnTicket(ticket: gone.entry.ticket.rawValue)
      texts.append(Text(joining: [text, try line(gone)], by: ""))
    }
    let rest = receipt.erasedCopies.count - PreviewPage.mostEntries
    return rest > 0 ? texts + [Text.saidMoreLike(count: rest)] : texts
  }

  private func line(_ gone: Preview.Erased) throws -> Text {
    let entry = gone.entry
    var parts: [Text] = []
    if gone.parts.contains(.text), !entry.text.isEmpty {
      parts.append(Text.previewWords(words: PreviewPage.beginning(of: entry.text)))
    }
    if !gone.parts.isDisjoint(with: [.from, .to]) {
      let edits = entry.edits.filter { $0.isTextual && session.viewer.mayName($0.field) }
      for edit in edits {
        let value = gone.parts.contains(.to) ? edit.to : edit.from
        let words = PreviewPage.beginning(of: try session.values.text(value, of: edit.field))
        parts.append(
          Text.frameField(field: session.values.title(of: edit.field), problem: words))
      }
    }
    for part in [PayloadPart.data, .params] where gone.parts.contains(part) {
      parts.append(part.text)
    }
    return Text.previewEntry(
      number: entry.number, action: session.values.deed(of: entry),
      parts: Text(joining: parts, by: "; "))
  }

  /// The text's first words, on one line.
  private static func beginning(of text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").visible
    return line.truncated(toColumns: 60)
  }
}
