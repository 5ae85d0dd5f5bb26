extension English {
  static let log = Section(
    "Lines of the desk log",
    [
      "log.refused": "{row}: {action} was refused: {problem}",
      "log.refused_ticket": "{row}: {action} of ticket {ticket} was refused: {problem}",
      "log.row": "outbox row {row} ({kind} {name}), try {tries}: {problem}",
    ])
}
