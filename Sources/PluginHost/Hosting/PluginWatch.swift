import Lua
import Synchronization
import System
import Texts

/// What plugins' code runs at the moment, for a watchdog on another thread to see.
///
/// Each lane has a post, which its calls leave by two stores of an atomic and enter by three: the
/// clock is not looked at, since a call's budget has done that.
package final class PluginWatch: Sendable {
  /// A call that has gone on for too long.
  package struct Overdue: Equatable, Sendable {
    package let plugin: String
    /// The end of its patience, by the monotonic clock: no two calls have the same.
    package let limit: UInt64
  }

  /// A call ends by its deadline; one that goes on for so many times as long hangs in the host.
  static let patience: UInt64 = 10
  /// On a busy machine it has at least so many nanoseconds beyond its deadline.
  static let leastPatience: UInt64 = 5_000_000_000

  private let names = Mutex<[String]>([])
  private let posts = Mutex<[WatchPost]>([])
  private let sites = Mutex<[String: CrashSite]>([:])
  private let trail: String?
  private let report: String?

  /// `trail` is the file that takes the name of a plugin whose code a signal ends, `report` the one
  /// that takes the details; without them nothing is left of it.
  package init(trail: String? = nil, report: String? = nil) {
    self.trail = trail
    self.report = report
  }

  /// Whom a signal is laid to while a plugin's code runs.
  func site(of plugin: String) -> CrashSite {
    sites.withLock { sites in
      if let known = sites[plugin] { return known }
      let site = site(of: plugin, trail: trail)
      sites[plugin] = site
      return site
    }
  }

  /// The same for what somebody runs by hand: its name is only that of a file, and suspends nobody.
  package func site(ofScript name: String) -> CrashSite {
    site(of: name, trail: nil)
  }

  private func site(of plugin: String, trail: String?) -> CrashSite {
    let words = Text.pluginCrashes(plugin: plugin, file: report ?? "docket.crash")
    return CrashSite(plugin: plugin, words: "docket: \(words)\n", trail: trail, report: report)
  }

  /// Does what a plugin asked for: a signal in it is laid to the plugin.
  package func running<Result>(
    requestOf plugin: String, _ body: () throws -> Result,
  ) rethrows -> Result {
    try site(of: plugin).running(.reacting, body)
  }

  /// The monotonic clock's reading in nanoseconds.
  package static var now: UInt64 { Budget.now }

  /// A post for one more lane, which ends with `close`.
  package func post() -> WatchPost {
    let post = WatchPost(of: self)
    posts.withLock { $0.append(post) }
    return post
  }

  /// Lets go of a post whose lane has ended.
  package func close(_ post: WatchPost) {
    posts.withLock { $0.removeAll { $0 === post } }
  }

  /// The calls that should long have ended by that time of the monotonic clock.
  package func overdue(at now: UInt64 = PluginWatch.now) -> [Overdue] {
    posts.withLock(\.self).compactMap { post in
      guard let (plugin, limit) = post.present, limit < now else { return nil }
      return Overdue(plugin: names.withLock { $0[plugin] }, limit: limit)
    }
  }

  /// The number that a plugin is known by at the posts.
  func number(of plugin: String) -> Int {
    names.withLock { names in
      if let known = names.firstIndex(of: plugin) { return known }
      names.append(plugin)
      return names.count - 1
    }
  }
}

/// Where one lane says which plugin's code it runs, and until when that may take.
package final class WatchPost: Sendable {
  /// What it is a post of.
  package let watch: PluginWatch
  private let plugin = Atomic<Int>(0)
  /// 0 where nothing runs.
  private let limit = Atomic<UInt64>(0)

  fileprivate init(of watch: PluginWatch) {
    self.watch = watch
  }

  fileprivate var present: (plugin: Int, limit: UInt64)? {
    let limit = limit.load(ordering: .acquiring)
    return limit == 0 ? nil : (plugin.load(ordering: .relaxed), limit)
  }

  /// What runs, to be `restore`d where something else runs in the midst of it.
  var state: (plugin: Int, limit: UInt64) {
    (plugin.load(ordering: .relaxed), limit.load(ordering: .relaxed))
  }

  /// What ran before goes on.
  func restore(_ state: (plugin: Int, limit: UInt64)) {
    limit.store(0, ordering: .releasing)
    plugin.store(state.plugin, ordering: .relaxed)
    limit.store(state.limit, ordering: .releasing)
  }

  /// A plugin's code begins; `milliseconds` are what it may take until the budget's deadline.
  func begin(_ number: Int, _ budget: Budget, milliseconds: Int64) {
    plugin.store(number, ordering: .relaxed)
    let rest = (PluginWatch.patience - 1) &* UInt64(clamping: milliseconds) &* 1_000_000
    limit.store(
      budget.deadline &+ max(rest, PluginWatch.leastPatience), ordering: .releasing)
  }

  /// It has ended, or something else than its code runs.
  func end() {
    limit.store(0, ordering: .relaxed)
  }

  /// Does what may wait for others as long as it likes: the plugin is not at fault for that.
  func pausing<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let limit = present?.limit else { return try body() }
    let before = Budget.now
    end()
    defer { self.limit.store(limit &+ (Budget.now &- before), ordering: .releasing) }
    return try body()
  }
}
