extension English {
  static let imports = Section(
    "Imports",
    advice: "Correct the file or the importer, and import again: rows that are in stay in, once.",
    [
      "import.broken_list": """
      line {line}: after a row comes a comma, or ] where it was the last one; what follows \
      cannot be read
      """,
      "import.changed": """
      the file is not the one that {source} imported before: row {row} is the first that \
      differs; import it under another name with --source
      """,
      "import.column_count": "line {line}: {found} columns, but the first line names {expected}",
      "import.cut_off": """
      line {line}: the file ends within a row, after {found} of {expected} columns; it seems \
      to be cut off
      """,
      "import.cut_off_value": "line {line}: the file ends within a row; it seems to be cut off",
      "import.long_row": "line {line}: the row is longer than 8 MB",
      "import.no_header": "the file is empty; its first line names the columns",
      "import.no_object":
        "line {line}: a row is an object with names, as {\"id\": 1}; this is {found}",
      "import.not_json": "line {line}, byte {column}: not JSON: expected {expected}",
      "import.not_utf8": "line {line}: not valid UTF-8; convert the file to UTF-8",
      "import.open_quote":
        "line {line}: a quote is opened and never closed; the file seems to be cut off",
      "import.text_after_quote":
        "line {line}: text after a closing quote; a quote inside quotes is written twice",
    ])
}
