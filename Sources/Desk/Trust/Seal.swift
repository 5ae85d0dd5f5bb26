import Crypto
import Kernel
import Storage
import Texts

/// What a desk's history was at a moment, small enough to be kept elsewhere.
///
/// Whoever can write the desk's files can write another history, consistent in itself. A seal that
/// they cannot reach shows it: the heads of all chains up to an entry can be read off again later.
package struct Seal: Equatable, Sendable {
  package var at: Instant
  package var heads: Heads
  /// The public key of who signed it; `nil` where nobody did.
  package var key: [UInt8]?
  package var signature: [UInt8]?

  static let format = "docket seal 1"

  /// Seals those heads, signed where there is a key.
  package init(_ heads: Heads, at moment: Instant, key: SealKey? = nil) {
    at = moment
    self.heads = heads
    self.key = key?.pair.publicKey
    signature = nil
    if let key { signature = key.pair.sign(content) }
  }

  /// The public key of who signed it, in hexadecimal.
  package var signer: String? { key?.hex }

  /// Whether the key that is given in hexadecimal signed it; `nil` if that is no public key.
  package func isSigned(by publicHalf: String) -> Bool? {
    guard let given = [UInt8](hex: publicHalf), given.count == SigningKey.publicCount else {
      return nil
    }
    return key == given
  }

  /// Whether it is unsigned, or bears the signature of the key that it names.
  package var isGenuine: Bool {
    guard let key, let signature else { return key == nil && signature == nil }
    return SigningKey.isValid(signature, of: content, by: key)
  }

  /// What is signed: the document without its signature.
  private var content: [UInt8] {
    JSON.object(members).bytes
  }

  private var members: [(String, JSON)] {
    [
      ("seal", .string(Seal.format)), ("at", .string(at.iso)),
      ("last", .integer(heads.last.rawValue)), ("entries", .integer(heads.entries)),
      ("chains", .integer(heads.chains)),
      ("block", .integer(heads.blockSize)),
      ("heads", .array(heads.blocks.map { .string($0.hex) })),
      ("key", key.map { .string($0.hex) } ?? .null),
    ]
  }

  /// The seal as a document.
  package var json: JSON {
    .object(members + [("signature", signature.map { .string($0.hex) } ?? .null)])
  }
}

/// A key that signs seals and packs, in hexadecimal.
package struct SealKey: Sendable {
  let pair: SigningKey

  /// Makes a key that nobody can guess.
  package init() {
    pair = SigningKey()
  }

  /// The key with that secret; `nil` if that is none.
  package init?(secret: String) {
    guard let pair = [UInt8](hex: secret).flatMap(SigningKey.init(seed:)) else { return nil }
    self.pair = pair
  }

  /// What must be kept: whoever has it can sign.
  package var secret: String { pair.seed.hex }

  /// What everybody may know.
  package var publicHalf: String { pair.publicKey.hex }
}

extension Seal {
  /// Reads what `json` gives; throws `DeskError.invalid` for anything else.
  package init(reading text: String) throws {
    guard let json = try? JSON(parsing: text), json["seal"]?.string == Seal.format else {
      throw DeskError.invalid(
        what: Text.auditTheSeal, reason: Text.auditNoSeal)
    }
    let blocks = json["heads"]?.array?.compactMap { $0.string.flatMap(Digest.init(hex:)) }
    guard let at = json["at"]?.string.flatMap({ try? Instant(iso: $0) }),
      let last = json["last"]?.integer, let entries = json["entries"]?.integer,
      let chains = json["chains"]?.integer, let block = json["block"]?.integer, block > 0,
      let blocks, blocks.count == json["heads"]?.array?.count
    else { throw DeskError.invalid(what: Text.auditTheSeal, reason: Text.auditSealPart) }
    self.at = at
    heads = Heads(
      last: EntryID(rawValue: last), entries: entries, chains: chains, blockSize: block,
      blocks: blocks)
    key = json["key"]?.string.flatMap { [UInt8](hex: $0) }
    signature = json["signature"]?.string.flatMap { [UInt8](hex: $0) }
  }
}
