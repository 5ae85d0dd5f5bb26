/// What somebody has to know to call a function of the API: its arguments, what it gives, and how
/// it is written.
package struct APIDoc: Sendable {
  /// A parameter, a key of a table, or a member of a value.
  package struct Part: Equatable, Sendable {
    package let name: String
    package let type: String
    package let words: String
  }

  /// The parameters in their order; none where there is one table.
  package let parameters: [Part]
  /// The keys of its table, the options in braces.
  package let keys: [Part]
  /// What it gives back.
  package let gives: String
  /// Lua that can be put into a plugin.
  package let example: String

  /// Parts are lines of `name: type: words`.
  init(_ parameters: String = "", keys: String = "", gives: String, example: String) {
    self.parameters = APIDoc.parts(parameters)
    self.keys = APIDoc.parts(keys)
    self.gives = gives
    self.example = example
  }

  /// Reads lines of `name: type: words`.
  static func parts(_ text: String) -> [Part] {
    text.split(separator: "\n").map { line in
      let pieces = line.split(separator: ":", maxSplits: 2).map { piece in
        String(piece.drop { $0 == " " })
      }
      return Part(
        name: pieces[0], type: pieces.count > 1 ? pieces[1] : "",
        words: pieces.count > 2 ? pieces[2] : "")
    }
  }

  private static let all: [String: APIDoc] = Dictionary(
    (registering + changing + reading + writing + importing + others).map { ($0.path, $0.doc) }
  ) { first, _ in first }

  /// A function's path with its documentation.
  typealias Entry = (path: String, doc: APIDoc)

  /// The documentation of a function; a method of a ticket has that of the function that it is.
  static func of(_ path: String) -> APIDoc? {
    guard path.hasPrefix("ticket:") else { return all[path] }
    return all["docket.tickets." + path.dropFirst("ticket:".count)]
  }
}

extension APIFunction {
  /// How it is called; `nil` for what is not available yet.
  package var doc: APIDoc? { APIDoc.of(path) }
}
