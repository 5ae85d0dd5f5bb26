import Crypto
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

/// A list of packs is believed only as its key has signed it.
@Suite struct PackIndexTests {
  private static let day: Int64 = 86_400_000
  private static let made = Instant(milliseconds: 1_767_225_600_000)

  private func key(_ byte: UInt8 = 7) throws -> SigningKey {
    try #require(SigningKey(seed: [UInt8](repeating: byte, count: 32)))
  }

  private func offer(_ file: String = "lamp-1.2.0.docketpack") throws -> PackOffer {
    try PackOffer(of: Packed.pack(), in: file)
  }

  private func index(
    _ offers: [PackOffer], number: Int64 = 3, by key: SigningKey? = nil,
  ) throws -> PackIndex {
    try PackIndex(
      number: number, made: Self.made, expires: Self.made.advanced(byMilliseconds: Self.day),
      offers: offers, by: key ?? self.key())
  }

  /// The list with something else in it, signed anew by the right key: what only its owner can do.
  private func resigned(_ change: (String) -> String) throws -> [UInt8] {
    let key = try key()
    let json = try JSON(jsonBytes: Array(index([offer()]).bytes.dropLast()))
    let list = try JSON(parsing: change(try #require(json["list"]).text))
    let signature = key.sign(Array("docket index signature 1\n".utf8) + list.bytes)
    return JSON.object([
      ("format", .string("docket index 1")), ("list", list), ("key", .string(key.publicKey.hex)),
      ("signature", .string(signature.hex)),
    ]).bytes + [0x0A]
  }

  private func failure(_ bytes: [UInt8], of trusted: SigningKey? = nil) throws -> PackIndexError? {
    do throws(PackIndexError) {
      _ = try PackIndex(reading: bytes, signedBy: try? PublicKey(of: trusted ?? key()))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a list gives back what was listed, in the same bytes`() throws {
    let index = try index([offer()])
    let read = try PackIndex(reading: index.bytes, signedBy: PublicKey(of: key()))
    #expect(read == index && read.bytes == index.bytes && read.digest == index.digest)
    let offer = try #require(read.offers.first)
    #expect(offer.name == "lamp" && offer.requirements == ["support >=1.0"])
    #expect(offer.permissions == ["ticket.view"] && offer.fits)
    #expect(try offer.pack(in: Packed.pack().bytes).digest == Packed.pack().digest)
  }

  @Test func `a list that names the next key gives it back, and names another one than its own`()
    throws
  {
    let (own, next) = (try key(), PublicKey(of: try key(9)))
    let index = try PackIndex(
      number: 3, made: Self.made, expires: Self.made.advanced(byMilliseconds: Self.day),
      offers: [offer()], by: own, naming: next)
    let read = try PackIndex(reading: index.bytes, signedBy: PublicKey(of: own))
    #expect(read == index && read.next == next && read.digest == index.digest)
    #expect(try read.digest != self.index([offer()]).digest)
    for (hex, error) in [
      (own.publicKey.hex, PackIndexError.nextItself), (next.hex.uppercased(), .noIndex),
      ("", .noIndex), (String(next.hex.dropLast()), .noIndex),
    ] {
      let bytes = try resigned {
        $0.replacing("\"number\":3", with: "\"next\":\"\(hex)\",\"number\":3")
      }
      #expect(try failure(bytes) == error, "\(hex)")
    }
  }

  @Test func `another key's list is read where that key was named`() throws {
    let other = try key(9)
    let bytes = try index([offer()], by: other).bytes
    let (trusted, named) = (PublicKey(of: try key()), PublicKey(of: other))
    #expect(try PackIndex(reading: bytes, signedBy: trusted, orBy: named).key == named)
    #expect(
      throws: PackIndexError.otherKey(found: other.publicKey.hex, trusted: trusted.hex)
    ) {
      try PackIndex(reading: bytes, signedBy: trusted, orBy: PublicKey(of: key(8)))
    }
  }

  @Test func `what these tests sign is a list as long as nothing is wrong with it`() throws {
    #expect(try failure(resigned { $0 }) == nil)
  }

  @Test func `a list with any byte changed is refused`() throws {
    let bytes = try index([offer()]).bytes
    let trusted = try PublicKey(of: key())
    var taken: [Int] = []
    for place in bytes.indices {
      for mask in [0x01, 0x20, 0xff] as [UInt8] {
        var changed = bytes
        changed[place] ^= mask
        if (try? PackIndex(reading: changed, signedBy: trusted)) != nil { taken.append(place) }
      }
    }
    #expect(taken.isEmpty)
  }

  @Test func `a list that is cut, or has something behind it, is refused`() throws {
    let bytes = try index([offer()]).bytes
    for count in 0..<bytes.count { #expect(try failure(Array(bytes[..<count])) != nil) }
    #expect(try failure(bytes + [0x0A]) == .noIndex)
    #expect(try failure([0x20] + bytes) == .noIndex)
  }

  @Test func `another key's list is refused before anything in it is looked at`() throws {
    let other = try key(9)
    let bytes = try index([offer()], by: other).bytes
    let error = try failure(bytes)
    #expect(
      error == .otherKey(found: other.publicKey.hex, trusted: try key().publicKey.hex))
  }

  @Test(arguments: [
    "../lamp.docketpack", "/etc/lamp.docketpack", "a/lamp.docketpack", "..docketpack",
    ".lamp.docketpack", "lamp.tar", ".docketpack", "la mp.docketpack", "lämp.docketpack",
    "lamp%2f.docketpack", "lamp?.docketpack", "http://x/lamp.docketpack",
  ])
  func `a file of a list has one plain name`(name: String) throws {
    #expect(
      try failure(resigned { $0.replacing("lamp-1.2.0.docketpack", with: name) }) == .fileName(name)
    )
    #expect(throws: PackIndexError.fileName(name)) { try offer(name) }
  }

  @Test(arguments: [
    ("\"name\":\"lamp\"", "\"name\":\"../lamp\""), ("\"version\":\"1.2.0\"", "\"version\":\"1.2\""),
    ("\"size\":", "\"size\":-"), ("\"digest\":\"", "\"digest\":\"x"),
    (">=1.0", "whatever"), ("\"api\":1", "\"api\":0"), ("\"api\":1", "\"api\":\"1\""),
  ])
  func `a pack that is described otherwise is refused`(old: String, new: String) throws {
    #expect(try failure(resigned { $0.replacing(old, with: new) }) == .part(1))
  }

  @Test(arguments: [
    ("\"number\":3", "\"number\":0"), ("\"number\":3", "\"number\":-1"),
    ("\"number\":3", "\"more\":1,\"number\":3"), ("\"name\":\"lamp\"", "\"name\":\"lamp\",\"x\":1"),
    ("\"made\":\"2026", "\"made\":\"20x6"), ("\"packs\":[", "\"packs\":[" + "null,"),
  ])
  func `a list of another form is refused, though its key has signed it`(
    old: String, new: String,
  ) throws {
    #expect(try failure(resigned { $0.replacing(old, with: new) }) != nil)
  }

  @Test func `a pack stands in a list once, and so does a file`() throws {
    let one = try offer()
    #expect(throws: PackIndexError.twice(name: "lamp", version: "1.2.0")) {
      try index([one, offer("other.docketpack")])
    }
    let newer = try PackOffer(
      of: Pack(
        of: PluginSource(
          name: "lamp",
          texts: ["plugin.lua": Packed.manifest.replacing("1.2.0", with: "1.3.0")])),
      in: one.file)
    #expect(throws: PackIndexError.fileTwice(one.file)) { try index([one, newer]) }
  }

  @Test func `too much is refused before anything is made of it`() throws {
    let large = [UInt8](repeating: 0x20, count: Limit.indexBytes + 1)
    #expect(try failure(large) == .tooLarge(limit: Limit.indexBytes))
    let many = String(repeating: "null,", count: Limit.indexedPacks)
    #expect(
      try failure(resigned { $0.replacing("\"packs\":[", with: "\"packs\":[\(many)") })
        == .tooManyPacks(limit: Limit.indexedPacks))
  }

  @Test func `only the file that the list names is a pack of it`() throws {
    let offer = try offer()
    let bytes = try Packed.pack().bytes
    let signed = try Packed.pack().signed(by: key()).bytes
    for other in [[], Array(bytes.dropLast()), signed] {
      #expect(throws: PackIndexError.otherFile(offer.file)) { try offer.pack(in: other) }
    }
    var changed = bytes
    changed[600] ^= 1
    #expect(throws: PackIndexError.otherFile(offer.file)) { try offer.pack(in: changed) }
  }

  @Test func `a list that calls a pack by another name or version is found out`() throws {
    for (old, new) in [
      ("\"name\":\"lamp\"", "\"name\":\"lump\""),
      ("\"version\":\"1.2.0\"", "\"version\":\"9.0.0\""),
      (">=1.0", ">=0.1"),
    ] {
      let bytes = try resigned { $0.replacing(old, with: new) }
      let offer = try #require(
        PackIndex(reading: bytes, signedBy: PublicKey(of: key())).offers.first)
      #expect(throws: PackIndexError.otherPack(offer.file)) {
        try offer.pack(in: Packed.pack().bytes)
      }
    }
  }

  @Test
  func `a list that its own key signed after it was mutilated is refused, or is one of its form`()
    throws
  {
    var random = RepeatableRandom(seed: 5)
    let list = try #require(
      JSON(jsonBytes: Array(index([offer()]).bytes.dropLast()))["list"]
    ).bytes
    var (signed, taken) = (0, 0)
    for _ in 0..<2_000 {
      var bytes = list
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        }
      }
      let changed = String(decoding: bytes, as: UTF8.self)
      guard (try? JSON(parsing: changed)) != nil else { continue }
      signed += 1
      let whole = try resigned { _ in changed }
      guard let read = try? PackIndex(reading: whole, signedBy: PublicKey(of: key())) else {
        continue
      }
      taken += 1
      #expect(read.bytes == whole)
    }
    #expect(signed > 200 && taken > 0 && taken < signed, "\(signed) \(taken)")
  }
}
