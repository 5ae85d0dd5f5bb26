import CSQLite
import Kernel

/// What statements ask the kernel about texts, so that both answer alike.
enum SQLFunctions {
  /// Adds `folded(text)`: what a text is searched and sorted by, whatever its case and accents.
  ///
  /// It is for our own statements only: nothing that is stored in a database can call it.
  static func add(to handle: OpaquePointer) -> Int32 {
    unsafe sqlite3_create_function_v2(
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
}
