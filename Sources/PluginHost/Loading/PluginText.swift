import Kernel
import Lua
import Texts

/// A text of a plugin's catalogue, with the places for values found once.
struct PluginText: Equatable, Sendable {
  private enum Piece: Equatable {
    case words(String)
    /// `{name}`, which stays as it is written where there is no such value.
    case place(name: String, written: String)
    /// `{name:date}`: a value that is written as the language writes such.
    case shaped(name: String, PlaceShape, written: String)
    /// `{name|day|days}`, which the number chooses by the language's rules.
    case plural(name: String, forms: [String], written: String)
  }

  let source: String
  private let language: Language
  private let pieces: [Piece]

  init(_ source: String, in language: Language = .english) {
    self.source = source
    self.language = language
    var pieces: [Piece] = []
    var rest = source.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if rest.startIndex < open { pieces.append(.words(String(source[rest.startIndex..<open]))) }
      let end = rest.index(after: close)
      pieces.append(
        PluginText.place(source[rest.index(after: open)..<close], String(source[open..<end])))
      rest = rest[end...]
    }
    if !rest.isEmpty { pieces.append(.words(String(source[rest.startIndex...]))) }
    self.pieces = pieces
  }

  /// The names of its places.
  var places: Set<String> {
    Set(
      pieces.compactMap { piece in
        switch piece {
        case .words: nil
        case .place(let name, _), .shaped(let name, _, _), .plural(let name, _, _): name
        }
      })
  }

  private static func place(_ inner: Substring, _ written: String) -> Piece {
    let parts = inner.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else {
      let halves = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if halves.count == 2, let shape = PlaceShape(rawValue: String(halves[1])) {
        return .shaped(name: String(halves[0]), shape, written: written)
      }
      return .place(name: String(inner), written: written)
    }
    return .plural(name: parts[0], forms: Array(parts.dropFirst()), written: written)
  }

  /// The text with values in place of `{name}`; moments are on the zone's clock.
  func filled(with values: ShownValues, zone: Zone) -> String {
    guard !values.isEmpty else { return source }
    var result = ""
    result.reserveCapacity(source.utf8.count)
    for piece in pieces { result += words(of: piece, values, zone) }
    return result
  }

  /// How many bytes `filled` would make: the same value may stand at many places.
  func byteCount(filledWith values: ShownValues, zone: Zone) -> Int64 {
    guard !values.isEmpty else { return Int64(source.utf8.count) }
    return pieces.reduce(0) { $0 + Int64(words(of: $1, values, zone).utf8.count) }
  }

  /// The values with which the text says those words; `nil` where it does not say them, or writes some
  /// of its values as the language does.
  func values(in words: String) -> [LuaPair]? {
    var values: [LuaPair] = []
    var rest = words[...]
    var open: String?
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .shaped, .plural: return nil
      case .place(let name, _):
        guard open == nil else { return nil }
        open = name
      case .words(let own):
        // A value may have in it what stands behind it: the last piece ends the words.
        let isLast = index == pieces.count - 1 && rest.hasSuffix(own)
        let last = isLast ? rest.index(rest.endIndex, offsetBy: -own.count) : nil
        guard let place = last.map({ $0..<rest.endIndex }) ?? rest.firstRange(of: own),
          open != nil || place.lowerBound == rest.startIndex
        else { return nil }
        if let name = open {
          values.append(LuaPair(name, .string(String(rest[..<place.lowerBound]))))
        }
        (open, rest) = (nil, rest[place.upperBound...])
      }
    }
    if let open { return values + [LuaPair(open, .string(String(rest)))] }
    return rest.isEmpty ? values : nil
  }

  private func words(of piece: Piece, _ values: ShownValues, _ zone: Zone) -> String {
    switch piece {
    case .words(let words): words
    case .place(let name, let written): fraction(name, values) ?? values[name] ?? written
    case .shaped(let name, let shape, let written):
      shape.words(of: name, in: values, language, zone) ?? values[name] ?? written
    case .plural(let name, let forms, let written):
      values.number(name).map { forms[form(for: $0, of: forms.count)] } ?? written
    }
  }

  /// A number with a fraction as the language writes it; a whole one may name something.
  private func fraction(_ name: String, _ values: ShownValues) -> String? {
    guard let number = values.number(name), Int64(exactly: number) == nil else { return nil }
    return language.writing.decimal("\(number)")
  }

  /// A fraction takes the last form, as many do.
  private func form(for number: Double, of count: Int) -> Int {
    guard let whole = Int64(exactly: number) else { return count - 1 }
    return min(language.pluralForm(of: whole), count - 1)
  }
}

/// Values as they stand in a text for people, whatever the language, by name.
struct ShownValues {
  private let pairs: [(name: String, text: String)]
  /// The same by name, where there are too many to look through.
  private let index: [String: String]
  /// Those that are numbers, which choose forms.
  private let numbers: [String: Double]

  /// Takes the values of a table; none of anything else.
  init(_ value: LuaValue?) {
    let given = value?.pairs ?? []
    pairs = given.map { ($0.key, $0.value.shown) }
    numbers = Dictionary(
      given.compactMap { pair in pair.value.number.map { (pair.key, $0) } }
    ) { first, _ in first }
    index =
      pairs.count > 8
      ? Dictionary(pairs.map { ($0.name, $0.text) }) { first, _ in first } : [:]
  }

  var isEmpty: Bool { pairs.isEmpty }

  /// The number of that name, for the form that it takes.
  func number(_ name: String) -> Double? {
    numbers[name]
  }

  subscript(name: String) -> String? {
    index.isEmpty ? pairs.first { $0.name == name }?.text : index[name]
  }
}

extension LuaValue {
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
