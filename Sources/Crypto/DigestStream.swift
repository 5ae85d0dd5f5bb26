import CSodium

/// A BLAKE2b-256 digest of bytes that come one part after the other.
///
/// Gives what `Digest(of:)` gives of all parts together; holds 384 bytes, however long they are.
@safe package final class DigestStream {
  private let state: UnsafeMutableRawPointer

  /// Libsodium wants its state on such a boundary.
  private static let alignment = 64

  package init() {
    let size = crypto_generichash_statebytes()
    unsafe state = .allocate(byteCount: size, alignment: DigestStream.alignment)
    _ = unsafe crypto_generichash_init(OpaquePointer(state), nil, 0, Digest.count)
  }

  deinit {
    unsafe state.deallocate()
  }

  /// Takes the next bytes.
  package func take(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      _ = unsafe crypto_generichash_update(OpaquePointer(state), start, UInt64(buffer.count))
    }
  }

  /// The digest of all that was taken; nothing may be taken after it.
  package func finish() -> Digest? {
    var bytes = [UInt8](repeating: 0, count: Digest.count)
    _ = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int32(-1) }
      return unsafe crypto_generichash_final(OpaquePointer(state), start, Digest.count)
    }
    return Digest(bytes: bytes)
  }
}
