import Crypto

/// Files that belong together under one digest: a plugin's.
package enum FileSet {
  /// The digest over all files: of a JSON object with each file's digest by its path.
  package static func digest(of files: [(path: String, content: [UInt8])]) -> Digest {
    let members = files.map { ($0.path, JSON.string(Digest(of: $0.content).hex)) }
    return Digest(of: JSON.object(members).bytes)
  }
}
