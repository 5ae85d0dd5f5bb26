/// A query as it comes from the command line, an argument a term.
struct QueryWords {
  /// The query's text: an argument that is words only stays the one phrase that it was in the shell.
  let text: String

  init(_ arguments: [String]) {
    text = arguments.map(QueryWords.term).joined(separator: " ")
  }

  private static func term(_ argument: String) -> String {
    let hasSpaces = argument.contains { $0.isWhitespace }
    return hasSpaces && !argument.contains { ":<>=\"()".contains($0) } ? quoted(argument) : argument
  }

  /// A text as the query language quotes it.
  static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
