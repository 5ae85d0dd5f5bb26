import Crypto
import Kernel
import PluginHost

/// A pack as an index offers it: what it is, and the size and digest by which its file is known.
package struct PackOffer: Hashable, Sendable {
  package let name: String
  package let version: Version
  /// The version of the Lua API that it wants.
  package let api: Int64
  package let summary: String
  /// The plugins that it requires, and in which versions.
  package let requires: [String: VersionRange]
  /// What its manifest asks for, by name.
  package let permissions: [String]
  /// Bytes of its file.
  package let size: Int
  /// The digest of its file, signatures included.
  package let digest: Digest
  /// What the file is called, in the same place as the index.
  package let file: String

  /// Offers a pack that is in a file of that name; throws where no index can name the file.
  package init(of pack: Pack, in file: String) throws(PackIndexError) {
    guard PackOffer.isFileName(file) else { throw .fileName(file) }
    let bytes = pack.bytes
    name = pack.source.name
    version = pack.manifest.version
    api = Pack.api
    summary = pack.manifest.summary
    requires = pack.manifest.requires
    permissions = Set(pack.manifest.permissions.map(\.permission)).sorted()
    size = bytes.count
    digest = Digest(of: bytes)
    self.file = file
  }

  /// Whether a file of an index may be called so: one plain name, which means the same everywhere.
  static func isFileName(_ name: String) -> Bool {
    !name.hasPrefix(".") && name.hasSuffix(Pack.suffix) && name.utf8.count <= TarArchive.pathLimit
      && name.utf8.count > Pack.suffix.utf8.count && name.utf8.allSatisfy(isPlain)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "._-+".utf8.contains(byte)
    }
  }

  /// The digest of its file as 64 hexadecimal digits.
  package var hexDigest: String { digest.hex }

  /// The plugins that it requires with their ranges, as `sla >=1.2`, by name.
  package var requirements: [String] {
    requires.sorted { $0.key.precedesByBytes($1.key) }.map { "\($0.key) \($0.value.text)" }
  }

  /// Whether this Docket can run it, as far as its API says.
  package var fits: Bool { api == Pack.api }

  /// The pack in those bytes; throws where they are not the ones that the index vouches for.
  package func pack(in bytes: [UInt8]) throws -> Pack {
    guard bytes.count == size, Digest(of: bytes) == digest else {
      throw PackIndexError.otherFile(file)
    }
    let pack = try Pack(reading: bytes)
    guard pack.source.name == name, pack.manifest.version == version,
      pack.manifest.requires == requires
    else { throw PackIndexError.otherPack(file) }
    return pack
  }
}

/// What stands of it in an index.
extension PackOffer {
  var listed: JSON {
    .object([
      ("name", .string(name)), ("version", .string("\(version)")), ("api", .integer(api)),
      ("summary", .string(summary)),
      ("requires", .object(requires.map { ($0.key, .string($0.value.text)) })),
      ("permissions", .array(permissions.map(JSON.string))), ("size", .integer(Int64(size))),
      ("digest", .string(digest.hex)), ("file", .string(file)),
    ])
  }

  /// Reads what `listed` gives; throws for everything else, naming the place in the list.
  init(_ json: JSON, at place: Int) throws(PackIndexError) {
    guard let name = json["name"]?.string, Names.isPluginName(name),
      let version = json["version"]?.string.flatMap({ Version($0) }),
      let api = json["api"]?.integer, api > 0, let summary = json["summary"]?.string,
      let requires = PackOffer.requires(json["requires"]),
      let permissions = json["permissions"]?.array?.map(\.string),
      let size = json["size"]?.integer, (1...Int64(Limit.packBytes)).contains(size),
      let digest = json["digest"]?.string.flatMap(Digest.init(hex:)),
      let file = json["file"]?.string
    else { throw .part(place) }
    guard PackOffer.isFileName(file) else { throw .fileName(file) }
    (self.name, self.version, self.api, self.summary) = (name, version, api, summary)
    (self.requires, self.permissions) = (requires, permissions.compactMap(\.self))
    (self.size, self.digest, self.file) = (Int(size), digest, file)
  }

  private static func requires(_ json: JSON?) -> [String: VersionRange]? {
    guard let members = json?.members else { return nil }
    var ranges: [String: VersionRange] = [:]
    for (name, text) in members {
      guard Names.isPluginName(name), let range = text.string.flatMap(VersionRange.init) else {
        return nil
      }
      ranges[name] = range
    }
    return ranges
  }
}
