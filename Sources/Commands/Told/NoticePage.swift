import Desk
import Display
import Kernel
import Texts

/// What somebody was told, for reading: a head with its subject, then the words.
struct NoticePage {
  let values: ValueText
  /// What plugins call events of their own, which nobody types.
  let labels: Labels
  let surface: Surface

  /// Longer words are in the ticket.
  private static let mostLines = 12

  func lines(of notice: Notice) -> [String] {
    head(of: notice) + words(of: notice)
  }

  /// Mark, time and subject, and behind them what happened, or below where that is too long.
  private func head(of notice: Notice) -> [String] {
    let mark = notice.isRead ? " " : surface.styled("*", .warning)
    let clock = values.times.clock(notice.at)
    let start = "\(mark) \(surface.styled(clock, .faint))  "
    let margin = clock.displayWidth + 4
    let subject =
      notice.subject.isEmpty
      ? notice.ticket.map {
        surface.words(Text.pageToldTicket(ticket: $0.rawValue))
      } : nil
    let title = surface.folded(subject ?? notice.subject.visible, margin: margin)
    let event = event(of: notice)
    let space = String(repeating: " ", count: margin)
    var lines = title.enumerated().map { place, line in
      (place == 0 ? start : space) + surface.styled(line, notice.isRead ? .plain : .heading)
    }
    guard !event.isEmpty, let last = title.last else { return lines }
    let shown = surface.styled("(\(event))", .faint)
    let width = margin + last.displayWidth + event.displayWidth + 4
    if let columns = surface.columns, width > columns {
      lines.append(space + shown)
    } else {
      lines[lines.count - 1] += "  " + shown
    }
    return lines
  }

  /// What happened, and by whom.
  private func event(of notice: Notice) -> String {
    let what =
      switch HookEvent(notice.event) {
      case .action(let action): surface.words(values.deed(action))
      case .field(let name) where values.labels != nil: surface.shown(values.title(of: name))
      case .field, .anyChange, .desk, .other:
        labels.event(notice.event).map(surface.shown)
          ?? surface.words(Text(name: notice.event, of: .verb))
      }
    guard !notice.by.isEmpty else { return what }
    return what + surface.words(Text.pageByPerson(person: notice.by))
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
