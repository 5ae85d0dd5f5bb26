/// The text of a query taken apart, for colours and completion.
///
/// Any text can be taken apart; whether it is a right query is the parser's to say.
struct QueryPieces {
  struct Piece: Hashable {
    enum Kind { case field, relation, value, separator, word, alternative, parenthesis }

    let kind: Kind
    /// Where it stands, in bytes.
    let range: Range<Int>
    /// The field that a value or what stands before it belongs to.
    var field: Range<Int>?
    var isQuoted = false
    /// Whether its closing quote is missing.
    var isOpen = false
    var isKnown = true
  }

  private(set) var all: [Piece] = []
  private let source: [UInt8]
  private let names: Set<String>
  private var position: Int

  /// Takes a part of a text apart.
  init(_ source: [UInt8], from start: Int = 0, queryNames: Set<String>) {
    self.source = source
    names = queryNames
    position = start
    while let byte = next {
      if byte.isBlank { position += 1 } else { term(byte) }
    }
  }

  private var next: UInt8? { position < source.count ? source[position] : nil }

  private mutating func term(_ byte: UInt8) {
    if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
      add(.parenthesis, to: position + 1)
    } else if byte == UInt8(ascii: "\"") {
      quoted(.word)
    } else if let name = QueryName(source[position...], known: names) {
      named(name)
    } else {
      let end = source[position...].firstIndex(where: Self.ends) ?? source.count
      let isOr = String(decoding: source[position..<end], as: UTF8.self).lowercased() == Self.or
      add(isOr ? .alternative : .word, to: end)
    }
  }

  /// Reads a field with its values; a term as value, as in `not:tag:spam`, is left to be read.
  private mutating func named(_ name: QueryName) {
    let field = name.name
    all.append(Piece(kind: .field, range: field, field: field, isKnown: name.isKnown))
    all.append(Piece(kind: .relation, range: name.relation, field: field))
    position = name.relation.upperBound
    if QueryName(source[position...], among: names) != nil { return }
    while let byte = next {
      if byte == UInt8(ascii: "\"") {
        quoted(.value, of: field)
      } else if byte == UInt8(ascii: ",") {
        add(.separator, to: position + 1, of: field)
      } else if isAtDots {
        add(.separator, to: position + 2, of: field)
      } else {
        let start = position
        while let byte = next, !Self.ends(byte), byte != UInt8(ascii: ","), !isAtDots {
          position += 1
        }
        guard position > start else { return }
        all.append(Piece(kind: .value, range: start..<position, field: field))
      }
    }
  }

  private var isAtDots: Bool { source[position...].starts(with: "..".utf8) }

  private mutating func quoted(_ kind: Piece.Kind, of field: Range<Int>? = nil) {
    let start = position
    position += 1
    while let byte = next, byte != UInt8(ascii: "\"") {
      position = min(position + (byte == UInt8(ascii: "\\") ? 2 : 1), source.count)
    }
    let isOpen = next == nil
    if !isOpen { position += 1 }
    all.append(
      Piece(kind: kind, range: start..<position, field: field, isQuoted: true, isOpen: isOpen))
  }

  private mutating func add(_ kind: Piece.Kind, to end: Int, of field: Range<Int>? = nil) {
    all.append(Piece(kind: kind, range: position..<end, field: field))
    position = end
  }

  private static let or = "or"

  private static func ends(_ byte: UInt8) -> Bool { byte.isBlank || "()\"".utf8.contains(byte) }
}
