import Desk
import Display
import Kernel
import Texts

/// What somebody was told, for reading: a head with its subject, then the words.
struct NoticePage {
  let times: TimeText
  let surface: Surface

  /// Longer words are in the ticket.
  private static let mostLines = 12

  func lines(of notice: Notice) -> [String] {
    [head(of: notice)] + words(of: notice)
  }

  private func head(of notice: Notice) -> String {
    let mark = notice.isRead ? " " : surface.styled("*", .warning)
    let time = surface.styled(times.clock(notice.at), .faint)
    var event = notice.event
    if case .action(let action) = HookEvent(notice.event) { event = action.name }
    if !notice.by.isEmpty { event += surface.words(Text.pageByPerson(person: notice.by)) }
    let subject =
      notice.subject.isEmpty
      ? notice.ticket.map {
        surface.words(Text.pageToldTicket(ticket: $0.rawValue))
      } : nil
    let title = surface.styled(
      surface.shown(subject ?? notice.subject), notice.isRead ? .plain : .heading)
    return "\(mark) \(time)  \(title)"
      + (event.isEmpty ? "" : "  " + surface.styled("(\(surface.shown(event)))", .faint))
  }

  private func words(of notice: Notice) -> [String] {
    guard !notice.text.isEmpty else { return [] }
    let lines = notice.text.visibleLines
    let shown = surface.isTerminal ? lines.prefix(NoticePage.mostLines) : lines[...]
    let rest = lines.count - shown.count
    let tail = notice.ticket.map { Text.pageShowMore(ticket: $0.rawValue) }
    return shown.flatMap { line in surface.folded(line, margin: 4).map { "    " + $0 } }
      + (rest > 0
        ? [
          surface.styled(
            surface.words(Text.saidLinesLeft(count: rest, more: tail)), .faint)
        ] : [])
  }
}
