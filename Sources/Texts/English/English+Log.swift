extension English {
  static let log = Section(
    "Lines of the desk log",
    [
      "log.enabled": "enabled again by {name}; its faults are forgotten",
      "log.refused": "{row}: {action} was refused: {problem}",
      "log.refused_ticket": "{row}: {action} of ticket {ticket} was refused: {problem}",
      "log.repaired": "repaired by {name}: {words}",
      "log.row": "outbox row {row} ({kind} {name}), try {tries}: {problem}",
      "log.row_dropped": "outbox row {row} ({kind} {name}) was dropped: {problem}",
      "log.suspended": """
      suspended {end}, after {count} faults in {minutes} minutes; once it is mended: docket \
      plugin enable {plugin}
      """,
      "log.times": " ({count} times)",
      "log.worked_without": "{name} worked without {plugins}: {action}",
      "log.worked_without_on": "{name} worked without {plugins}: {action} of ticket {ticket}",
    ])
}
