import CSodium

/// Digests with a key, for signing what is sent out; and SHA-256, which others ask for.
package enum KeyedDigest {
  /// BLAKE2b-256 with a key, by RFC 7693; a key longer than 64 bytes is hashed first.
  package static func blake2b(_ input: [UInt8], key: [UInt8]) -> [UInt8] {
    guard key.count <= Int(crypto_generichash_KEYBYTES_MAX) else {
      return blake2b(input, key: Digest(of: key).bytes)
    }
    var output = [UInt8](repeating: 0, count: Digest.count)
    _ = unsafe crypto_generichash(
      &output, output.count, input, UInt64(input.count), key, key.count)
    return output
  }

  /// SHA-256, by FIPS 180-4.
  package static func sha256(_ input: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = unsafe crypto_hash_sha256(&output, input, UInt64(input.count))
    return output
  }

  /// HMAC-SHA-256, by RFC 2104, with a key of any length.
  package static func hmacSHA256(_ input: [UInt8], key: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    var state = crypto_auth_hmacsha256_state()
    _ = unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    _ = unsafe crypto_auth_hmacsha256_update(&state, input, UInt64(input.count))
    _ = unsafe crypto_auth_hmacsha256_final(&state, &output)
    return output
  }
}
