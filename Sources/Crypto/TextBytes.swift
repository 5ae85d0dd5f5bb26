extension [UInt8] {
  /// Appends a text's bytes at once, if it is in one piece, as it nearly always is.
  @inlinable package mutating func append(utf8 text: String) {
    let done: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe append(contentsOf: bytes)
    }
    if done == nil { append(contentsOf: text.utf8) }
  }
}
