extension English {
  static let attachment = Section(
    "Attachments",
    advice: "Name attachments as `docket show` does; attach plain files that are not too large.",
    [
      "attachment.are": "; it has {names}",
      "attachment.changed": "`{name}` changed while it was read; nothing was attached, try again",
      "attachment.no_file": "attach what? give at least one file",
      "attachment.no_name": "detach what? give an attachment's name",
      "attachment.none": "; it has none",
      "attachment.too_large": """
      `{name}` is too large: an attachment has at most {limit} (the desk's setting attachment_limit)
      """,
      "attachment.unknown": "ticket {ticket} has no attachment `{name}`{hint}",
      "attachment.with_note": """
      a note is internal, but attachments are for everybody who sees the ticket: attach them \
      without the note
      """,
    ])
}
