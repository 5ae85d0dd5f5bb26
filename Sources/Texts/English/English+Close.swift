extension English {
  static let close = Section(
    "Closing",
    advice: "Correct the reason or what it requires, then close again.",
    [
      "close.already": "ticket {ticket} is closed already"
    ])
}
