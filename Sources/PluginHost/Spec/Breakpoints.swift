import Kernel
import Lua
import LuaSyntax
import Synchronization
import System
import Texts

/// Where the code of a plugin and of its spec stops, so that somebody can look around.
///
/// All calls are made where code runs; whoever looks holds that up, and no clock of the code goes on
/// meanwhile.
package final class Breakpoints: Sendable {
  /// A line of a file of the plugin.
  package struct Place: Hashable, Sendable {
    package let file: String
    package let line: Int

    package init(file: String, line: Int) {
      (self.file, self.line) = (file, line)
    }
  }

  /// How to go on.
  package enum Step: Sendable {
    case onward
    /// To the next line, of whatever file.
    case line
    /// Without stopping any more, and with no more cases.
    case leave
  }

  private struct State {
    var isAtNext = false
    var hasLeft = false
    /// How often code would have stopped.
    var stops = 0
    /// How long somebody has looked, in nanoseconds.
    var waited: UInt64 = 0
  }

  private let plugin: String
  private let places: Set<Place>
  private let look: (@Sendable (PausedCode) -> Step)?
  private let state = Mutex(State())

  /// `look` is handed what stops; without it nobody is there, and nothing does.
  package init(
    of plugin: String, at places: [Place], look: (@Sendable (PausedCode) -> Step)?,
  ) {
    (self.plugin, self.places, self.look) = (plugin, Set(places), look)
  }

  /// Whether whoever looked wants no more of it.
  package var hasLeft: Bool { state.withLock(\.hasLeft) }

  /// How often code came to where it should stop.
  package var stops: Int { state.withLock(\.stops) }

  /// How long code has waited for who looks, in nanoseconds.
  var waited: UInt64 { state.withLock(\.waited) }

  /// Stops at the next line that is about to run.
  func pauseAtNext() {
    state.withLock { state in
      if look == nil { state.stops += 1 } else { state.isAtNext = true }
    }
  }

  /// What stops the plugin's own code; `nil` where it has no breakpoints, which would cost time.
  func stopper(in plugin: String, _ post: WatchPost?) -> ((Sandbox, String, Int) -> Void)? {
    guard plugin == self.plugin, places.contains(where: { $0.file != Breakpoints.spec }) else {
      return nil
    }
    return { [self] sandbox, file, line in
      guard stops(at: place(file, line)) else { return }
      guard let post else { return pause(sandbox, place(file, line)) }
      post.pausing { pause(sandbox, place(file, line)) }
    }
  }

  /// What stops the code of its spec.
  func stopper(inSpecOf plugin: String) -> ((Sandbox, String, Int) -> Void)? {
    guard plugin == self.plugin else { return nil }
    return { [self] sandbox, file, line in
      // Glue of the host's own is no line that anybody wrote.
      guard file.hasPrefix("\(plugin)/"), stops(at: place(file, line)) else { return }
      pause(sandbox, place(file, line))
    }
  }

  /// The file of a spec.
  private static let spec = "spec.lua"

  private func place(_ file: String, _ line: Int) -> Place {
    Place(file: String(file.dropFirst(plugin.utf8.count + 1)), line: line)
  }

  private func stops(at place: Place) -> Bool {
    state.withLock { state in
      guard !state.hasLeft, state.isAtNext || places.contains(place) else { return false }
      state.isAtNext = false
      state.stops += 1
      return look != nil
    }
  }

  private func pause(_ sandbox: Sandbox, _ place: Place) {
    guard let look else { return }
    let start = Budget.now
    let step = look(PausedCode(at: place, in: sandbox))
    state.withLock { state in
      state.waited &+= Budget.now &- start
      state.isAtNext = step == .line
      state.hasLeft = step == .leave
    }
  }
}

extension Breakpoints: Equatable {
  package static func == (one: Breakpoints, other: Breakpoints) -> Bool { one === other }
}

/// Code that has stopped before a line, as long as somebody looks.
package final class PausedCode {
  package let place: Breakpoints.Place
  private let sandbox: Sandbox

  fileprivate init(at place: Breakpoints.Place, in sandbox: Sandbox) {
    (self.place, self.sandbox) = (place, sandbox)
  }

  /// The names of the variables that the line sees.
  package var names: [String] { sandbox.pausedNames }

  /// What Lua comes to there, in Lua; throws what is wrong with it.
  package func answer(to text: String) throws(PausedProblem) -> String {
    try sandbox.pausedAnswer(to: text).map(\.quoted).joined(separator: ", ")
  }
}

extension Breakpoints {
  /// Why code cannot stop at a place; `nil` where it can.
  package static func problem(with place: Place, in source: PluginSource) throws -> Text? {
    let code = source.files.keys.filter { $0.hasSuffix(".lua") && !$0.hasPrefix("locales/") }
      .sorted()
    guard code.contains(place.file), let text = try source.text(place.file) else {
      return Text.pausedNoFile(
        file: place.file, hint: Text.suggestion(nearestName(to: place.file, among: code)),
        known: code.joined(separator: ", "))
    }
    let lines = try RanCode.runningLines(of: text)
    guard !lines.contains(place.line) else { return nil }
    let next = lines.first { $0 > place.line } ?? lines.last
    return next.map { Text.pausedNoLine(line: place.line, file: place.file, next: $0) }
      ?? Text.pausedNoLines(file: place.file)
  }
}
