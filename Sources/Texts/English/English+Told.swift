extension English {
  /// Messages to those who subscribed to something.
  static let told = Section(
    "What people are told",
    [
      "told.internal": "(internal) {words}",
      "told.too_many": """
      {hook} tells more than one change may: {most} messages with {bytes} bytes together
      """,
      "told.ticket": "Ticket {ticket}",
    ])
}
