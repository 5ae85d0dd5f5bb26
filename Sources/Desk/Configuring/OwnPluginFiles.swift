import Kernel
import PluginHost
import System
import Texts

/// The turn of the one program that changes the folder of the desk's own plugin, or reads it whole.
///
/// Two that publish at one moment would leave files of both. A mark beside the folder stays where a
/// program ended before it was done: the database decides then, and the next turn begins with it.
struct OwnPluginTurn: ~Copyable {
  private let folder: DeskFolder
  private let lock: FolderLock?
  private let isTaken: Bool

  /// Takes the turn, unless there is nothing to be done in it; throws a `Refusal` where another program
  /// has it.
  init(of folder: DeskFolder, isNeeded: Bool) throws {
    self.folder = folder
    isTaken = isNeeded
    guard isNeeded else {
      lock = nil
      return
    }
    do throws(SystemError) { try FileSystem.makeFolder(folder.plugins) } catch {
      throw DeskError(error)
    }
    guard let held = FolderLock(inTurnOn: folder.plugins) else {
      throw Refusal(.conflict, Text.madeMeanwhile)
    }
    lock = consume held
  }

  /// Whether somebody began to publish, and ended before it was done.
  var isUnfinished: Bool { isTaken && OwnPluginTurn.isUnfinished(in: folder) }

  static func isUnfinished(in folder: DeskFolder) -> Bool { FileSystem.hasName(mark(in: folder)) }

  /// Hidden, so that it is taken for no plugin.
  fileprivate static func mark(in folder: DeskFolder) -> String {
    "\(folder.plugins)/.desk-unfinished"
  }

  /// Drafts the files that differ, for the time at which it is decided; `nil` where nothing is to be
  /// written.
  func files(of source: PluginSource?, over disk: PluginSource?) throws -> OwnPluginFiles? {
    isTaken ? try OwnPluginFiles(writing: source, over: disk, in: folder) : nil
  }

  /// Lets others have their turn.
  consuming func end() {}

  /// Notes that the folder is whole.
  func settle() {
    if isTaken { FileSystem.remove(OwnPluginTurn.mark(in: folder)) }
  }
}

/// The files of the desk's own plugin, written beside those that are there until it is decided.
struct OwnPluginFiles {
  private var drafts: [NewFile] = []
  private var gone: [String] = []
  /// What somebody wrote into files that others take the place of, or that go.
  private var kept: [(file: String, content: [UInt8])] = []
  private let path: String
  /// What says that the folder may be half of what it was and half of what it is to be.
  private let mark: String

  /// What is kept of such a file stands beside it, and is none of the plugin's.
  private static let keptSuffix = ".before"

  /// Drafts the files that differ; without a source, none is to be left.
  fileprivate init(
    writing source: PluginSource?, over disk: PluginSource?, in folder: DeskFolder,
  ) throws {
    path = folder.ownPlugin
    mark = OwnPluginTurn.mark(in: folder)
    let files = source?.files ?? [:]
    let present = disk?.files ?? [:]
    kept = present.filter { $0.value != files[$0.key] && OwnPlugin.isByHand($0.key, $0.value) }
      .map { (file: "\(path)/\($0.key)", content: $0.value) }
    // Without plugin.lua there is no plugin: what a crash leaves half of is not taken for one.
    let inOrder =
      files.filter { $0.key != "plugin.lua" }.sorted { $0.key.precedesByBytes($1.key) }
      + files.filter { $0.key == "plugin.lua" }
    do throws(SystemError) {
      try NewFile.write([], to: mark, replaces: true)
      for (file, content) in inOrder where present[file] != content {
        let place = "\(path)/\(file)"
        try FileSystem.makeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)]))
        let draft = try NewFile(at: place, replaces: true, isPrivate: false)
        drafts.append(draft)
        try draft.append(content)
      }
    } catch {
      discard()
      throw DeskError(error)
    }
    gone = present.keys.filter { files[$0] == nil }.map { "\(path)/\($0)" }
  }

  func publish() throws {
    do throws(SystemError) {
      for (file, content) in kept {
        try NewFile.write(content, to: file + Self.keptSuffix, replaces: true, isPrivate: false)
      }
      for draft in drafts { try draft.publish() }
    } catch {
      // What is published stays, and the mark with it: the next one finishes it.
      for draft in drafts { draft.discard() }
      throw DeskError(error)
    }
    for file in gone { FileSystem.remove(file) }
    FileSystem.remove(mark)
  }

  /// Leaves what is there as it is, but for drafts and empty folders.
  func discard() {
    for draft in drafts { draft.discard() }
    FileSystem.remove(mark)
    for folder in ["\(path)/lib", "\(path)/locales", path] { FileSystem.removeFolder(folder) }
  }
}

extension FolderLock {
  /// Has the lock for itself, after others that have it for the time of one change; `nil` if somebody
  /// has it for longer, or the folder cannot be locked.
  init?(inTurnOn path: String) {
    let step = Duration.milliseconds(20)
    // After ten seconds somebody must have been stopped within a change.
    for _ in 0..<500 {
      if let held = FolderLock(alone: path) {
        self = held
        return
      }
      SystemTime.pause(step)
    }
    return nil
  }
}
