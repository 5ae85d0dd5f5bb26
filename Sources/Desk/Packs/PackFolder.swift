import Crypto
import Kernel
import PluginHost
import System
import Texts

/// The desk's own plugins on the disk, and hidden among them what is on its way there or kept for a
/// rollback; held by one program at a time.
///
/// A plugin is whole at every moment: its folder is put in its place, and taken away, at once.
struct PackFolder: ~Copyable {
  private let plugins: String
  private let lock: FolderLock?

  /// A folder that got another name, or two that changed names.
  enum Step {
    case move(from: String, to: String)
    case exchange(String, String)
  }

  /// Takes the lock, unless nothing is to be changed; throws a `Refusal` where somebody else has it.
  init(of folder: DeskFolder, isDryRun: Bool) throws {
    plugins = folder.plugins
    let store = PackFolder.store(in: plugins)
    guard !isDryRun else {
      lock = nil
      return
    }
    do throws(SystemError) { try FileSystem.makePrivateFolder(store) } catch {
      throw DeskError(error)
    }
    guard let held = FolderLock(inTurnOn: store) else { throw Refusal(.busy, Text.packBusy) }
    lock = consume held
  }

  /// Hidden, so that it is taken for no plugin.
  private static func store(in plugins: String) -> String { "\(plugins)/.packs" }

  private var store: String { PackFolder.store(in: plugins) }

  /// Where the plugin lies that the desk uses.
  private func place(of name: String) -> String { "\(plugins)/\(name)" }

  /// What lies in the place of a plugin; throws where that is no plugin, or has other files besides
  /// that would be lost.
  func present(_ name: String) throws -> PluginSource? {
    let place = place(of: name)
    guard FileSystem.hasName(place) else { return nil }
    guard FileSystem.status(of: place, followsLink: false)?.kind == .folder,
      let source = try PluginFolder.plugin(at: place)
    else { throw DeskError.invalid(what: place, reason: Text.packNoPlugin) }
    if let file = foreign(in: place, besides: source, at: "") {
      throw DeskError.invalid(what: place, reason: Text.packForeignFile(file: file))
    }
    return source
  }

  private func foreign(in place: String, besides source: PluginSource, at path: String) -> String? {
    for name in FileSystem.allNames(in: "\(place)/\(path)").sorted() {
      let file = path.isEmpty ? name : "\(path)/\(name)"
      if FileSystem.status(of: "\(place)/\(file)", followsLink: false)?.kind == .folder {
        if let found = foreign(in: place, besides: source, at: file) { return found }
      } else if source.files[file] == nil {
        return file
      }
    }
    return nil
  }

  /// Writes a plugin's files where nobody looks for them, all of them on the disk.
  func stage(_ source: PluginSource) throws -> String {
    let staged = newPlace(of: source.name)
    do throws(SystemError) {
      for (path, content) in source.files.sorted(by: { $0.key.precedesByBytes($1.key) }) {
        let file = "\(staged)/\(path)"
        try FileSystem.makeFolder(String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]))
        try NewFile.write(content, to: file, replaces: false, isPrivate: false)
      }
      try FileSystem.sync(folder: staged)
    } catch {
      FileSystem.removeTree(staged)
      throw DeskError(error)
    }
    return staged
  }

  private func newPlace(of name: String) -> String {
    "\(store)/\(String(UInt64.random(in: 1 << 60 ... .max), radix: 36))/\(name)"
  }

  /// Where the version of a plugin is kept that has those files; `nil` where it is not.
  func kept(_ name: String, files digest: String) throws -> String? {
    for folder in FileSystem.names(in: store) {
      let path = "\(store)/\(folder)/\(name)"
      if try PluginFolder.plugin(at: path)?.digest.hex == digest { return path }
    }
    return nil
  }

  /// Puts what was staged or kept in the plugin's place; what was there has its name then.
  func put(_ staged: String, as name: String) throws -> Step {
    let place = place(of: name)
    return try perform(
      FileSystem.hasName(place) ? .exchange(staged, place) : .move(from: staged, to: place))
  }

  /// Takes a plugin out of its place.
  func take(_ name: String) throws -> Step {
    let away = newPlace(of: name)
    do throws(SystemError) {
      try FileSystem.makeFolder(String(away.dropLast(name.utf8.count + 1)))
    } catch { throw DeskError(error) }
    return try perform(.move(from: place(of: name), to: away))
  }

  private func perform(_ step: Step) throws -> Step {
    do throws(SystemError) {
      switch step {
      case .move(let path, let other): try FileSystem.move(path, to: other)
      case .exchange(let path, let other): try FileSystem.exchange(path, with: other)
      }
      try FileSystem.sync(folder: plugins)
    } catch { throw DeskError(error) }
    return step
  }

  /// Has everything be where it was before.
  func takeBack(_ step: Step) throws {
    switch step {
    case .move(let path, let other): _ = try perform(.move(from: other, to: path))
    case .exchange: _ = try perform(step)
    }
  }

  /// Removes what is neither in its place nor kept; `kept` are digests of files by plugin.
  func tidy(keeping kept: [String: String]) throws {
    var left = kept
    for folder in FileSystem.names(in: store) {
      let path = "\(store)/\(folder)"
      let names = FileSystem.allNames(in: path)
      if names.count == 1, let name = names.first, let digest = left[name],
        try PluginFolder.plugin(at: "\(path)/\(name)")?.digest.hex == digest
      {
        left[name] = nil
        continue
      }
      FileSystem.removeTree(path)
    }
  }
}
