import CSQLite
import Kernel

/// What statements ask the kernel about texts, so that both answer alike.
enum SQLFunctions {
  /// Adds `folded(text)`: what a text is searched and sorted by, whatever its case and accents;
  /// `moved(edits)`: between which categories an entry moves its ticket; and `edited(edits)`: which
  /// fields it edits, as `EditedFields` has them.
  ///
  /// They are for our own statements only: nothing that is stored in a database can call them.
  static func add(to handle: OpaquePointer) -> Int32 {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
    let codes = [
      unsafe sqlite3_create_function_v2(
        handle, "moved", 1, flags, nil,
        { context, _, arguments in unsafe SQLFunctions.move(arguments?[0], for: context) },
        nil, nil, nil),
      unsafe sqlite3_create_function_v2(
        handle, "edited", 1, flags, nil,
        { context, _, arguments in unsafe SQLFunctions.edit(arguments?[0], for: context) },
        nil, nil, nil),
      unsafe sqlite3_create_function_v2(
        handle, "folded", 1, flags, nil,
        { context, _, arguments in unsafe SQLFunctions.fold(arguments?[0], for: context) },
        nil, nil, nil),
    ]
    return codes.first { $0 != SQLITE_OK } ?? SQLITE_OK
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
    var words = unsafe read(value) { StageMove.words(in: $0) } ?? ""
    words.withUTF8 { bytes in
      guard let first = bytes.baseAddress else {
        return unsafe csqlite_result_text_copy(context, "", 0)
      }
      unsafe csqlite_result_text_copy(context, first, Int32(bytes.count))
    }
  }

  @unsafe private static func edit(_ value: OpaquePointer?, for context: OpaquePointer?) {
    let fields = unsafe read(value) { EditedFields(in: $0) } ?? []
    unsafe sqlite3_result_int64(context, fields.rawValue)
  }

  /// What is made of the bytes of a text; `nil` for null.
  @unsafe private static func read<Result>(
    _ value: OpaquePointer?, _ body: (Span<UInt8>) -> Result,
  ) -> Result? {
    guard let start = unsafe sqlite3_value_text(value) else { return nil }
    let count = Int(unsafe sqlite3_value_bytes(value))
    return unsafe body(Span(_unsafeElements: UnsafeBufferPointer(start: start, count: count)))
  }
}
