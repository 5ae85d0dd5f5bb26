import Glibc
import Kernel
import Storage
import Texts

extension Desk {
  /// Suspends a plugin in which another process hung until it ended itself; gives its name.
  ///
  /// The plugin stays so until somebody enables it. Its name stands in a file that the watchdog left
  /// and that goes away with this; whoever cannot write to the desk leaves it for others.
  @discardableResult
  package func quarantineStuckPlugin() throws -> String? {
    guard let plugin = try folder.stuckPlugin, folder.isWritable else { return nil }
    let now = clock.now()
    let words = Text("plugin.hung", ["plugin": plugin]).rendered(in: language)
    // No plugin is loaded for this: the one that hung could do so again.
    let writer = try Writer(path: folder.database, context: { () })
    defer { writer.close() }
    try writer.perform { transaction, _ in
      var health = try transaction.pluginHealth(of: plugin) ?? PluginHealth(plugin: plugin)
      health.quarantine(at: now, words)
      try transaction.write(health)
      try transaction.write(LogLine(at: now, level: .error, plugin: plugin, message: words))
      try RulebookSource.bumpRevision(in: transaction)
      return .keeping(())
    }
    folder.removeBreadcrumb()
    return plugin
  }
}

extension DeskFolder {
  /// Where the watchdog leaves the name of a plugin that hangs.
  var breadcrumb: String { path + "/docket.stuck" }

  /// The plugin in which a process hung until it ended itself; `nil` where none did.
  var stuckPlugin: String? {
    get throws {
      guard unsafe access(breadcrumb, F_OK) == 0 else { return nil }
      let text = try FileText.text(at: breadcrumb)
      return text.split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  var isWritable: Bool {
    unsafe access(database, W_OK) == 0 && access(path, W_OK) == 0
  }

  func removeBreadcrumb() {
    unsafe unlink(breadcrumb)
  }
}
