import Display

extension HelpTopic {
  /// Who reads what.
  static let notes = HelpTopic("notes", "what customers see, and what they never do") {
    [
      .text(
        "docket reply writes in the public conversation, which everybody reads who sees the"
          + " ticket. docket note, its files, --note and the comment given on closing are internal: only who"
          + " has the permission note.view knows that they are there. Nobody else meets them in"
          + " lists, counts, searches, histories, numbers, mails, exports or errors. Internal texts"
          + " are marked wherever they are shown."),
      .text(
        "A note changes neither a ticket's version nor when it was last updated. Once written, an"
          + " entry stays as it is: a note cannot be made public, and a message cannot be taken"
          + " back, though its text can be removed for good (docket redact)."),
      .text(
        "A customer who follows a ticket reads what its requester reads, and replies. Customers take"
          + " away only files that they attached themselves."),
      .heading("Examples"),
      .examples([
        "docket note 7 \"The warranty ran out in May\"",
        "docket note 7 \"What the vendor charges\" --attach offer.pdf",
        "docket close 7 --reason declined --comment \"Not covered\" --public",
        "docket --as carl show 7",
      ]),
    ]
  }
}
