extension English {
  static let storage = Section(
    "The desk's database",
    advice: "Do as the message says; the desk is as it was.",
    [
      "storage.bad_copy":
        "{path} is not a true copy ({detail}), and was removed: run `docket doctor`",
      "storage.bad_row": """
      row {key} of table {table}: its {column} is not what Docket writes; `docket audit verify` \
      says more, a backup has it as it was
      """,
      "storage.busy":
        "{path} is locked by another program that is writing: wait for it to finish and try again, or let "
        + "lock_wait in docket.lua be longer",
      "storage.cannot_open": "{path} cannot be opened: {detail}",
      "storage.closed": "the desk has been closed",
      "storage.constraint": "{path} refuses the row: {detail}",
      "storage.corrupt":
        "{path} is damaged ({detail}): restore it from a backup; `docket audit verify` says more",
      "storage.denied": "{path} may not be opened: ask for the right to read it",
      "storage.exists": "there is already a desk at {path}; choose another folder",
      "storage.file_exists":
        "there is already a file {path}: choose another name, or replace it with --force",
      "storage.folder": "it is a folder; name a file in it",
      "storage.full": "no room for {path}: the disk is full; free some space and try again",
      "storage.input_output": "{path} cannot be read or written ({detail}): check the disk",
      "storage.missing": "there is no desk at {path}; `docket init` makes one",
      "storage.newer": """
      {path} was written by a newer docket (schema {version}, this one knows up to {known}): use \
      that newer docket
      """,
      "storage.no_database":
        "{path} is not a database: restore it from a backup, or name the right desk with --desk",
      "storage.no_desk": "{path} is a database, but not a desk's: name the right desk with --desk",
      "storage.no_file_name": "a file's name is wanted",
      "storage.no_folder": "its folder is not there",
      "storage.no_thread":
        "the system gives no further thread (error {code}): end other programs and try again",
      "storage.other_entry": "ticket {ticket} does not stand at its last entry",
      "storage.other_history": "its history is another one",
      "storage.over_budget": "the query reads too much: narrow it, or give it a limit",
      "storage.read_only":
        "{path} is read-only: make the file and its folder writable, or only read",
      "storage.too_big": "a value is too big for {path}: at most 1 GB fits",
      "storage.unexpected": "{path}: SQLite reports {code}, {detail}",
      "storage.unrecorded":
        "no entry of the desk's history says what became of {rows}; nothing was changed",
      "storage.unwritable": "{path} cannot be written: {detail}",
    ])
}
