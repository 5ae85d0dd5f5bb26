import Desk
import Kernel

/// Tells what an undo did not take back.
struct UndoReport {
  let session: DeskSession
  let surface: Surface

  /// A line for each kind of thing; nothing where there is none.
  func lines(_ effects: UndoneEffects, isDone: Bool) -> [String] {
    var lines: [String] = []
    if effects.texts > 0 {
      lines.append("\(effects.texts.counted("text")) (notes, replies) not taken back: words stay")
    }
    // What was to be delivered tells of notes.
    guard session.viewer.seesNotesEverywhere else { return lines }
    if !effects.dropped.isEmpty {
      let verb = isDone ? "dropped" : "would be dropped"
      lines.append("\(effects.dropped.count.counted("outbox row")) \(verb), not delivered yet:")
      lines += effects.dropped.map { "  \(words(of: $0))" }
    }
    if !effects.delivered.isEmpty {
      lines.append("delivered, which cannot be taken back:")
      lines += effects.delivered.map { "  \(words(of: $0))" }
    }
    if !effects.followed.isEmpty {
      lines.append("followed from it, each to be undone by itself:")
      lines += effects.followed.map { followed in
        let hook = followed.hook.map { " by \($0)" } ?? ""
        return surface.shown(
          "  \(followed.action) of ticket \(followed.ticket.rawValue)\(hook):"
            + " docket undo \(followed.request)")
      }
    }
    if effects.others > 0 { lines.append("… and \(effects.others) more like it") }
    return lines
  }

  private func words(of row: OutboxRow) -> String {
    let name = row.recipient.flatMap { try? session.name(of: $0) }
    let owner = row.plugin.isEmpty ? "" : "\(row.plugin):"
    let ticket = row.ticket.map { " about ticket \($0.rawValue)" } ?? ""
    return surface.shown(
      "\(row.kind.rawValue) \(owner)\(row.name)" + (name.map { " to \($0)" } ?? "") + ticket)
  }

  /// The same for programs; nothing where nothing was undone.
  func members(_ effects: UndoneEffects) -> [(String, JSON)] {
    guard effects != UndoneEffects() else { return [] }
    var members: [(String, JSON)] = [("texts", .integer(Int64(effects.texts)))]
    guard session.viewer.seesNotesEverywhere else { return members }
    members.append(("dropped", .array(effects.dropped.map { .string($0.key) })))
    members.append(("delivered", .array(effects.delivered.map { .string($0.key) })))
    members.append(
      (
        "followed",
        .array(
          effects.followed.map { followed in
            .object([
              ("request", .string(followed.request)),
              ("ticket", .integer(followed.ticket.rawValue)),
              ("seq", .integer(followed.seq.rawValue)), ("action", .string(followed.action)),
            ])
          })
      ))
    return members
  }
}
