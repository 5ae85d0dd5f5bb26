import Crypto
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

@Suite struct PackTests {
  private static let key = SigningKey(seed: [UInt8](repeating: 7, count: 32))

  @Test func `a pack gives back what was packed, under the same digest`() throws {
    let pack = try Packed.pack()
    let read = try Pack(reading: pack.bytes)
    #expect(read.source == pack.source && read.digest == pack.digest)
    #expect(read.manifest == pack.manifest && read.bytes == pack.bytes)
    #expect(pack.fileName == "lamp-1.2.0.docketpack" && read.signatures.isEmpty)
  }

  @Test func `the same files are the same bytes, in whatever order they come`() throws {
    let files = Packed.source().files
    let first = try Pack(of: PluginSource(name: "lamp", files: files)).bytes
    for seed in 1...5 as ClosedRange<UInt64> {
      var random = RepeatableRandom(seed: seed)
      var shuffled: [String: [UInt8]] = [:]
      for (path, content) in files.shuffled(using: &random) { shuffled[path] = content }
      #expect(try Pack(of: PluginSource(name: "lamp", files: shuffled)).bytes == first)
    }
  }

  @Test func `pack.json comes first and names each file with its size and digest`() throws {
    let entries = TarBytes.entries(of: try Packed.pack().bytes)
    #expect(
      entries.map(\.path) == [
        "lamp/pack.json", "lamp/README.md", "lamp/init.lua", "lamp/lib/bulb.lua",
        "lamp/plugin.lua",
      ])
    let json = try JSON(jsonBytes: entries[0].content)
    #expect(json["name"]?.string == "lamp" && json["version"]?.string == "1.2.0")
    #expect(json["requires"]?["support"]?.string == ">=1.0")
    let files = try #require(json["files"]?.array)
    for (file, entry) in zip(files, entries.dropFirst()) {
      #expect(file["digest"]?.string == Digest(of: entry.content).hex)
      #expect(file["size"]?.integer == Int64(entry.content.count))
    }
  }

  @Test func `a pack with any byte changed is refused`() throws {
    let key = try #require(Self.key)
    let bytes = try Packed.pack().signed(by: key).bytes
    var taken: [Int] = []
    for place in bytes.indices {
      for mask in [0x01, 0x20, 0xff] as [UInt8] {
        var changed = bytes
        changed[place] ^= mask
        if (try? Pack(reading: changed)) != nil { taken.append(place) }
      }
    }
    #expect(taken.isEmpty)
  }

  @Test func `a pack that is cut, or has something behind its end, is refused`() throws {
    let bytes = try Packed.pack().bytes
    for count in stride(from: 0, to: bytes.count, by: 64) {
      #expect(throws: PackError.self, "\(count)") { try Pack(reading: Array(bytes[..<count])) }
    }
    for more in [1, 512, 1_024] {
      #expect(throws: PackError.self) {
        try Pack(reading: bytes + [UInt8](repeating: 0, count: more))
      }
    }
  }

  @Test(arguments: [
    "root:x:0:0:root:/root:/bin/bash\n", "", String(repeating: "\u{0}", count: 10_240),
  ])
  func `another file is no pack, and nothing of it is told`(text: String) throws {
    let long = String(repeating: text, count: 100)
    for bytes in [Array(text.utf8), Array(long.utf8)] {
      let error = #expect(throws: PackError.noArchive) { try Pack(reading: bytes) }
      #expect(error?.description.contains("root") == false)
    }
  }

  @Test func `what a spec keeps in files goes along, and what stands beside it does not`() throws {
    let pack = try Pack(of: Packed.source(["snapshots/a-1.lua": "return 1\n"]))
    #expect(pack.files.map(\.path).contains("snapshots/a-1.lua"))
    #expect(try Pack(reading: pack.bytes).source == pack.source)
    #expect(throws: PackError.path("snapshots/a.txt")) {
      try Pack(of: Packed.source(["snapshots/a.txt": "x"]))
    }
  }

  @Test func `signing leaves the digest, and signing twice changes nothing`() throws {
    let key = try #require(Self.key)
    let other = SigningKey()
    let pack = try Packed.pack()
    let signed = try pack.signed(by: key)
    #expect(signed.digest == pack.digest && signed.bytes != pack.bytes)
    #expect(try signed.signed(by: key).bytes == signed.bytes)
    #expect(try Pack(reading: signed.bytes).signatures.map(\.key) == [PublicKey(of: key)])
    let both = try signed.signed(by: other)
    #expect(try pack.signed(by: other).signed(by: key).bytes == both.bytes)
    #expect(try Pack(reading: both.bytes).signatures.count == 2)
  }

  @Test func `a signature of another pack is refused, and so is one of the bare document`() throws {
    let key = try #require(Self.key)
    let mine = TarBytes.entries(of: try Packed.pack().bytes)
    let other = try Pack(of: Packed.source(["lib/bulb.lua": "return 1\n"])).signed(by: key)
    let foreign = try #require(TarBytes.entries(of: other.bytes).last).content
    let bare = JSON.object([
      ("format", .string("docket pack signatures 1")),
      (
        "signatures",
        .array([
          .object([
            ("key", .string(key.publicKey.hex)),
            ("signature", .string(key.sign(mine[0].content).hex)),
          ])
        ])
      ),
    ]).bytes
    for signatures in [foreign, bare] {
      var archive = TarBytes()
      for entry in mine { archive.add(entry.path, entry.content) }
      archive.add("lamp/signatures.json", signatures)
      #expect(throws: PackError.signature(key: key.publicKey.hex)) {
        try Pack(reading: archive.whole)
      }
    }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "g", count: 64), String(repeating: "a", count: 66),
  ])
  func `what is no public key is refused`(text: String) {
    #expect(throws: PackError.key(text)) { try PublicKey(hex: text) }
  }

  @Test func `a manifest that somebody mutilated is refused or packed, and never changes`() throws {
    var random = RepeatableRandom(seed: 11)
    var packed = 0
    for _ in 0..<300 {
      var manifest = Array(Packed.manifest.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: manifest.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: manifest[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: manifest.remove(at: place)
        default: manifest.insert(manifest.randomElement(using: &random) ?? 0, at: place)
        }
      }
      var files = Packed.source().files
      files["plugin.lua"] = manifest
      let source = PluginSource(name: "lamp", files: files)
      let pack: Pack
      do throws(PackError) { pack = try Pack(of: source) } catch { continue }
      packed += 1
      #expect(try Pack(reading: pack.bytes).source == source)
    }
    #expect(packed > 0 && packed < 300)
  }
}
