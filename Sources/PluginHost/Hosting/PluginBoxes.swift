import Lua
import Texts

/// The sandboxes of a lane, made when first needed and dropped after a fault.
final class PluginBoxes {
  private let set: LoadedSet
  /// How many rows all of them together may read; `nil` where each has its own number.
  private let rows: RowLimit?
  let post: WatchPost?
  /// Counts what exports use; `nil` for what is only tried.
  let meter: PluginMeter?
  private let log: (PluginLogLine) -> Void
  private var made: [String: PluginBox] = [:]
  /// Where lines of a plugin are timed, in sandboxes that are made from now on.
  var times: LineTimes?
  /// Whether their code may stop for somebody to look.
  var mayPause = true
  /// The call of the lane in which exports are called at the moment, and how deep in one another.
  var exports = ExportChain()

  init(
    of set: LoadedSet, rows: RowLimit? = nil, meter: PluginMeter? = nil, post: WatchPost? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    self.rows = rows
    self.meter = meter
    self.post = post
    self.log = log
  }

  /// Those that there are by now.
  var all: some Collection<PluginBox> { made.values }

  /// The sandbox of a plugin, where there is one by now.
  func made(_ plugin: String) -> PluginBox? { made[plugin] }

  /// The sandbox of a plugin; one that a fault has killed is replaced.
  func box(for plugin: String) throws(PluginProblem) -> PluginBox {
    if let box = made[plugin], !box.sandbox.isPoisoned { return box }
    guard let loaded = set.plugin(plugin) else {
      throw set.problems.first { $0.plugin == plugin }
        ?? PluginProblem(plugin: plugin, Text.loadingNotLoaded)
    }
    // What runs after the commit holds nobody up: its instructions and its time are its limit.
    let rows = rows ?? RowLimit(most: .max)
    var traits = set.desk
    if let times, times.plugin == plugin { traits.times = times }
    if !mayPause { traits.breakpoints = nil }
    let box = try loaded.makeBox(desk: traits, rows: rows, post: post, log: log)
    box.context.colleagues = self
    made[plugin] = box
    return box
  }

  /// Throws a plugin's sandbox away, with all that it kept.
  func drop(_ plugin: String) {
    made[plugin] = nil
  }
}
