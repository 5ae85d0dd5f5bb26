import Kernel
import PluginHost
import Storage
import System
import Texts

extension Desk {
  /// Suspends the plugins in which other processes hung or crashed; what to say of each.
  ///
  /// A plugin stays so until somebody enables it. Its name stands in a file that the watchdog or the
  /// handler of signals left and that goes away with this; whoever cannot write to the desk leaves it
  /// for others.
  @discardableResult
  package func quarantineStuckPlugins() throws -> [Text] {
    let stuck = try folder.stuckPlugins
    guard !stuck.isEmpty, folder.isWritable, !isDryRun else { return [] }
    let now = clock.now()
    // No plugin is loaded for this: the one that hung could do so again.
    let writer = try Writer(path: folder.database, context: { () })
    defer { writer.close() }
    try writer.perform { transaction, _ in
      for one in stuck {
        let words = self.logged(one.text)
        var health =
          try transaction.pluginHealth(of: one.plugin) ?? PluginHealth(plugin: one.plugin)
        health.quarantine(at: now, words)
        try transaction.write(health)
        try transaction.write(LogLine(at: now, level: .error, plugin: one.plugin, message: words))
      }
      try RulebookSource.bumpRevision(in: transaction)
      return .keeping(())
    }
    folder.removeBreadcrumb()
    return stuck.map(\.text)
  }
}

/// A plugin in whose midst a process ended, and how.
struct StuckPlugin: Equatable {
  let plugin: String
  /// The lane and the signal's name, where it was a signal.
  var crash: (lane: Lane, signal: String)?

  /// Reads a line of what was left: `NAME`, or `NAME LANE SIGNAL`.
  init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first else { return nil }
    plugin = name
    if words.count == 3, let lane = Lane(rawValue: words[1]) { crash = (lane, words[2]) }
  }

  var text: Text {
    guard let crash else { return Text.pluginHung(plugin: plugin) }
    return Text.pluginCrashed(plugin: plugin, signal: crash.signal, lane: crash.lane.words)
  }

  static func == (left: StuckPlugin, right: StuckPlugin) -> Bool { left.plugin == right.plugin }
}

extension DeskFolder {
  /// Where the name of a plugin is left that hangs or crashes, a line each.
  var breadcrumb: String { path + "/docket.stuck" }

  /// Where the details of the last crash are.
  var crashReport: String { path + "/docket.crash" }

  /// The plugins in which processes hung or crashed, each once.
  var stuckPlugins: [StuckPlugin] {
    get throws {
      guard FileSystem.exists(breadcrumb) else { return [] }
      let text = try FileSystem.text(of: breadcrumb, atMost: DeskFolder.fileLimit)
      return text.split(separator: "\n").compactMap(StuckPlugin.init(line:))
        .reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
    }
  }

  var isWritable: Bool { FileSystem.isWritable(database) && FileSystem.isWritable(path) }

  func removeBreadcrumb() { FileSystem.remove(breadcrumb) }
}
