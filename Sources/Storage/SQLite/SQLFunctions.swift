import CSQLite
import Kernel

/// What statements ask the kernel about texts, so that both answer alike.
enum SQLFunctions {
  /// Adds `folded(text)`: what a text is searched and sorted by, whatever its case and accents; and
  /// `moved(edits)`: between which categories an entry moves its ticket.
  ///
  /// They are for our own statements only: nothing that is stored in a database can call them.
  static func add(to handle: OpaquePointer) -> Int32 {
    let code = unsafe sqlite3_create_function_v2(
      handle, "moved", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nil,
      { context, _, arguments in unsafe SQLFunctions.move(arguments?[0], for: context) },
      nil, nil, nil)
    guard code == SQLITE_OK else { return code }
    return unsafe sqlite3_create_function_v2(
      handle, "folded", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nil,
      { context, _, arguments in unsafe SQLFunctions.fold(arguments?[0], for: context) },
      nil, nil, nil)
  }

  /// Null stays null.
  @unsafe private static func fold(_ value: OpaquePointer?, for context: OpaquePointer?) {
    guard let start = unsafe sqlite3_value_text(value) else {
      return unsafe sqlite3_result_null(context)
    }
    let count = Int(unsafe sqlite3_value_bytes(value))
    let text = unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    var key = TextFolding.key(text)
    key.withUTF8 { bytes in
      guard let first = bytes.baseAddress else {
        return unsafe csqlite_result_text_copy(context, "", 0)
      }
      unsafe csqlite_result_text_copy(context, first, Int32(bytes.count))
    }
  }

  /// `open>closed`, without the first where there was no stage before; empty where nothing moves.
  @unsafe private static func move(_ value: OpaquePointer?, for context: OpaquePointer?) {
    var words = ""
    if let start = unsafe sqlite3_value_text(value) {
      let count = Int(unsafe sqlite3_value_bytes(value))
      words =
        unsafe StageMove(
          in: Span(_unsafeElements: UnsafeBufferPointer(start: start, count: count))
        )?.words ?? ""
    }
    words.withUTF8 { bytes in
      guard let first = bytes.baseAddress else {
        return unsafe csqlite_result_text_copy(context, "", 0)
      }
      unsafe csqlite_result_text_copy(context, first, Int32(bytes.count))
    }
  }
}

/// Between which categories the edits of an entry move its ticket, read from the JSON that they are
/// stored as: it has no spaces, its members are sorted, and names of stages have no quotes.
struct StageMove {
  /// The categories; empty for a ticket that had no stage.
  private let from, to: [UInt8]

  /// What is compared with, as `open>closed`.
  var words: String { String(decoding: from + [UInt8(ascii: ">")] + to, as: UTF8.self) }

  /// The same for two categories.
  static func words(from: Category?, to: Category) -> String {
    "\(from?.rawValue ?? "")>\(to.rawValue)"
  }

  /// Reads the edit of the stage; `nil` where there is none, or it stays in its category.
  init?(in edits: Span<UInt8>) {
    guard var place = StageMove.end(of: StageMove.field, in: edits) else { return nil }
    from = StageMove.category(behind: StageMove.before, in: edits, at: &place) ?? []
    guard let next = StageMove.category(behind: StageMove.after, in: edits, at: &place),
      next != from
    else { return nil }
    to = next
  }

  private static let field = Array("\"field\":\"stage\"".utf8)
  private static let before = Array(",\"from\":{\"stage\":[\"".utf8)
  private static let after = Array(",\"to\":{\"stage\":[\"".utf8)

  /// Where a text ends that stands first somewhere.
  private static func end(of text: [UInt8], in edits: Span<UInt8>) -> Int? {
    var place = 0
    while place + text.count <= edits.count {
      if edits[place] == text[0], begins(text, in: edits, at: place) { return place + text.count }
      place += 1
    }
    return nil
  }

  private static func begins(_ text: [UInt8], in edits: Span<UInt8>, at place: Int) -> Bool {
    guard place + text.count <= edits.count else { return false }
    for index in text.indices where edits[place + index] != text[index] { return false }
    return true
  }

  /// The second of two names in quotes behind a text that stands there; moves behind the value.
  private static func category(
    behind text: [UInt8], in edits: Span<UInt8>, at place: inout Int,
  ) -> [UInt8]? {
    guard begins(text, in: edits, at: place) else { return nil }
    var next = place + text.count
    let quote = UInt8(ascii: "\"")
    while next < edits.count, edits[next] != quote { next += 1 }
    // Behind the stage's name come `","` and the category.
    next += 3
    var category: [UInt8] = []
    while next < edits.count, edits[next] != quote {
      category.append(edits[next])
      next += 1
    }
    // Behind it come `"]}`.
    place = next + 3
    return category
  }
}
