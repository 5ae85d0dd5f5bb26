import Crypto

/// The parts of an entry that can be redacted; the entry holds their digests.
package enum PayloadPart: String, CaseIterable, Sendable {
  /// What an action's `propose` declared.
  case data
  /// The earlier values of textual edits, by field.
  case from
  case params
  case text
  /// The new values of textual edits, by field.
  case to
}

/// One part of an entry's words, with the salt that keeps short ones from being guessed.
package struct Payload: Equatable, Sendable {
  package let part: PayloadPart
  package let salt: [UInt8]
  /// The words as they are hashed: plain text, or JSON with members sorted by bytes.
  package let value: String

  /// How many random bytes a salt has.
  package static let saltCount = 16

  package init(part: PayloadPart, salt: [UInt8], value: String) {
    self.part = part
    self.salt = salt
    self.value = value
  }

  /// What the entry holds of it: BLAKE2b-256 of the salt followed by the value.
  package var digest: Digest {
    Digest(of: salt + Array(value.utf8))
  }

  /// What stands for the digest of words that were gone before the entry came here: no words have it.
  package static let gone = Digest(of: "")
}
