import Crypto
import Kernel
import PluginHost

/// `pack.json`: what a pack's manifest says, and the digest and size of every file.
struct PackDocument {
  static let file = "pack.json"
  private static let format = "docket pack 1"

  let bytes: [UInt8]

  init(of source: PluginSource, _ manifest: Manifest) {
    let files = source.files.sorted { $0.key.precedesByBytes($1.key) }.map { path, content in
      JSON.object([
        ("path", .string(path)), ("size", .integer(Int64(content.count))),
        ("digest", .string(Digest(of: content).hex)),
      ])
    }
    let requires = manifest.requires.map { ($0.key, JSON.string($0.value.text)) }
    let json = JSON.object([
      ("format", .string(PackDocument.format)), ("name", .string(source.name)),
      ("version", .string("\(manifest.version)")),
      ("api", .integer(Int64(PluginRuntime.api))),
      ("summary", .string(manifest.summary)), ("author", .string(manifest.author)),
      ("license", .string(manifest.license)), ("homepage", .string(manifest.homepage)),
      ("requires", .object(requires)),
      ("permissions", .array(manifest.permissions.map(PackDocument.json))),
      ("files", .array(files)),
    ])
    bytes = json.bytes
  }

  private static func json(_ grant: Grant) -> JSON {
    .object([
      ("permission", .string(grant.permission)), ("fields", .array(grant.fields.map(JSON.string))),
      ("when", grant.when.map(JSON.string) ?? .null),
    ])
  }

  /// Throws for the first file that is not as a document says; of what else is wrong with the document
  /// nothing is said.
  static func check(_ files: [String: [UInt8]], against document: [UInt8]) throws(PackError) {
    guard let json = try? JSON(jsonBytes: document), json["format"]?.string == format,
      let named = json["files"]?.array, named.count == files.count
    else { throw .otherDocument }
    for item in named {
      guard let path = item["path"]?.string, let content = files[path] else {
        throw .otherDocument
      }
      guard item["size"]?.integer == Int64(content.count),
        item["digest"]?.string == Digest(of: content).hex
      else { throw .otherFile(path: path) }
    }
  }
}
