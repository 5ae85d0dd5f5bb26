import Kernel
import Storage
import System
import Texts

/// What can keep a desk from doing what it is asked, besides refusals and the database's trouble.
package enum DeskError: Error, Equatable, Sendable {
  case unreadable(path: String, reason: Text)
  /// Something is wrong at a place of the desk's `docket.lua`.
  case badConfiguration(place: String, reason: Text)
  case noPerson(name: String, nearest: String?)
  case noLogin(login: String)
  case noPlugin(name: String, nearest: String?)
  case noScript(name: String, nearest: String?, known: [String] = [])
  case unlinkedPlugin(name: String, problems: [Text])
  case noEntry(seq: Int64)
  /// Plugins take or give more than was agreed to: nothing was changed.
  case wantsMore([PluginDemand])
  /// What is stored would be left without meaning: nothing was changed.
  case strands(Stranding)
  case invalid(what: Text, reason: Text)
  case changedImport(source: String, row: Int64)

  /// A file that cannot be read.
  init(_ error: SystemError) {
    self = .unreadable(path: error.path, reason: error.reason)
  }

  /// There is no plugin in what `path` leads to.
  static func noPlugin(at path: String) -> DeskError {
    let reason =
      switch FileSystem.status(of: path, followsLink: true)?.kind {
      case nil: Text.deskNoPluginFolder
      case .folder?: Text.deskNoManifest
      default: Text.deskFileNoPlugin
      }
    return .unreadable(path: path, reason: reason)
  }

  package static func invalid(what: String, reason: Text) -> DeskError {
    .invalid(what: Text(words: what), reason: reason)
  }

  package static func invalid(what: String, reason: String) -> DeskError {
    .invalid(what: Text(words: what), reason: Text(words: reason))
  }
}

extension DeskError {
  /// Whether an error is the database's own: it is missing, locked, damaged or of another version.
  package static func isOfDatabase(_ error: any Error) -> Bool { error is StorageError }

  /// Whether an error of the database may be over soon without anybody's help.
  package static func isPassing(_ error: any Error) -> Bool {
    switch error as? StorageError {
    case .busy, .full, .inputOutput, .readOnly: true
    default: false
    }
  }
}

extension DeskError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .unreadable(let path, let reason):
      Text.deskUnreadable(path: path, reason: reason)
    case .badConfiguration(let place, let reason):
      Text.deskBadConfiguration(place: place, reason: reason)
    case .noPerson(let name, let nearest):
      Text.deskNoPerson(name: name, hint: Text.nearest(nearest))
    case .noLogin(let login):
      Text.deskNoLogin(login: login)
    case .noPlugin(let name, let nearest):
      Text.deskNoPlugin(name: name, hint: Text.nearest(nearest))
    case .noScript(let name, let nearest, let known):
      Text.deskNoScript(
        name: name,
        hint: Text.nearest(nearest)
          ?? (known.isEmpty ? nil : Text.hintKnown(names: known.joined(separator: ", "))))
    case .unlinkedPlugin(let name, let problems):
      Text.deskPluginDoesNotLoad(name: name, problems: Text(joining: problems, by: "\n  "))
    case .wantsMore(let demands): Text(joining: demands.map(\.asked), by: "\n")
    case .strands(let stranding):
      stranding.isByLeaving
        ? Text.strandLeft(places: Text(joining: stranding.lines, by: "\n  "))
        : Text.strandError(places: Text(joining: stranding.lines, by: "\n  "))
    case .noEntry(let seq): Text.deskNoEntry(seq: seq)
    case .invalid(let what, let reason): Text.deskInvalid(what: what, reason: reason)
    case .changedImport(let source, let row):
      Text.importChanged(source: source, row: row)
    }
  }
}

extension PluginDemand {
  /// What is wanted, and how an admin agrees to it.
  fileprivate var asked: Text {
    let items = Text(joining: items.map(\.text), by: "\n  ")
    return isGrave
      ? Text.deskWantsControl(plugin: plugin, version: version, demands: items)
      : Text.deskWantsMore(plugin: plugin, version: version, demands: items)
  }
}
