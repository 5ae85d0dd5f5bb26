import CSodium

/// A pair of keys that signs by Ed25519.
///
/// Source: RFC 8032; libsodium's `crypto_sign_detached`.
package struct SigningKey: Sendable {
  /// The 32 bytes from which both keys are made: to be kept secret.
  package let seed: [UInt8]
  /// The 32 bytes that everybody may know, by which signatures are checked.
  package let publicKey: [UInt8]
  private let secretKey: [UInt8]

  package static let seedCount = 32
  package static let publicCount = 32
  package static let signatureCount = 64

  /// Makes a pair that nobody can guess.
  package init() {
    self.init(validSeed: RandomBytes.make(count: SigningKey.seedCount))
  }

  /// Makes the pair of a seed; `nil` where it has not 32 bytes.
  package init?(seed: [UInt8]) {
    guard seed.count == SigningKey.seedCount else { return nil }
    self.init(validSeed: seed)
  }

  private init(validSeed seed: [UInt8]) {
    var publicKey = [UInt8](repeating: 0, count: SigningKey.publicCount)
    var secretKey = [UInt8](repeating: 0, count: 64)
    _ = unsafe crypto_sign_seed_keypair(&publicKey, &secretKey, seed)
    self.seed = seed
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The 64 bytes that only this pair gives for the message.
  package func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: SigningKey.signatureCount)
    _ = unsafe crypto_sign_detached(
      &signature, nil, message, UInt64(message.count), secretKey)
    return signature
  }

  /// Whether the pair with that public key signed the message; `false` for bytes that are no
  /// signature.
  package static func isValid(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8],
  ) -> Bool {
    guard signature.count == signatureCount, publicKey.count == publicCount else { return false }
    return unsafe crypto_sign_verify_detached(
      signature, message, UInt64(message.count), publicKey) == 0
  }
}

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
