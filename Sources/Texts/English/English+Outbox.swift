extension English {
  static let outbox = Section(
    "The outbox",
    [
      "outbox.no_channel": """
      no enabled plugin has the channel `{channel}`: {count} {count|row waits|rows wait} in the \
      outbox
      """
    ])
}
