extension English {
  static let imports = Section(
    "Imports",
    advice: "Correct the file or the importer, and import again: rows that are in stay in, once.",
    [
      "import.bad_header": "line 1: an export begins with `desk`, `last` and `notes`",
      "import.beneath": "give a path beneath the imported file's folder, without `..`",
      "import.beyond": "ticket {ticket} is beyond the last one that the file's first line names",
      "import.broken_list": """
      line {line}: after a row comes a comma, or ] where it was the last one; what follows \
      cannot be read
      """,
      "import.changed": """
      the file is not the one that {source} imported before: another row stood where row {row} \
      is, which is known by its position only; give its changes an `entry`, or import the file \
      under another name with --source
      """,
      "import.collides": "the desk has something of the same name already; nothing was changed",
      "import.column_count": """
      line {line}, column {column}: {found} columns, but the first line names {expected}
      """,
      "import.cut_off": """
      line {line}: the file ends within a row, after {found} of {expected} columns; it seems to \
      be cut off
      """,
      "import.cut_off_value": "line {line}: the file ends within a row; it seems to be cut off",
      "import.document": "the document",
      "import.enable": "; enable the plugin that brings it",
      "import.field_twice": "it is edited twice in one entry",
      "import.file_name":
        "a file's name is a plain one, without folders, and each file has its own",
      "import.file_size": "a file has at most {limit} here",
      "import.follows": "entry {number} follows one that did not go in: the ticket has {last} here",
      "import.link": "links are not followed",
      "import.gone_on":
        "ticket {ticket} was gone on with here (entry {entry}): behind that, only an import that "
        + "updates changes it, in the importer's own name",
      "import.internal_edits": "an internal entry has words only: no edits and no data",
      "import.key_twice": """
      an earlier row made the ticket of the key `{key}`; a key stands for one ticket
      """,
      "import.long_row": "line {line}: the row is longer than 8 MB",
      "import.no_renaming":
        "it renames what no plugin of this desk says was called otherwise (`was`)",
      "import.no_action":
        "it is no action of an entry that could stand here: create is the first, purge none",
      "import.no_actor": "there is no person `{person}`; make one with import:person",
      "import.no_column": "there is no column `{column}`; the file has {columns}",
      "import.no_content": "is no part of a content",
      "import.no_export": "it is no export of Docket's",
      "import.no_field": "there is no field `{field}` on this desk{hint}",
      "import.no_beginning":
        "entry {number} comes without the entry before it: a file has a ticket's history from its "
        + "beginning",
      "import.no_header": "the file is empty; its first line names the columns",
      "import.no_member": "there is no `{name}` in {place}{hint}",
      "import.no_hook": "it is no name of a hook",
      "import.no_names": "{place} is no object, so there is no `{name}` in it",
      "import.no_news":
        "entry {number} is no news: the ticket has {last} already, others than these",
      "import.no_number": "is missing, or no whole number from 1",
      "import.no_object":
        "line {line}: a row is an object with names, as {\"id\": 1}; this is {found}",
      "import.no_part":
        "a line of an export has `person`, `ticket` or `entry`; this one has {names}",
      "import.no_parts": "its members have plain names and single values, or lists of them",
      "import.no_person": "there is no person `{name}` here, and no line before says who it is",
      "import.no_plugin": "it is no name of a plugin",
      "import.no_rows": "the rows are a list, but {place} is none{hint}",
      "import.no_text": "is missing, or no text",
      "import.no_ticket_yet": "there is no ticket of the key `{key}` yet; create it first",
      "import.no_time": "it is no time in ISO 8601",
      "import.no_type": """
      there is no type `{type}` on this desk, which has {types}; enable the plugin that brings \
      it
      """,
      "import.no_value": "`{value}` is no value of an export",
      "import.no_visibility": "it is public or internal",
      "import.nothing": "there are no rows in it",
      "import.not_gone": "a part that was redacted has no words",
      "import.not_json": "line {line}, byte {column}: not JSON: expected {expected}",
      "import.not_utf8": """
      line {line}: not valid UTF-8; say how the file is written, as --encoding windows-1252
      """,
      "import.one_value": "it takes one value, not a list",
      "import.open_quote": """
      line {line}, column {column}: a quote is opened and never closed; the file seems to be cut \
      off
      """,
      "import.other_format": """
      it is an export of another format than {format}, which this version reads; a newer Docket \
      made it
      """,
      "import.other_beginning":
        "line {line}: entry {number} of its ticket {ticket} came in from `{source}` before and said "
        + "something else: this is another file than that, and nothing of it went in",
      "import.other_from": "it was `{value}` here before, and not what the entry says",
      "import.other_kind": "`{value}` is no {kind}",
      "import.part_order": "the parts of a content follow each other; it goes on at {position}",
      "import.part_size": "a part has at most 256 KB, a content at most {limit}",
      "import.own_export": """
      it was exported from this very desk; to have its tickets twice, say under which name: \
      --source NAME
      """,
      "import.reserved": "no import may {action}: ask for it by its own command",
      "import.rows_hint": "; the importer says where they are with rows = \"path\"",
      "import.source_name":
        "a source's name is one line of at most {most} characters, without controls",
      "import.source_of":
        "{person} imported from `{source}` first, and goes on with it; --source NAME gives "
        + "another source",
      "import.text_after_quote": """
      line {line}, column {column}: text after a closing quote; a quote inside quotes is written \
      twice
      """,
      "import.time_back": "it happened at {time}: times of a ticket never go back, and are past",
      "import.unmapped": "no column is named for it; every ticket needs one",
      "import.which_importer": """
      which importer reads {file}? docket import {file} --with SCRIPT, or for a table --map \
      subject=TITLE; only what docket export wrote needs none
      """,
      "import.without_role":
        "{name} comes without the role {roles}, which is not on this desk or not yours to give",
    ])
}
