import Desk
import Display
import Kernel
import Texts

/// What is told of an import.
struct ImportAnswer {
  let report: ImportReport

  /// So many bad rows are told one by one: what is wrong with one is often wrong with all.
  private static let mostShown = 50

  /// What bad rows have in common.
  private enum Cause: Hashable {
    case kind(Refusal.Problem.Kind)
    case words(Text)
  }

  /// The bad rows by what is wrong with them, each with the first and how many there are.
  private static func grouped(
    _ rows: [ImportReport.BadRow],
  ) -> [(first: ImportReport.BadRow, count: Int)] {
    var groups: [(first: ImportReport.BadRow, count: Int)] = []
    var places: [Cause: Int] = [:]
    for row in rows {
      let cause = row.cause.map(Cause.kind) ?? .words(row.reason)
      if let place = places[cause] {
        groups[place].count += 1
      } else {
        places[cause] = groups.count
        groups.append((row, 1))
      }
    }
    return groups
  }

  func tell(on output: Output) throws {
    let groups = output.isJSON ? [] : ImportAnswer.grouped(report.bad)
    let shown = groups.prefix(ImportAnswer.mostShown)
    for (first, count) in shown {
      let (place, row, reason) = (first.place, first.row, first.reason)
      try output.say(
        count == 1
          ? Text.saidBadRow(place: place, row: row, reason: reason)
          : Text.saidBadRows(count: count, place: place, row: row, reason: reason))
    }
    if groups.count > shown.count {
      let rest = groups.dropFirst(shown.count).reduce(0) { $0 + $1.count }
      try output.say(Text.saidAndRows(count: rest))
    }
    try tellChanges(on: output)
    for note in report.notes where !output.isJSON {
      try output.say(note)
    }
    if let first = report.away.first, !output.isJSON {
      let count = report.away.count
      try output.say(
        report.isDryRun
          ? Text.saidWouldBeAway(count: count)
          : Text.saidImportedAway(count: count, person: first))
    }
    guard !output.isJSON else { return try output.write(report.json) }
    var parts = [
      report.isDryRun
        ? Text.saidRowsTried(count: report.done, source: report.source)
        : Text.saidRowsTaken(count: report.done, source: report.source)
    ]
    if report.skipped > 0 { parts.append(Text.saidRowsKnown(count: report.skipped)) }
    let updated = report.changed.count(where: \.isUpdated)
    if updated > 0 { parts.append(Text.saidRowsUpdated(count: updated)) }
    if !report.bad.isEmpty { parts.append(Text.saidRowsBad(count: report.bad.count)) }
    try output.write(Text(joining: parts, by: ", "))
  }

  /// Rows that were in and have changed, some of them one by one.
  private func tellChanges(on output: Output) throws {
    guard !output.isJSON else { return }
    for row in report.changed.prefix(ImportAnswer.mostShown) {
      let (ticket, fields) = (row.ticket.rawValue, row.fields.joined(separator: ", "))
      try output.say(
        row.isUpdated
          ? Text.saidRowUpdated(line: row.line, row: row.row, ticket: ticket, fields: fields)
          : Text.saidRowChanged(line: row.line, row: row.row, ticket: ticket, fields: fields))
    }
    let rest = report.changed.count - ImportAnswer.mostShown
    if rest > 0 { try output.say(Text.saidAndChanged(count: rest)) }
  }
}

extension ImportReport {
  fileprivate var json: JSON {
    let rows = bad.map { row in
      JSON.object([
        ("row", .integer(row.row)), ("line", .integer(Int64(row.line))),
        ("reason", .string(row.placedReason.description)),
      ])
    }
    let changed = changed.map { row in
      JSON.object([
        ("row", .integer(row.row)), ("line", .integer(Int64(row.line))),
        ("ticket", .integer(row.ticket.rawValue)),
        ("fields", .array(row.fields.map(JSON.string))), ("updated", .boolean(row.isUpdated)),
      ])
    }
    return .object([
      ("source", .string(source)), ("request", .string(request)), ("done", .integer(done)),
      ("skipped", .integer(skipped)), ("bad", .array(rows)),
      ("changed", .array(changed)), ("dry_run", .boolean(isDryRun)),
      ("notes", .array(notes.map { .string($0.description) })),
      ("away", .array(away.map(JSON.string))),
    ])
  }
}
