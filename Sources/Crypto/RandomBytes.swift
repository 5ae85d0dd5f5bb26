import CSodium

/// Bytes from the system's random generator, for salts, ids and seeds.
package enum RandomBytes {
  /// That many unpredictable bytes.
  package static func make(count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
      if let start = output.baseAddress { unsafe randombytes_buf(start, count) }
      initialized = count
    }
  }
}
