import Desk
import Kernel
import Texts

/// What led to changes, for people and for programs.
package struct ChainPage {
  package let session: DeskSession
  package let surface: Surface

  package init(session: DeskSession, surface: Surface) {
    self.session = session
    self.surface = surface
  }

  private var values: ValueText { session.values }

  /// An entry, then what it followed from, then where that began.
  package func lines(of chain: [Entry]) throws -> [String] {
    try lines(of: chain, margin: 0)
  }

  private func lines(of chain: [Entry], margin: Int) throws -> [String] {
    var lines: [String] = []
    for (depth, entry) in chain.enumerated() {
      let indent = String(repeating: " ", count: margin + 2 * depth)
      let lead = depth == 0 ? "" : surface.words(Text.historyBecause) + " "
      lines.append(indent + surface.styled(lead, .faint) + (try head(of: entry)))
      let own = try values.on(entry.ticket, entry.edits)
      let texts = EditLines(values: own, surface: surface, indent: indent.count + 4)
      lines += try entry.edits.flatMap(texts.lines)
    }
    if let last = chain.last {
      let indent = String(repeating: " ", count: margin + 2 * (chain.count - 1))
      lines.append(indent + surface.styled(surface.words(try beginning(of: last)), .faint))
    }
    return lines
  }

  /// The values of a field, the present one first, each with who set it and why.
  package func lines(of found: [Explanation.FieldValue], field: String) throws -> [String] {
    try found.flatMap { value in
      let own = try values.on(value.entry.ticket, value.entry.edits)
      let to = value.edit.to.isEmpty ? "–" : try own.text(value.edit.to, of: field)
      var first = to.visibleLines.flatMap { surface.folded($0, margin: 0) }
        .map { surface.styled($0, .heading) }
      let by =
        value.edit.by.map {
          surface.styled(surface.words(Text.pageHookBy(hook: $0)), .faint)
        } ?? ""
      // What a text of several lines came by stands behind the last one.
      first.append((first.popLast() ?? "") + by)
      return first + (try lines(of: value.chain, margin: 2))
    }
  }

  /// `entry 41, ticket 7: 2026-01-31 12:00 sla update through …`.
  private func head(of entry: Entry) throws -> String {
    let desk =
      entry.ticket == .desk
      ? Text.permissionDesk
      : Text.permissionThatTicket(ticket: entry.ticket.rawValue)
    let place =
      entry.seq.rawValue > 0
      ? Text.pageNumbered(entry: entry.seq.rawValue, place: desk) : desk
    let who = surface.shown(try values.who(entry.actor))
    let action = surface.styled(surface.words(values.deed(of: entry)), .heading)
    let hook =
      entry.hook.map {
        surface.styled(surface.words(Text.pageHookThrough(hook: $0)), .faint)
      } ?? ""
    let location = surface.words(place)
    return "\(location): \(values.times.exactClock(entry.at))  \(who)  \(action)\(hook)"
  }

  /// What began it all, in words.
  private func beginning(of entry: Entry) throws -> Text {
    if entry.cause != nil { return Text.historyGoesOnHidden }
    switch (entry.actor, entry.source) {
    case (_, .import): return Text.historyBeganImport
    case (_, .timer): return Text.historyBeganTimer
    case (.plugin(let name), _): return Text.historyBeganPlugin(plugin: name)
    case (.desk, _): return Text.historyBeganDesk
    case (.person, let source):
      return Text.historyBeganPerson(person: try values.actor(entry.actor), source: source)
    }
  }

  package func json(of chain: [Entry]) throws -> JSON {
    .array(try chain.map(values.json))
  }

  package func json(of value: Explanation.FieldValue) throws -> JSON {
    let entry = value.entry
    var members: [(String, JSON)] = [
      ("at", .string(entry.at.iso)), ("actor", .string(try values.actor(entry.actor))),
      ("action", .string(entry.action)),
      ("from", try values.json(value.edit.from, of: value.edit.field)),
      ("to", try values.json(value.edit.to, of: value.edit.field)),
      ("by", value.edit.by.map(JSON.string) ?? .null),
    ]
    if entry.seq.rawValue > 0 {
      members.append(("seq", .integer(entry.seq.rawValue)))
      members.append(("cause", entry.cause.map { .integer($0.rawValue) } ?? .null))
    }
    members.append(("chain", try json(of: value.chain)))
    return .object(members)
  }
}
