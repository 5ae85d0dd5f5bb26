extension English {
  /// Messages to those who subscribed to something.
  static let told = Section(
    "What people are told",
    [
      "told.internal": "(internal) {words}",
      "told.ticket": "Ticket {ticket}",
    ])
}
