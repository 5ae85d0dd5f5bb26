import CSodium

/// Digests of bytes by the algorithms that others speak, with a key or without.
///
/// Source: FIPS 180-4 (SHA-2), RFC 2104 (HMAC), RFC 7693 (BLAKE2b, which has a keyed mode of its
/// own); all by libsodium.
package enum Hash: String, CaseIterable, Sendable {
  case blake2b
  case sha256
  case sha512

  /// The longest key of BLAKE2b; those of the others have no limit.
  package static let longestBLAKE2bKey = 64

  /// How many bytes a digest has.
  package var count: Int {
    switch self {
    case .blake2b, .sha256: 32
    case .sha512: 64
    }
  }

  /// The digest of the bytes; `nil` for a key that BLAKE2b does not take.
  package func digest(of input: [UInt8], key: [UInt8]? = nil) -> [UInt8]? {
    switch self {
    case .blake2b: keyedBLAKE2b(input, key ?? [])
    case .sha256: key.map { hmac256(input, $0) } ?? sha256(input)
    case .sha512: key.map { hmac512(input, $0) } ?? sha512(input)
    }
  }

  private func keyedBLAKE2b(_ input: [UInt8], _ key: [UInt8]) -> [UInt8]? {
    guard key.count <= Hash.longestBLAKE2bKey else { return nil }
    return unsafe filled { start in
      _ = unsafe crypto_generichash(start, count, input, UInt64(input.count), key, key.count)
    }
  }

  private func sha256(_ input: [UInt8]) -> [UInt8] {
    unsafe filled { _ = unsafe crypto_hash_sha256($0, input, UInt64(input.count)) }
  }

  private func sha512(_ input: [UInt8]) -> [UInt8] {
    unsafe filled { _ = unsafe crypto_hash_sha512($0, input, UInt64(input.count)) }
  }

  private func hmac256(_ input: [UInt8], _ key: [UInt8]) -> [UInt8] {
    var state = crypto_auth_hmacsha256_state()
    _ = unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    _ = unsafe crypto_auth_hmacsha256_update(&state, input, UInt64(input.count))
    return unsafe filled { _ = unsafe crypto_auth_hmacsha256_final(&state, $0) }
  }

  private func hmac512(_ input: [UInt8], _ key: [UInt8]) -> [UInt8] {
    var state = crypto_auth_hmacsha512_state()
    _ = unsafe crypto_auth_hmacsha512_init(&state, key, key.count)
    _ = unsafe crypto_auth_hmacsha512_update(&state, input, UInt64(input.count))
    return unsafe filled { _ = unsafe crypto_auth_hmacsha512_final(&state, $0) }
  }

  private func filled(_ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
      if let start = output.baseAddress { unsafe fill(start) }
      initialized = count
    }
  }
}
