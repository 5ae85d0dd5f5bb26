extension English {
  static let imports = Section(
    "Imports",
    advice: "Correct the file or the importer, and import again: rows that are in stay in, once.",
    [
      "import.changed": """
      the file is not the one that {source} imported before: row {row} is the first that \
      differs; import it under another name with --source
      """
    ])
}
