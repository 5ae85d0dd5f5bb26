import Crypto
import Kernel
import Texts

/// The files of a plugin or script: all that it is.
package struct PluginSource: Equatable, Sendable {
  /// What the folder or, without `.lua`, the script's file is called.
  package let name: String
  /// Whether it is one file that admins wrote, and not a folder with a manifest.
  package let isScript: Bool
  /// Contents by path within the folder, as `lib/words.lua`.
  package let files: [String: [UInt8]]
  /// Why it is not to be believed, so that it does not load; `nil` where it is.
  package var distrust: Text?

  /// Takes files that were read, from a folder or from the desk.
  package init(name: String, isScript: Bool = false, files: [String: [UInt8]]) {
    self.name = name
    self.isScript = isScript
    self.files = files
  }

  /// A script of one file.
  package init(script name: String, text: String) {
    self.init(name: name, isScript: true, files: ["\(name).lua": Array(text.utf8)])
  }

  /// A plugin whose files are given as texts.
  package init(name: String, texts: [String: String]) {
    self.init(name: name, files: texts.mapValues { Array($0.utf8) })
  }

  /// The file that is run: `init.lua`, or the script itself.
  package var mainPath: String { isScript ? "\(name).lua" : "init.lua" }

  /// The digest over all files.
  package var digest: Digest {
    FileSet.digest(of: files.map { ($0.key, $0.value) })
  }

  /// The text of a file; `nil` where there is none of that path.
  ///
  /// Whatever is run of a plugin is read here, so nothing runs of one that is distrusted.
  package func text(_ path: String) throws(PluginProblem) -> String? {
    if let distrust { throw PluginProblem(plugin: name, distrust) }
    guard let bytes = files[path] else { return nil }
    guard bytes.count <= PluginSource.fileLimit else {
      throw PluginProblem(plugin: name, file: path, Text.loadingLuaLarge)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PluginProblem(plugin: name, file: path, Text.loadingNotUtf8)
    }
    return text
  }

  /// The most bytes that a Lua file may have.
  package static let fileLimit = 256 * 1024

  /// Languages that it has texts for, in order.
  package var languages: [String] {
    files.keys.compactMap { path in
      guard path.hasPrefix("locales/"), path.hasSuffix(".lua") else { return nil }
      return String(path.dropFirst(8).dropLast(4))
    }.sorted()
  }
}
