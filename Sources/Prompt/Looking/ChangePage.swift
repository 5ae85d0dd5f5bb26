import Display
import Kernel
import Texts

/// What changed of a ticket between two moments, field by field, and what was said meanwhile.
struct ChangePage {
  /// A field's edits, oldest first, each with the entry that it stands in.
  private struct Change {
    let field: String
    var steps: [(entry: Entry, edit: Edit)]

    /// From the first value to the last.
    var whole: Edit? {
      guard let first = steps.first?.edit, let last = steps.last?.edit else { return nil }
      return Edit(field: field, from: first.from, to: last.to)
    }
  }

  let ticket: Ticket.ID
  let start: Instant
  let end: Instant
  private let changes: [Change]
  private let spoken: [Entry]
  private let values: ValueText

  /// `entries` are those after the first moment and up to the second one, as they are seen.
  init(
    of ticket: Ticket.ID, from start: Instant, to end: Instant, entries: [Entry],
    values: ValueText,
  ) {
    self.ticket = ticket
    self.start = start
    self.end = end
    self.values = values
    var changes: [Change] = []
    for entry in entries {
      for edit in entry.edits {
        if let place = changes.firstIndex(where: { $0.field == edit.field }) {
          changes[place].steps.append((entry, edit))
        } else {
          changes.append(Change(field: edit.field, steps: [(entry, edit)]))
        }
      }
    }
    self.changes = changes
    spoken = entries.filter { !$0.text.isEmpty || !$0.data.isEmpty }
  }

  func lines(on surface: Surface) throws -> [String] {
    let span = Text.promptBetween(
      ticket: ticket.rawValue, start: values.times.exactClock(start),
      end: values.times.exactClock(end))
    let head = surface.styled(surface.words(span), .heading)
    guard !changes.isEmpty || !spoken.isEmpty else {
      return [head, surface.styled(surface.words(Text.promptUnchanged), .faint)]
    }
    let said = try spoken.flatMap { entry in
      let mark = entry.visibility == .internal ? Meaning.secret : .plain
      let note = entry.visibility == .internal ? "  \(surface.words(Text.pageInternal))" : ""
      let data = values.of(values.action(entry.action)?.data)
      let named = try entry.data.sorted { $0.key < $1.key }.map { name, value in
        "    \(name.visible) = \(surface.shown(try data.text(value, of: name)))"
      }
      return [
        "\(try who(entry, on: surface))  \(surface.words(values.deed(of: entry)))\(surface.styled(note, .secret))"
      ]
        + named
        + entry.text.visibleLines.filter { _ in !entry.text.isEmpty }.flatMap { line in
          surface.folded(line, margin: 6).map { surface.styled("    │ ", mark) + $0 }
        }
    }
    return try [head] + changes.flatMap { try lines(of: $0, on: surface) }
      + (said.isEmpty ? [] : [surface.styled(surface.words(Text.promptSaid), .heading)] + said)
  }

  private func lines(of change: Change, on surface: Surface) throws -> [String] {
    guard let whole = change.whole else { return [] }
    let name = values.title(of: change.field).visible
    let isSame = whole.from == whole.to
    let net =
      isSame
      ? surface.styled(surface.words(Text.promptSameAgain), .faint)
      : short(try values.change(whole), on: surface)
    let steps = try change.steps.map { entry, edit in
      let by = edit.by.map { "  " + surface.words(Text.pageByHook(hook: $0)) } ?? ""
      let what =
        change.steps.count > 1 ? "  " + short(try values.change(edit), on: surface) : ""
      return "    \(try who(entry, on: surface))\(what)\(surface.styled(by, .faint))"
    }
    return ["\(name): \(net)"] + steps
  }

  private func who(_ entry: Entry, on surface: Surface) throws -> String {
    let time = surface.styled(values.times.exactClock(entry.at), .faint)
    return "\(time)  \(surface.shown(try values.who(entry.actor)))"
  }

  /// A change in one line: a long text by its beginning.
  private func short(_ change: String, on surface: Surface) -> String {
    let line = change.visible
    guard let columns = surface.columns else { return surface.isolated(line) }
    return surface.isolated(line.truncated(toColumns: max(20, columns - 8)))
  }

  func json() throws -> JSON {
    .object([
      ("ticket", .integer(ticket.rawValue)), ("from", .string(start.iso)), ("to", .string(end.iso)),
      ("fields", .array(try changes.map(json(of:)))),
      (
        "said",
        .array(
          try spoken.map { entry in
            .object([
              ("at", .string(entry.at.iso)), ("actor", .string(try values.actor(entry.actor))),
              ("action", .string(entry.action)),
              ("visibility", .string(entry.visibility.rawValue)), ("text", .string(entry.text)),
              ("data", try values.of(values.action(entry.action)?.data).json(entry.data)),
            ])
          })
      ),
    ])
  }

  private func json(of change: Change) throws -> JSON {
    let steps = try change.steps.map { entry, edit in
      JSON.object(
        [("at", .string(entry.at.iso)), ("actor", .string(try values.actor(entry.actor)))]
          + (try values.json(edit).members ?? []).filter { $0.0 != "field" })
    }
    let whole = change.whole
    return .object([
      ("field", .string(change.field)),
      ("from", try whole.map { try values.json($0.from, of: change.field) } ?? .null),
      ("to", try whole.map { try values.json($0.to, of: change.field) } ?? .null),
      ("edits", .array(steps)),
    ])
  }
}
