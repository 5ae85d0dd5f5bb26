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

  /// What happened to one ticket: the one that is asked about, or a conversation beside it.
  private struct Part {
    let ticket: Ticket.ID
    var changes: [Change] = []
    var spoken: [Entry] = []

    init(of ticket: Ticket.ID) {
      self.ticket = ticket
    }

    mutating func add(_ entry: Entry) {
      for edit in entry.edits {
        if let place = changes.firstIndex(where: { $0.field == edit.field }) {
          changes[place].steps.append((entry, edit))
        } else {
          changes.append(Change(field: edit.field, steps: [(entry, edit)]))
        }
      }
      if !entry.text.isEmpty || !entry.data.isEmpty { spoken.append(entry) }
    }
  }

  let ticket: Ticket.ID
  let start: Instant
  let end: Instant
  private let own: Part
  /// Those of other tickets whose entries stand among its own, in the order of their first ones.
  private let joined: [Part]
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
    var parts = [Part(of: ticket)]
    for entry in entries {
      let place = parts.firstIndex { $0.ticket == entry.ticket } ?? parts.count
      if place == parts.count { parts.append(Part(of: entry.ticket)) }
      parts[place].add(entry)
    }
    own = parts[0]
    joined = Array(parts.dropFirst())
  }

  func lines(on surface: Surface) throws -> [String] {
    let span = Text.promptBetween(
      ticket: ticket.rawValue, start: values.times.exactClock(start),
      end: values.times.exactClock(end))
    let head = surface.styled(surface.words(span), .heading)
    let lines = try lines(of: own, on: surface)
    guard !lines.isEmpty || !joined.isEmpty else {
      return [head, surface.styled(surface.words(Text.promptUnchanged), .faint)]
    }
    let others = try joined.flatMap { part in
      let name = Text.toldTicket(ticket: part.ticket.rawValue)
      return try ["", surface.styled(surface.words(name), .heading)]
        + self.lines(of: part, on: surface)
    }
    return [head] + lines + others
  }

  private func lines(of part: Part, on surface: Surface) throws -> [String] {
    let said = try part.spoken.flatMap { entry in
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
    return try part.changes.flatMap { try lines(of: $0, of: part.ticket, on: surface) }
      + (said.isEmpty ? [] : [surface.styled(surface.words(Text.promptSaid), .heading)] + said)
  }

  private func lines(
    of change: Change, of ticket: Ticket.ID, on surface: Surface,
  ) throws -> [String] {
    guard let whole = change.whole else { return [] }
    let values = try values.on(ticket, [whole])
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
    .object(
      [
        ("ticket", .integer(ticket.rawValue)), ("from", .string(start.iso)),
        ("to", .string(end.iso)),
      ] + (try members(of: own))
        + [
          (
            "joined",
            .array(
              try joined.map { part in
                .object([("ticket", .integer(part.ticket.rawValue))] + (try members(of: part)))
              })
          )
        ])
  }

  private func members(of part: Part) throws -> [(String, JSON)] {
    [
      ("fields", .array(try part.changes.map(json(of:)))),
      ("said", .array(try part.spoken.map(json(said:)))),
    ]
  }

  private func json(said entry: Entry) throws -> JSON {
    .object([
      ("at", .string(entry.at.iso)), ("actor", .string(try values.actor(entry.actor))),
      ("action", .string(entry.action)),
      ("visibility", .string(entry.visibility.rawValue)), ("text", .string(entry.text)),
      ("data", try values.of(values.action(entry.action)?.data).json(entry.data)),
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
