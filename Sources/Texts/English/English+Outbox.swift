extension English {
  static let outbox = Section(
    "The outbox",
    advice: "`docket outbox list` shows what waits and what is dead.",
    [
      "outbox.awake": "ticket {ticket} is no longer postponed until then",
      "outbox.every": "timer `{name}` of docket.every",
      "outbox.gone": """
      {plugin} has no {thing} any more; once it has one again: docket outbox retry {row}
      """,
      "outbox.hook": "after hook `{name}`",
      "outbox.never_finished": "it was begun {tries} times, and no worker came to its end",
      "outbox.no_channel": "no enabled plugin has the channel `{channel}`",
      "outbox.no_channel_yet": """
      no enabled plugin has the channel `{channel}`: {count} {count|row waits|rows wait} in the \
      outbox
      """,
      "outbox.no_retry": "there is no row {row} in the outbox that could be tried again",
      "outbox.some_of": "the last {shown} of {count} rows; --limit {count} shows all",
      "outbox.no_waiting": "there is no row {row} in the outbox that waits",
      "outbox.nothing_to_tell": "there is nothing of it that the recipient may read",
      "outbox.paused": """
      {host} has timed out {count} times one after the other since {since}: it is asked again at \
      {until}, or after docket outbox retry
      """,
      "outbox.plugin_gone": """
      the plugin {plugin} is not enabled; once it is: docket outbox retry {row}
      """,
      "outbox.state_moved": """
      its state `{key}` was changed by others while it ran, {count} times in a row
      """,
      "outbox.timer": "hook on `timer.{name}`",
    ])
}
