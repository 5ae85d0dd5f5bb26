import Lua
import Texts

/// A text of a plugin's catalogue, with the places for values found once.
struct PluginText: Equatable, Sendable {
  private enum Piece: Equatable {
    case words(String)
    /// `{name}`, which stays as it is written where there is no such value.
    case place(name: String, written: String)
  }

  let source: String
  private let pieces: [Piece]

  init(_ source: String) {
    self.source = source
    var pieces: [Piece] = []
    var rest = source.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if rest.startIndex < open { pieces.append(.words(String(source[rest.startIndex..<open]))) }
      let end = rest.index(after: close)
      pieces.append(
        .place(
          name: String(source[rest.index(after: open)..<close]),
          written: String(source[open..<end])))
      rest = rest[end...]
    }
    if !rest.isEmpty { pieces.append(.words(String(source[rest.startIndex...]))) }
    self.pieces = pieces
  }

  /// The text with values in place of `{name}`.
  func filled(with values: [ShownValue]) -> String {
    guard !values.isEmpty else { return source }
    var result = ""
    for piece in pieces {
      switch piece {
      case .words(let words): result += words
      case .place(let name, let written):
        result += values.first { $0.name == name }?.text ?? written
      }
    }
    return result
  }
}

/// A value as it stands in a text for people, whatever the language.
struct ShownValue {
  let name: String
  let text: String
}

extension LuaValue {
  /// The values of a table, for a text.
  var shownValues: [ShownValue] {
    (pairs ?? []).map { ShownValue(name: $0.key, text: $0.value.shown) }
  }

  /// The value as it stands in a text for people.
  var shown: String {
    switch self {
    case .string(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .boolean(let value): value ? "yes" : "no"
    case .array(let items): items.map(\.shown).joined(separator: ", ")
    case .none, .null: "–"
    case .record where isSecret: "(secret)"
    default: kindName.description
    }
  }
}
