extension English {
  static let outbox = Section(
    "The outbox",
    advice: "`docket outbox list` shows what waits and what is dead.",
    [
      "outbox.never_finished": "it was begun {tries} times, and no worker came to its end",
      "outbox.no_channel": "no enabled plugin has the channel `{channel}`",
      "outbox.no_channel_yet": """
      no enabled plugin has the channel `{channel}`: {count} {count|row waits|rows wait} in the \
      outbox
      """,
      "outbox.no_retry": "there is no row {row} in the outbox that could be tried again",
      "outbox.no_waiting": "there is no row {row} in the outbox that waits",
    ])
}
