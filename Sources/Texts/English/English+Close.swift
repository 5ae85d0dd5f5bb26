extension English {
  static let close = Section(
    "Closing",
    advice: "Correct the reason or what it requires, then close again.",
    [
      "close.already": "ticket {ticket} is closed already",
      "close.evidence": "closing as {reason} requires it",
      "close.no_reason": "there is no reason `{reason}`; {hint}there is {known}",
      "close.no_reasons": "there is no reason `{reason}`; no plugin brings any",
      "close.other_type": "tickets of type {type} do not close so",
      "close.reason_removed": "a closed ticket keeps a reason; give another one, or reopen it",
      "close.reason_without_close": "only a closed ticket has a reason for closing",
    ])
}
