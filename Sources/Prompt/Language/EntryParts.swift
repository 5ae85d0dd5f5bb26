/// What sort of entry a text is, and where its parts stand.
struct EntryParts {
  enum Kind { case blank, command, query, help, watch, lua }

  private(set) var kind = Kind.blank
  /// The word or sign that makes it one: `.load`, `?`, `help`; empty where none does.
  private(set) var head: Range<Int>
  /// What comes after it, without the blanks before.
  private(set) var rest: Range<Int>

  init(_ source: [UInt8], queryNames: Set<String>) {
    let start = source.firstIndex { !$0.isBlank } ?? source.count
    head = start..<start
    rest = start..<source.count
    guard let first = source[start...].first else { return }
    switch first {
    case UInt8(ascii: "?"): take(.query, headEnd: start + 1, source)
    case UInt8(ascii: ".") where Self.beginsCommand(source[(start + 1)...]):
      let name = source[(start + 1)...].prefix { $0.isNamePart || $0 == UInt8(ascii: "-") }
      take(.command, headEnd: name.endIndex, source)
    default:
      kind = QueryName(source[start...], among: queryNames) == nil ? .lua : .query
      if kind == .lua { takeStatement(source, queryNames: queryNames) }
    }
  }

  /// The bytes of a part as text.
  static func text(_ range: Range<Int>, of source: [UInt8]) -> String {
    String(decoding: source[range], as: UTF8.self)
  }

  private mutating func take(_ kind: Kind, headEnd: Int, _ source: [UInt8]) {
    self.kind = kind
    head = head.lowerBound..<headEnd
    rest = (source[headEnd...].firstIndex { !$0.isBlank } ?? source.count)..<source.count
  }

  /// A letter, or nothing yet; a digit would begin a number of Lua, a dot its `...`.
  private static func beginsCommand(_ source: ArraySlice<UInt8>) -> Bool {
    source.first.map { $0.isNameStart || $0.isBlank } ?? true
  }

  /// Takes `help tickets.update` for what it is, but not `help("tickets")` or `help = 1`.
  private mutating func takeStatement(_ source: [UInt8], queryNames: Set<String>) {
    let word = source[head.lowerBound...].prefix(while: \.isNamePart)
    guard let statement = Statement(rawValue: String(decoding: word, as: UTF8.self)),
      word.endIndex == source.count || source[word.endIndex].isBlank
    else { return }
    let rest = source[word.endIndex...].drop(while: \.isBlank)
    // More lines are a piece of a program.
    guard !source[word.endIndex...].hasTwoLines,
      rest.first.map({ !Self.goesOnAsLua($0) }) ?? true
        || statement.takes(rest, queryNames: queryNames)
    else { return }
    take(statement == .help ? .help : .watch, headEnd: word.endIndex, source)
  }

  /// Whether an expression of Lua that begins with a name can go on with the byte.
  private static func goesOnAsLua(_ byte: UInt8) -> Bool {
    "+-*/%^&|~<>=.,:;([{\"'".utf8.contains(byte)
  }

  private enum Statement: String {
    case help
    case watch

    /// Whether these words are its own although Lua could go on with them.
    func takes(_ rest: ArraySlice<UInt8>, queryNames: Set<String>) -> Bool {
      switch self {
      case .help: rest.first == UInt8(ascii: ".")
      case .watch:
        rest.first == UInt8(ascii: "(")
          && QueryName(rest.drop { $0 == UInt8(ascii: "(") }, among: queryNames) != nil
      }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether something stands behind a line end.
  fileprivate var hasTwoLines: Bool {
    guard let end = firstIndex(where: \.isLineEnd) else { return false }
    return self[end...].contains { !$0.isBlank }
  }
}
