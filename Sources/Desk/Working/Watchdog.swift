import PluginHost
import Synchronization
import System
import Texts

/// Ends the process where a plugin hangs in the host's own code, which no budget of Lua reaches.
///
/// That should never happen. A thread looks twice a second whether a call has gone on for ten times
/// as long as it may; it leaves the plugin's name in the desk's folder and aborts, so that nothing
/// that was half done is committed. The next start suspends the plugin.
final class Watchdog: Sendable {
  /// What the lanes tell of their calls.
  let watch: PluginWatch
  private let folder: DeskFolder
  private let running = Mutex<Turn?>(nil)

  /// How often it looks.
  private static let pause = Duration.milliseconds(500)

  init(of folder: DeskFolder) {
    self.folder = folder
    watch = PluginWatch(trail: folder.breadcrumb, report: folder.crashReport)
  }

  deinit {
    end()
  }

  /// Begins to look, unless it does already.
  func begin() throws {
    try running.withLock { running in
      guard running == nil else { return }
      let turn = Turn()
      try Thread { [watch, folder] in Watchdog.look(at: watch, folder, until: turn) }.detach()
      running = turn
    }
  }

  /// Looks no more.
  func end() {
    running.withLock { running in
      running?.isOver.store(true, ordering: .relaxed)
      running = nil
    }
  }

  /// From one beginning to its end.
  private final class Turn: Sendable {
    let isOver = Atomic<Bool>(false)
  }

  private static func look(at watch: PluginWatch, _ folder: DeskFolder, until turn: Turn) {
    var seen: [PluginWatch.Overdue] = []
    while !turn.isOver.load(ordering: .relaxed) {
      SystemTime.pause(pause)
      let overdue = watch.overdue()
      // Only what was seen before: a process that was stopped goes on first, and ends it by itself.
      if let stuck = overdue.first(where: seen.contains) { giveUp(stuck.plugin, folder) }
      seen = overdue
    }
  }

  private static func giveUp(_ plugin: String, _ folder: DeskFolder) {
    var words = Text.pluginHangs(plugin: plugin).description
    do {
      try FileSystem.append(plugin + "\n", to: folder.breadcrumb)
    } catch {
      words += "; \(error)"
    }
    ThisProcess.abort(saying: "docket: \(words)\n")
  }
}

extension Desk {
  /// A post for a lane of one's own, at which the watchdog looks from now on.
  package func watchedPost() throws -> WatchPost {
    try watchdog.begin()
    return watchdog.watch.post()
  }
}
