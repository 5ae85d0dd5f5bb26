extension English {
  static let importer = Section(
    "Importers",
    advice: "Correct the importer, or name the one that is meant.",
    [
      "importer.none": "none",
      "importer.nothing_beside": "there are no files beside these rows",
      "importer.row_length": "the row has {values} values, but there are {columns} columns",
      "importer.unknown": "the importer {unknown}",
      "importer.which": "wants one importer, but registers {names}",
    ])
}
