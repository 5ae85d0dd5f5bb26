extension English {
  static let outbox = Section(
    "The outbox",
    [
      "outbox.no_channel": """
      no enabled plugin has the channel `{channel}`: {count|what is to go there waits|{count} rows \
      wait} in the outbox
      """
    ])
}
