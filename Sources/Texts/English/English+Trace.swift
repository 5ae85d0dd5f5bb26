extension English {
  static let trace = Section(
    "Traces of dry runs",
    [
      "trace.allowed": "{permission}: allowed",
      "trace.also": "{action} by {hook}",
      "trace.close_reason": "close reason",
      "trace.copy": "entry {entry} of ticket {ticket}",
      "trace.drop": "drop {kind} {name}",
      "trace.entries": "{count} {count|entry|entries}",
      "trace.entry": "{action}, {visibility}, version {version}",
      "trace.fault": "fault: {fault}",
      "trace.import": "an import needs no permission for its rows",
      "trace.instructions": "{count} {count|instruction|instructions}",
      "trace.kept": "kept",
      "trace.note": "note: {text}",
      "trace.refused": "refused: {problem}",
      "trace.repeated": "done before as {request}",
      "trace.row_to": "{row} to {person}",
      "trace.told": "notify {people}: {text}",
    ])
}
