extension English {
  static let attachment = Section(
    "Attachments",
    advice: "Name attachments as `docket show` does; attach plain files that are not too large.",
    [
      "attachment.altered": """
      the content {content} is not what was attached: it was changed or damaged; restore it from \
      a backup
      """,
      "attachment.are": "; it has {names}",
      "attachment.binary": """
      `{name}` is {type}, {size}: not for a terminal; write it to a file with --output, or into \
      a pipe
      """,
      "attachment.changed": "`{name}` changed while it was read; nothing was attached, try again",
      "attachment.folder": "it is a folder: name the files in it, or pack it into one",
      "attachment.input": "standard input",
      "attachment.input_name": "standard input has no name; give one: --name report.pdf",
      "attachment.input_once": "standard input can be attached once only",
      "attachment.missing": "the content {content} is missing; restore it from a backup",
      "attachment.no_file": "attach what? give at least one file",
      "attachment.no_name": "detach what? give an attachment's name",
      "attachment.no_plain_file":
        "it is no plain file; what comes through a pipe is attached with - and --name",
      "attachment.none": "; it has none",
      "attachment.not_copied": "the content of `{name}` is not whole in the lines before",
      "attachment.one_name": "--name is for one file; give each of several by itself",
      "attachment.too_large": """
      `{name}` is too large: an attachment has at most {limit} (the desk's setting \
      attachment_limit)
      """,
      "attachment.unknown": "ticket {ticket} has no attachment `{name}`{hint}",
      "attachment.with_note": """
      a note is internal, but attachments are for everybody who sees the ticket: attach them \
      without the note
      """,
    ])
}
