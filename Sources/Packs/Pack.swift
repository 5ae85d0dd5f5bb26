import Crypto
import Kernel
import PluginHost

/// A plugin as its author gives it to others: one file, which says what is in it and who signed it.
///
/// Everything in it follows from the plugin's files and the signatures, so that a pack has one form
/// only: one that was changed by a single byte is no pack, or has other files and another digest.
package struct Pack: Sendable {
  package let source: PluginSource
  package let manifest: Manifest
  /// By key.
  package private(set) var signatures: [PackSignature] = []
  /// `pack.json`: what is signed.
  private let document: [UInt8]

  /// The version of the Lua API that a pack wants, since a manifest with another one is refused.
  package static var api: Int64 { PluginRuntime.api }

  /// What the names of packs end with.
  package static let suffix = ".docketpack"

  /// Packs a plugin.
  package init(of source: PluginSource) throws(PackError) {
    try PackPath.check(source.files.keys.sorted { $0.precedesByBytes($1) }, in: source.name)
    self.source = source
    do throws(PluginProblem) {
      manifest = try Manifest(of: source)
    } catch {
      throw .manifest(error.text)
    }
    document = PackDocument(of: source, manifest).bytes
    let count = bytes.count
    guard count <= Limit.packBytes else { throw .tooLarge(limit: Limit.packBytes) }
  }

  /// Reads what `bytes` gives; throws for everything else.
  package init(reading bytes: [UInt8]) throws(PackError) {
    var entries = try TarArchive.entries(of: bytes)[...]
    guard let first = entries.popFirst(), first.path.hasSuffix("/\(PackDocument.file)") else {
      throw .noDocument
    }
    let name = String(first.path.dropLast(PackDocument.file.count + 1))
    let prefix = "\(name)/"
    guard Names.isPluginName(name) else { throw .path(first.path) }
    var signatures: [PackSignature] = []
    if let last = entries.last, last.path == prefix + PackSignature.file {
      signatures = try PackSignature.list(in: last.content)
      entries.removeLast()
    }
    var files: [String: [UInt8]] = [:]
    for entry in entries {
      guard entry.path.hasPrefix(prefix) else { throw .path(entry.path) }
      let path = String(entry.path.dropFirst(prefix.count))
      guard files.updateValue(entry.content, forKey: path) == nil else {
        throw .clash(path: path, other: path)
      }
    }
    try PackPath.check(files.keys.sorted { $0.precedesByBytes($1) }, in: name)
    try PackDocument.check(files, against: first.content)
    try self.init(of: PluginSource(name: name, files: files))
    guard document == first.content else { throw .otherDocument }
    for signature in signatures where !signature.isValid(of: document) {
      throw .signature(key: signature.key.hex)
    }
    self.signatures = signatures
    // The order of what is in it, say.
    let written = self.bytes
    guard written == bytes else {
      throw .header(at: zip(written, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? 0)
    }
  }

  /// The digest by which it is known, over all of it but the signatures.
  package var digest: Digest { Digest(of: document) }

  /// The same as 64 hexadecimal digits.
  package var hexDigest: String { digest.hex }

  /// Whose it is and which: `sla-1.2.0.docketpack`.
  package var fileName: String { "\(source.name)-\(manifest.version)\(Pack.suffix)" }

  /// The file.
  package var bytes: [UInt8] {
    let files = source.files.sorted { $0.key.precedesByBytes($1.key) }
    var entries = [TarArchive.Entry(path: PackDocument.file, content: document)]
    entries += files.map { TarArchive.Entry(path: $0.key, content: $0.value) }
    if !signatures.isEmpty {
      entries.append(
        TarArchive.Entry(path: PackSignature.file, content: PackSignature.bytes(of: signatures)))
    }
    return TarArchive.bytes(
      of: entries.map { TarArchive.Entry(path: "\(source.name)/\($0.path)", content: $0.content) })
  }

  /// The same pack, signed by that key too; one that it has signed already is the same.
  package func signed(by key: SigningKey) throws(PackError) -> Pack {
    let signature = PackSignature(of: document, by: key)
    var signed = self
    signed.signatures = signatures.filter { $0.key != signature.key } + [signature]
    signed.signatures.sort { $0.key.hex < $1.key.hex }
    guard signed.signatures.count <= Limit.packSignatures else {
      throw .tooManySignatures(limit: Limit.packSignatures)
    }
    return signed
  }
}

/// What of a pack is shown to people, who know nothing of how plugins are hosted.
extension Pack {
  package var name: String { source.name }
  package var version: String { "\(manifest.version)" }
  package var summary: String { manifest.summary }
  package var summaries: [String: String] { manifest.summaries }
  package var author: String { manifest.author }
  package var license: String { manifest.license }

  /// The plugins that it requires with their ranges, as `sla >=1.2`, by name.
  package var requirements: [String] {
    manifest.requires.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
  }

  /// The plugin's files with their sizes in bytes, by the bytes of their paths.
  package var files: [(path: String, size: Int)] {
    source.files.map { (path: $0.key, size: $0.value.count) }
      .sorted { $0.path.precedesByBytes($1.path) }
  }
}
