import Kernel
import Lua

/// A change of the desk itself, as an after hook sees it.
struct DeskChange {
  let event: DeskEvent
  /// Whom or what it is about; empty where that is nobody any more.
  let name: String
  fileprivate(set) var edits: [Edit]
  let actor: Actor
  let at: Instant
  let seq: EntryID

  /// What an entry of the desk's chain says; `person` is the one that it is about.
  init?(_ entry: Entry, person: Person?) {
    guard let event = DeskEvent(entry.action) else { return nil }
    self.event = event
    (actor, at, seq) = (entry.actor, entry.at, entry.seq)
    let prefix = "\(event.group.rawValue)."
    let own = entry.edits.filter { $0.field.hasPrefix(prefix) }
    let subject = own.first.map { DeskChange.parts(of: $0, in: event.group).subject }
    name = event.group == .person ? person?.name ?? "" : subject ?? ""
    edits = own.compactMap { edit in
      let field = DeskChange.parts(of: edit, in: event.group).field
      guard
        event.group != .person || DeskChange.shown.contains(field)
          || DeskEntry.personField(in: edit.field) != nil
      else { return nil }
      return Edit(field: field, from: edit.from, to: edit.to, by: nil)
    }
  }

  /// The person whom an entry is about.
  static func person(in entry: Entry) -> Person.ID? {
    guard DeskEvent(entry.action)?.group == .person, let edit = entry.edits.first else {
      return nil
    }
    return Int64(parts(of: edit, in: .person).subject).map(Person.ID.init(rawValue:))
  }

  /// What is seen of people; how they log in is the desk's business.
  private static let shown: Set = ["name", "email", "language", "zone", "roles", "absence"]

  /// Whom or what an edit is about, and what of it: `person.3.roles`, `queue.sales`.
  private static func parts(
    of edit: Edit, in group: DeskEvent.Group,
  ) -> (subject: String, field: String) {
    let rest = edit.field.dropFirst(group.rawValue.utf8.count + 1)
    let parts = rest.split(separator: ".", maxSplits: 1).map(String.init)
    return switch group {
    case .person: (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    case .plugin: (parts.first ?? "", parts.count > 1 ? parts[1] : "digest")
    case .role: (String(rest), "grant")
    case .queue: (String(rest), "name")
    }
  }
}

extension DeskChange {
  /// The change without fields of people that do not exist for the viewer.
  func seen(by viewer: Viewer) -> DeskChange {
    guard event.group == .person else { return self }
    var seen = self
    seen.edits.removeAll { edit in
      edit.field.hasPrefix(DeskChange.fieldPrefix)
        && !viewer.seesPersonField(String(edit.field.dropFirst(DeskChange.fieldPrefix.count)))
    }
    return seen
  }

  /// What stands before the name of a field that a plugin declared.
  private static let fieldPrefix = "fields."
}

extension ValueWriter {
  /// `{ action, name, edits, actor, at, seq }`.
  func desk(_ seen: Seen<DeskChange>, into writer: inout WireWriter) {
    let (change, keys) = (seen.value, layout.keys)
    let mark = writer.beginRecord(layout.deskChange)
    write(change.event.action, keys.action, &writer)
    if !change.name.isEmpty { write(change.name, keys.name, &writer) }
    writer.key(keys.edits)
    let list = writer.beginList()
    // These are no fields of tickets, whatever they are called.
    for item in change.edits { edit(item, of: nil, seen.proof, into: &writer) }
    writer.end(list)
    writer.key(keys.actor)
    actor((change.actor.person.flatMap(personName) ?? change.actor.text, []), into: &writer)
    writer.key(keys.at)
    time(change.at, into: &writer)
    write(change.seq.rawValue, keys.seq, &writer)
    writer.end(mark)
  }
}
