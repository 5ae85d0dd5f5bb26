extension English {
  /// What stands around another text, which keeps its code.
  static let frame = Section(
    "Frames",
    [
      "frame.by": "{problem} ({plugin})",
      "frame.column": "column {column}: {problem}",
      "frame.condition": "condition `{condition}`: {problem}",
      "frame.entry": "entry {entry}: {problem}",
      "frame.field": "{field}: {problem}",
      "frame.hint": "{problem}; {hint}",
      "frame.item": "in {part}: `{name}`: {problem}",
      "frame.line": "line {line}: {problem}",
      "frame.of": "{owner}: {problem}",
      "frame.query": "the query: {problem}",
      "frame.quoted": "`{words}`: {problem}",
    ])
}
