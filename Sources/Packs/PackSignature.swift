import Crypto
import Kernel

/// Who stands for a pack: a signature by Ed25519 over its `pack.json`.
package struct PackSignature: Equatable, Sendable {
  static let file = "signatures.json"
  private static let format = "docket pack signatures 1"
  /// Stands before what is signed, so that a signature of something else is none of a pack.
  private static let purpose = Array("docket pack signature 1\n".utf8)

  package let key: PublicKey
  private let bytes: [UInt8]

  init(of document: [UInt8], by pair: SigningKey) {
    key = PublicKey(of: pair)
    bytes = pair.sign(PackSignature.purpose + document)
  }

  private init?(_ json: JSON) {
    guard let hex = json["key"]?.string, let key = try? PublicKey(hex: hex),
      let bytes = json["signature"]?.string.flatMap({ [UInt8](hex: $0) })
    else { return nil }
    (self.key, self.bytes) = (key, bytes)
  }

  func isValid(of document: [UInt8]) -> Bool {
    SigningKey.isValid(bytes, of: PackSignature.purpose + document, by: key.bytes)
  }

  static func bytes(of signatures: [PackSignature]) -> [UInt8] {
    let list = signatures.map { signature in
      JSON.object([
        ("key", .string(signature.key.hex)), ("signature", .string(signature.bytes.hex)),
      ])
    }
    return JSON.object([("format", .string(format)), ("signatures", .array(list))]).bytes
  }

  /// Reads what `bytes(of:)` gives; throws for everything else.
  static func list(in bytes: [UInt8]) throws(PackError) -> [PackSignature] {
    guard let json = try? JSON(jsonBytes: bytes), let list = json["signatures"]?.array else {
      throw .signatures
    }
    guard list.count <= Limit.packSignatures else {
      throw .tooManySignatures(limit: Limit.packSignatures)
    }
    let signatures = list.compactMap(PackSignature.init)
    let keys = signatures.map(\.key.hex)
    guard !keys.isEmpty, self.bytes(of: signatures) == bytes, Set(keys).count == keys.count else {
      throw .signatures
    }
    return signatures
  }
}

/// The half of a key that everybody may know, by which signatures are checked.
package struct PublicKey: Hashable, Sendable {
  let bytes: [UInt8]

  /// The public half of a pair.
  package init(of pair: SigningKey) {
    bytes = pair.publicKey
  }

  /// Reads 64 hexadecimal digits.
  package init(hex: String) throws(PackError) {
    guard let bytes = [UInt8](hex: hex), bytes.count == SigningKey.publicCount else {
      throw .key(hex)
    }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String { bytes.hex }
}
