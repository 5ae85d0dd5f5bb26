import Desk
import Display
import Kernel
import Texts

/// A traced call as one person may see it.
struct SeenCall {
  let call: TracedCall
  let given: [Edit]
  let amended: [Edit]
  let params: [String: Value]

  init(_ call: TracedCall, in session: DeskSession) {
    let seesNotes = session.viewer.seesNotesEverywhere
    // What is visible on some tickets only is left out: the ticket may not be written yet.
    let seesTickets = session.may(.ticketView) && (seesNotes || !call.isInternal)
    let seen = { (edits: [TracedEdit]) in
      seesTickets ? edits.map(\.edit).filter { session.viewer.mayName($0.field) } : []
    }
    (given, amended) = (seen(call.given), seen(call.amended))
    let hidden = (session.rulebook.actions[call.action ?? ""]?.params ?? []).filter {
      !($0.viewPermission.map(session.may) ?? true)
    }
    params =
      seesTickets ? call.params.filter { name, _ in !hidden.contains { $0.name == name } } : [:]
    var known = call
    if !seesNotes { known.effects[TracedEffect.notes.rawValue] = nil }
    // What a hook says may repeat what it was given; of a field, that there is one.
    known.refused = call.refused.compactMap { refusal in
      guard seesTickets else { return TracedRefusal(field: nil, message: "…") }
      return refusal.field.map(session.viewer.mayName) ?? true ? refusal : nil
    }
    self.call = known
  }
}

/// Traced calls for people and for programs.
struct TracePage {
  /// The plugin's code by its files, a line each.
  private let code: [String: [Substring]]
  private let surface: Surface

  /// So many lines of code are shown of a call to people, the longest ones.
  private static let mostLines = 12

  init(sources: [String: String], surface: Surface) {
    self.surface = surface
    code = sources.mapValues { $0.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  func lines(of seen: SeenCall, in session: DeskSession) throws -> [String] {
    let (call, values) = (seen.call, session.values)
    var lines = [try head(call, values)]
    func add(_ label: Text, _ words: [String], _ meaning: Meaning = .plain) {
      for word in words {
        lines.append(
          "  \(surface.styled(surface.words(label), .faint)) \(surface.styled(word, meaning))")
      }
    }
    add(
      Text.tracedGiven,
      try seen.params.sorted { $0.key < $1.key }.map { name, value in
        surface.shown("\(name) = \(try values.text(value, of: name))")
      })
    add(Text.tracedGiven, try seen.given.map { surface.shown(try values.line($0)) })
    add(Text.tracedMade, try seen.amended.map { surface.shown(try values.line($0)) }, .good)
    add(
      Text.tracedRefused,
      call.refused.map { refusal in
        surface.shown(refusal.field.map { "\($0): \(refusal.message)" } ?? refusal.message)
      }, .warning)
    add(Text.tracedMade, TracePage.effects(of: call).map(surface.words))
    add(Text.tracedFailed, call.fault.map { [surface.shown($0)] } ?? [], .danger)
    add(
      Text.tracedTook,
      [
        surface.words(
          Text.tracedCost(
            milliseconds: milliseconds(call.nanoseconds),
            instructions: call.instructions))
      ])
    return lines + call.lines.prefix(TracePage.mostLines).map(line)
  }

  private func head(_ call: TracedCall, _ values: ValueText) throws -> String {
    let kind = Text(name: call.kind, of: .step)
    var parts = [Text.tracedHead(kind: kind, name: call.name, event: call.event)]
    if let ticket = call.ticket, ticket > 0 { parts.append(Text.tracedTicket(ticket: ticket)) }
    if let entry = call.entry { parts.append(Text.tracedEntry(entry: entry)) }
    if let actor = call.actor {
      parts.append(Text.tracedBy(person: try values.name(Person.ID(rawValue: actor))))
    }
    if call.isDryRun { parts.append(Text.tracedDryRun) }
    parts.append(Text.tracedProcess(process: call.process))
    let time = values.times.exactClock(Instant(milliseconds: call.at))
    return surface.styled(time, .faint) + " "
      + surface.styled(surface.words(Text(joining: parts, by: ", ")), .heading)
  }

  private static func effects(of call: TracedCall) -> [Text] {
    call.effects.sorted { $0.key < $1.key }.compactMap { kind, count in
      switch TracedEffect(rawValue: kind) {
      case .notes: Text.tracedNotes(count: count)
      case .requests: Text.tracedRequests(count: count)
      case .notifications: Text.tracedNotifications(count: count)
      case .timers: Text.tracedTimers(count: count)
      case nil: nil
      }
    }
  }

  private func line(_ line: TracedLine) -> String {
    let time = milliseconds(line.nanoseconds)
    let padded = String(repeating: " ", count: max(0, 10 - time.count)) + time
    let place = "\(line.file):\(line.line)"
    let words = Text.tracedLine(milliseconds: padded, count: line.count, place: place)
    return surface.styled("  \(surface.words(words))", .faint) + "  "
      + surface.shown(text(of: line))
  }

  /// The code of a line; empty where the desk has another version of it by now.
  private func text(of line: TracedLine) -> String {
    let lines = code[line.file] ?? []
    let index = Int(clamping: line.line) - 1
    guard lines.indices.contains(index) else { return "" }
    return String(lines[index].drop { $0 == " " || $0 == "\t" })
  }

  /// Milliseconds with three places, however small.
  private func milliseconds(_ nanoseconds: Int64) -> String {
    let (whole, rest) = (max(0, nanoseconds) / 1_000).quotientAndRemainder(dividingBy: 1_000)
    let places = String(repeating: "0", count: 3 - "\(rest)".count) + "\(rest)"
    return surface.language.writing.decimal("\(whole).\(places)")
  }

  func json(_ seen: SeenCall, in session: DeskSession) throws -> JSON {
    let (call, values) = (seen.call, session.values.unlabelled)
    let refused = call.refused.map { refusal in
      JSON.object([
        ("field", refusal.field.map(JSON.string) ?? .null), ("message", .string(refusal.message)),
      ])
    }
    let lines = call.lines.map { line in
      JSON.object([
        ("file", .string(line.file)), ("line", .integer(line.line)),
        ("count", .integer(line.count)),
        ("microseconds", .integer(line.nanoseconds / 1_000)), ("code", .string(text(of: line))),
      ])
    }
    let actor = try call.actor.map { try values.name(Person.ID(rawValue: $0)) }
    return .object([
      ("at", .string(Instant(milliseconds: call.at).iso)), ("process", .integer(call.process)),
      ("kind", .string(call.kind)), ("name", .string(call.name)), ("event", .string(call.event)),
      ("action", call.action.map(JSON.string) ?? .null),
      ("ticket", call.ticket.map(JSON.integer) ?? .null),
      ("entry", call.entry.map(JSON.integer) ?? .null), ("actor", actor.map(JSON.string) ?? .null),
      ("dry_run", .boolean(call.isDryRun)), ("params", try values.json(seen.params)),
      ("given", .array(try seen.given.map(values.json))),
      ("amended", .array(try seen.amended.map(values.json))), ("refused", .array(refused)),
      (
        "effects",
        .object(call.effects.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ), ("fault", call.fault.map(JSON.string) ?? .null),
      ("microseconds", .integer(call.nanoseconds / 1_000)),
      ("instructions", .integer(call.instructions)), ("lines", .array(lines)),
    ])
  }
}
