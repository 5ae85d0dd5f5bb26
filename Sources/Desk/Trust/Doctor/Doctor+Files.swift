import Kernel
import Storage
import System
import Texts

extension Doctor {
  /// Looks at the desk's files as the system has them.
  mutating func lookAtFiles() {
    guard let mode = FileSystem.status(of: folder.path)?.permissions else { return }
    let isClosed = mode & 0o005 == 0
    let files = ["docket.db", "docket.db-wal", "docket.lua"]
    for name in [""] + files {
      let path = name.isEmpty ? folder.path : "\(folder.path)/\(name)"
      guard let mode = FileSystem.status(of: path)?.permissions else { continue }
      lookAtMode(mode, of: path, isClosed: isClosed)
    }
    lookAtRoom()
    lookAtJournal()
  }

  private mutating func lookAtMode(_ mode: UInt32, of path: String, isClosed: Bool) {
    if mode & 0o002 != 0 {
      note(
        Finding(
          "open_to_all", .error, at: Text(words: path),
          Text.doctorOpenToAll,
          remedy: Text.doctorCloseIt(path: path)))
    } else if mode & 0o004 != 0, !isClosed, path.hasSuffix(".db") || path.hasSuffix("-wal") {
      note(
        Finding(
          "readable_by_all", .warning, at: Text(words: path),
          Text.doctorReadableByAll, remedy: Text.doctorCloseIt(path: path)))
    }
    if !FileSystem.isWritable(path) {
      note(
        Finding(
          "read_only", .warning, at: Text(words: path), Text.doctorReadOnly,
          remedy: Text.doctorMakeWritable))
    }
  }

  private mutating func lookAtRoom() {
    guard let free = FileSystem.freeBytes(at: folder.path), free < habits.leastFreeBytes else {
      return
    }
    note(
      Finding(
        "disk", .warning, at: Text(words: folder.path),
        Text.doctorDisk(free: free >> 20, least: habits.leastFreeBytes >> 20),
        remedy: Text.doctorFreeSpace))
  }

  private mutating func lookAtJournal() {
    let bytes = folder.journalBytes
    guard bytes > habits.mostJournalBytes else { return }
    let readers = folder.journalReaders
    let who =
      readers.isEmpty ? nil : Text.doctorReaders(names: readers.joined(separator: ", "))
    note(
      Finding(
        "journal", .warning, at: Text(words: "docket.db-wal"),
        Text.doctorJournal(megabytes: bytes >> 20, who: who),
        remedy: Text.doctorEndReaders))
  }
}

extension Doctor {
  /// Looks for references between tickets that lead in a circle, as desks of old may have them.
  mutating func lookAtCircles(_ desk: Desk) throws {
    let found = try desk.read { reader, rulebook in
      let own = rulebook.registry.fields.filter { $0.acyclic == true }.map(\.name)
      return try ([TicketField.parent.rawValue] + own).flatMap { field in
        try Doctor.circles(reader, rulebook, field).map { (field, $0) }
      }
    }
    for (field, circle) in found {
      let way = (circle + circle.prefix(1)).map { "\($0.rawValue)" }.joined(separator: " → ")
      note(
        Finding(
          "circle", .error, at: Text.doctorCirclePlace(field: field),
          Text.doctorCircle(way: way),
          remedy: Text.doctorCircleRemedy(ticket: circle[0].rawValue, field: field)))
    }
  }

  /// The circles of one field, each as the tickets in it.
  private static func circles(
    _ reader: Reader, _ rulebook: Rulebook, _ field: String,
  ) throws -> [[Ticket.ID]] {
    let query = try Query(
      parsing: "has:\(field)", schema: rulebook.schema, people: QueryPeople([]),
      zone: rulebook.settings.zone)
    let ids = try reader.ids(
      matching: query, access: .always, notes: .always,
      in: rulebook.deskContext(at: Instant(milliseconds: 0)), limit: .max)
    var next: [Ticket.ID: [Ticket.ID]] = [:]
    for start in stride(from: 0, to: ids.count, by: 256) {
      for ticket in try reader.tickets(Array(ids[start..<min(start + 256, ids.count)])) {
        next[ticket.id] = ticket.value(of: field).elements.compactMap(\.ticketID)
      }
    }
    return Circles(next).found
  }
}

/// Finds circles among references: each as its members, in their order.
private struct Circles {
  private let next: [Ticket.ID: [Ticket.ID]]
  private var done: Set<Ticket.ID> = []
  private(set) var found: [[Ticket.ID]] = []

  init(_ next: [Ticket.ID: [Ticket.ID]]) {
    self.next = next
    for id in next.keys.sorted(by: { $0.rawValue < $1.rawValue }) { walk(from: id) }
  }

  /// Goes on from a ticket without recursion: chains may be long.
  private mutating func walk(from start: Ticket.ID) {
    guard !done.contains(start) else { return }
    var way: [Ticket.ID] = [start]
    var places = [start: 0]
    var open = [next[start] ?? []]
    while var rest = open.popLast() {
      guard let id = rest.popLast() else {
        let left = way.removeLast()
        places[left] = nil
        done.insert(left)
        continue
      }
      open.append(rest)
      if let place = places[id] { found.append(Array(way[place...])) }
      guard places[id] == nil, !done.contains(id) else { continue }
      places[id] = way.count
      way.append(id)
      open.append(next[id] ?? [])
    }
  }
}
