import Lua
import Texts

/// The sandboxes of a lane, made when first needed and dropped after a fault.
struct PluginBoxes {
  private let set: LoadedSet
  /// How many rows all of them together may read; `nil` where each has its own number.
  private let rows: RowLimit?
  private let post: WatchPost?
  private let log: (PluginLogLine) -> Void
  private var made: [String: PluginBox] = [:]

  init(
    of set: LoadedSet, rows: RowLimit? = nil, post: WatchPost? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    self.rows = rows
    self.post = post
    self.log = log
  }

  /// Those that there are by now.
  var all: some Collection<PluginBox> { made.values }

  /// The sandbox of a plugin, where there is one by now.
  func made(_ plugin: String) -> PluginBox? { made[plugin] }

  /// The sandbox of a plugin; one that a fault has killed is replaced.
  mutating func box(for plugin: String) throws(PluginProblem) -> PluginBox {
    if let box = made[plugin], !box.sandbox.isPoisoned { return box }
    guard let loaded = set.plugin(plugin) else {
      throw set.problems.first { $0.plugin == plugin }
        ?? PluginProblem(plugin: plugin, Text.loadingNotLoaded)
    }
    // What runs after the commit holds nobody up: its instructions and its time are its limit.
    let rows = rows ?? RowLimit(most: .max)
    let box = try loaded.makeBox(desk: set.desk, rows: rows, post: post, log: log)
    made[plugin] = box
    return box
  }

  /// Throws a plugin's sandbox away, with all that it kept.
  mutating func drop(_ plugin: String) {
    made[plugin] = nil
  }
}
