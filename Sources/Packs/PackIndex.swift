import Crypto
import Kernel
import PluginHost

/// A signed list of packs: what a folder, or a place on the web, offers.
///
/// It is one file, so that a list and its signature are never of two states. It protects as the
/// timestamp role of The Update Framework (TUF 1.0.33) does: the number rises with every list, so
/// that an older one is known for what it is, and it expires, so that nobody can hold a desk at an
/// old list for ever. Every file is named with its size and digest, so that no other one is taken. A
/// key hands over as a root role does: what it has signed names its successor.
package struct PackIndex: Equatable, Sendable {
  /// What the file is called.
  package static let file = "index.json"
  private static let format = "docket index 1"
  /// Stands before what is signed, so that a signature of something else is none of an index.
  private static let purpose = Array("docket index signature 1\n".utf8)

  /// Rises by one with every list.
  package let number: Int64
  package let made: Instant
  /// From when on nothing is installed by it.
  package let expires: Instant
  /// By name, and the newest version of each first.
  package let offers: [PackOffer]
  /// Who signed it.
  package let key: PublicKey
  /// Who may sign later lists in its place; `nil` where it names nobody.
  package let next: PublicKey?
  private let signature: [UInt8]

  /// Makes and signs a list; throws where an index cannot hold those packs.
  package init(
    number: Int64, made: Instant, expires: Instant, offers: [PackOffer], by pair: SigningKey,
    naming next: PublicKey? = nil,
  ) throws(PackIndexError) {
    self.number = number
    self.made = made
    self.expires = expires
    self.offers = offers.sorted(by: PackIndex.precedes)
    self.next = next
    key = PublicKey(of: pair)
    guard next != key else { throw .nextItself }
    try PackIndex.check(self.offers)
    let list = PackIndex.list(number, made, expires, self.offers, next)
    signature = pair.sign(PackIndex.purpose + list.bytes)
    guard bytes.count <= Limit.indexBytes else { throw .tooLarge(limit: Limit.indexBytes) }
  }

  /// Reads what `bytes` gives, of whom that key is, or the one that it named; throws for everything
  /// else.
  ///
  /// Nothing of the list is looked at before its signature is known to be the key's.
  package init(
    reading bytes: [UInt8], signedBy trusted: PublicKey?, orBy successor: PublicKey? = nil,
  ) throws(PackIndexError) {
    guard bytes.count <= Limit.indexBytes else { throw .tooLarge(limit: Limit.indexBytes) }
    guard let json = try? JSON(jsonBytes: bytes), json["format"]?.string == PackIndex.format,
      let list = json["list"], let hex = json["key"]?.string, let key = try? PublicKey(hex: hex),
      let signature = json["signature"]?.string.flatMap({ [UInt8](hex: $0) })
    else { throw .noIndex }
    if let trusted, trusted != key, successor != key {
      throw .otherKey(found: key.hex, trusted: trusted.hex)
    }
    guard SigningKey.isValid(signature, of: PackIndex.purpose + list.bytes, by: key.bytes) else {
      throw .signature(key: key.hex)
    }
    guard let number = list["number"]?.integer, number > 0,
      let made = list["made"]?.string.flatMap({ try? Instant(iso: $0) }),
      let expires = list["expires"]?.string.flatMap({ try? Instant(iso: $0) }),
      let packs = list["packs"]?.array
    else { throw .noIndex }
    guard packs.count <= Limit.indexedPacks else { throw .tooManyPacks(limit: Limit.indexedPacks) }
    var offers: [PackOffer] = []
    for (place, pack) in packs.enumerated() { offers.append(try PackOffer(pack, at: place + 1)) }
    try PackIndex.check(offers)
    let next = list["next"]?.string.flatMap { try? PublicKey(hex: $0) }
    guard next != key else { throw .nextItself }
    (self.number, self.made, self.expires, self.next) = (number, made, expires, next)
    (self.offers, self.key, self.signature) = (offers, key, signature)
    // An unknown member, say, or another order.
    guard self.bytes == bytes else { throw .noIndex }
  }

  /// The file: one line.
  package var bytes: [UInt8] {
    JSON.object([
      ("format", .string(PackIndex.format)),
      ("list", PackIndex.list(number, made, expires, offers, next)), ("key", .string(key.hex)),
      ("signature", .string(signature.hex)),
    ]).bytes + [UInt8(ascii: "\n")]
  }

  /// The digest of what is signed, by which two lists of one number are told apart.
  package var digest: Digest {
    Digest(of: PackIndex.list(number, made, expires, offers, next).bytes)
  }

  /// Whether nothing may be installed by it any more.
  package func isExpired(at now: Instant) -> Bool { now >= expires }

  private static func list(
    _ number: Int64, _ made: Instant, _ expires: Instant, _ offers: [PackOffer],
    _ next: PublicKey?,
  ) -> JSON {
    .object(
      [
        ("number", .integer(number)), ("made", .string(made.iso)),
        ("expires", .string(expires.iso)), ("packs", .array(offers.map(\.listed))),
      ] + (next.map { [("next", .string($0.hex))] } ?? []))
  }

  private static func precedes(_ one: PackOffer, _ other: PackOffer) -> Bool {
    one.name == other.name ? one.version > other.version : one.name.precedesByBytes(other.name)
  }

  /// Throws where there are too many packs, one stands twice or a name is taken by two files.
  private static func check(_ offers: [PackOffer]) throws(PackIndexError) {
    guard offers.count <= Limit.indexedPacks else {
      throw .tooManyPacks(limit: Limit.indexedPacks)
    }
    for (one, next) in zip(offers, offers.dropFirst()) where !precedes(one, next) {
      throw .twice(name: next.name, version: "\(next.version)")
    }
    var files: Set<String> = []
    for offer in offers where !files.insert(offer.file.lowercased()).inserted {
      throw .fileTwice(offer.file)
    }
  }
}
