import Kernel
import System
import Texts

/// Reads plugins and scripts from the disk.
package enum PluginFolder {
  /// The plugin in the folder at `path`; `nil` where there is no `plugin.lua` in it.
  ///
  /// Takes `plugin.lua`, `init.lua`, `spec.lua`, `README.md`, and the Lua files of `lib`, `locales`
  /// and `snapshots`; hidden files and links are left alone. All files are of one version, also where
  /// somebody replaces them meanwhile.
  package static func plugin(at path: String) throws(PluginProblem) -> PluginSource? {
    let name = String(path.split(separator: "/").last ?? "")
    return try SettledReading.of(name) { () throws(PluginProblem) in
      try files(at: path, of: name).map { PluginSource(name: name, files: $0) }
    }
  }

  /// One reading of a plugin's files; `nil` where there is no `plugin.lua`.
  private static func files(
    at path: String, of name: String,
  ) throws(PluginProblem) -> [String: [UInt8]]? {
    guard isFile("\(path)/plugin.lua") else { return nil }
    var files: [String: [UInt8]] = [:]
    for file in ["plugin.lua", "init.lua", "spec.lua", "README.md"] where isFile("\(path)/\(file)")
    {
      files[file] = try read("\(path)/\(file)", as: file, of: name)
    }
    // Through a link files would come in that are none of the plugin's.
    for folder in ["lib", "locales", SpecSnapshots.folder] where isFolder("\(path)/\(folder)") {
      for file in luaFiles(under: folder, in: path, depth: 0) {
        files[file] = try read("\(path)/\(file)", as: file, of: name)
      }
    }
    return files
  }

  /// Whether there is a folder at `path`, be it a plugin's or not.
  package static func exists(at path: String) -> Bool {
    !path.hasSuffix("/") && isFolder(path)
  }

  /// The plugins in the folders of the folder at `path`, by name; none where it does not exist.
  package static func plugins(in path: String) throws(PluginProblem) -> [PluginSource] {
    var sources: [PluginSource] = []
    for name in names(in: path) where isFolder("\(path)/\(name)") {
      if let source = try plugin(at: "\(path)/\(name)") { sources.append(source) }
    }
    return sources
  }

  /// The script in the file at `path`, which ends in `.lua`.
  package static func script(at path: String) throws(PluginProblem) -> PluginSource {
    let file = String(path.split(separator: "/").last ?? "")
    let name = file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
    guard FileSystem.exists(path) else {
      throw PluginProblem(plugin: name, Text.fileNoScript(path: path))
    }
    let bytes = try SettledReading.of(name) { () throws(PluginProblem) in
      try read(path, as: file, of: name)
    }
    return PluginSource(name: name, isScript: true, files: ["\(name).lua": bytes])
  }
  /// The scripts in the folder at `path`, by file name; none where it does not exist.
  package static func scripts(in path: String) throws(PluginProblem) -> [PluginSource] {
    var sources: [PluginSource] = []
    for name in names(in: path) where name.hasSuffix(".lua") && isFile("\(path)/\(name)") {
      sources.append(try script(at: "\(path)/\(name)"))
    }
    return sources
  }

  private static func luaFiles(under folder: String, in path: String, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    return names(in: "\(path)/\(folder)").flatMap { name in
      let file = "\(folder)/\(name)"
      if isFolder("\(path)/\(file)") { return luaFiles(under: file, in: path, depth: depth + 1) }
      return name.hasSuffix(".lua") && isFile("\(path)/\(file)") ? [file] : []
    }
  }
}

extension PluginFolder {
  /// More than this is no source text, whatever it is called.
  private static let sizeLimit = 4 * 1024 * 1024

  private static func isFile(_ path: String) -> Bool { kind(of: path) == .file }
  private static func isFolder(_ path: String) -> Bool { kind(of: path) == .folder }

  private static func kind(of path: String) -> FileStatus.Kind? {
    FileSystem.status(of: path, followsLink: false)?.kind
  }

  /// Names in a folder by their bytes, hidden ones left out.
  private static func names(in path: String) -> [String] {
    FileSystem.names(in: path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func read(
    _ path: String, as file: String, of plugin: String,
  ) throws(PluginProblem) -> [UInt8] {
    do throws(SystemError) {
      return try FileSystem.bytes(of: path, atMost: sizeLimit)
    } catch {
      let isLarge = error.cause == .tooLarge(limit: sizeLimit)
      throw PluginProblem(
        plugin: plugin, file: file,
        isLarge
          ? Text.loadingFileLarge : Text.loadingUnreadable(reason: error.reason))
    }
  }
}

/// Reads what others may be writing: until two readings, one after the other, are the same.
///
/// Files that are read one by one while somebody replaces them may be of two versions. What changes
/// between two readings is read again; what changes all the time is an error that says so.
package enum SettledReading {
  /// How often it is read at most.
  package static let tries = 8

  /// What two readings agree on; a failure that comes twice is thrown.
  package static func of<Reading: Equatable>(
    _ plugin: String, _ read: () throws(PluginProblem) -> Reading,
  ) throws(PluginProblem) -> Reading {
    var last = attempt(read)
    for _ in 1..<tries {
      let next = attempt(read)
      guard next != last else { return try next.get() }
      last = next
    }
    throw PluginProblem(plugin: plugin, Text.loadingUnsettled(count: tries))
  }

  private static func attempt<Reading>(
    _ read: () throws(PluginProblem) -> Reading,
  ) -> Result<Reading, PluginProblem> {
    do throws(PluginProblem) { return .success(try read()) } catch { return .failure(error) }
  }
}
