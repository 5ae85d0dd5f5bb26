import Desk
import Kernel
import Texts

/// Tells what an undo did not take back.
package struct UndoReport {
  let session: DeskSession
  let surface: Surface

  package init(session: DeskSession, surface: Surface) {
    self.session = session
    self.surface = surface
  }

  /// A line for each kind of thing; nothing where there is none.
  package func lines(_ effects: UndoneEffects, isDone: Bool) -> [String] {
    var lines: [String] = []
    if effects.texts > 0 {
      lines.append(surface.words(Text.undoTextsStay(count: effects.texts)))
    }
    // What was to be delivered tells of notes.
    guard session.viewer.seesNotesEverywhere else { return lines }
    if !effects.dropped.isEmpty {
      let count = effects.dropped.count
      lines.append(
        surface.words(
          isDone
            ? Text.undoDropped(count: count) : Text.undoWouldDrop(count: count)))
      lines += effects.dropped.map { "  \(words(of: $0))" }
    }
    if !effects.delivered.isEmpty {
      lines.append(surface.words(Text.undoDelivered))
      lines += effects.delivered.map { "  \(words(of: $0))" }
    }
    if !effects.followed.isEmpty {
      lines.append(surface.words(Text.undoFollowed))
      lines += effects.followed.map { followed in
        surface.words(
          Text.undoFollower(
            action: session.values.deed(of: followed), ticket: followed.ticket.rawValue,
            hook: followed.hook.map { Text.undoByHook(hook: $0) }, request: followed.request))
      }
    }
    if effects.others > 0 {
      lines.append(surface.words(Text.saidOthersLike(count: effects.others)))
    }
    return lines
  }

  private func words(of row: OutboxRow) -> String {
    let name = row.recipient.flatMap { try? session.name(of: $0) }
    let parts = [
      row.deed,
      name.map { Text.undoTo(person: $0) },
      row.ticket.map { Text.undoAbout(ticket: $0.rawValue) },
    ]
    return surface.words(Text(joining: parts.compactMap(\.self), by: ""))
  }

  /// The same for programs; nothing where nothing was undone.
  package func members(_ effects: UndoneEffects) -> [(String, JSON)] {
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
