import Desk
import Glibc
import Kernel
import PluginHost

/// Runs the timer of a desk's plugin, in whose midst the host's own code never comes to its end.
///
/// Lua is waiting for an answer all the while, so that neither its budget nor its deadline can end
/// the call: only the desk's watchdog can.
@main
struct StuckChild {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      print("usage: stuck-child DESK PLUGIN TIMER")
      return
    }
    let desk = try Desk(at: arguments[1])
    let set = try PluginLoader().load([desk.findPlugin(arguments[2])])
    let host = ReactingHost(set, post: try desk.watchedPost()) { _ in }
    let firing = TimerFiring(name: arguments[3], now: desk.clock.now())
    let reading = StuckReading(rulebook: try desk.read { $1 }, now: firing.now)
    let run = ReactingHost.Run(row: 1, desk: reading, network: ClosedNetwork.dryRun) { _ in
      throw StuckReading.Unreachable()
    }
    _ = try host.every(firing, plugin: arguments[2], in: run)
    print("it came to its end")
  }
}

/// A desk that never answers.
final class StuckReading: ForwardedReading {
  struct Unreachable: Error {}

  let rulebook: Rulebook
  let now: Instant

  init(rulebook: Rulebook, now: Instant) {
    self.rulebook = rulebook
    self.now = now
  }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try body()
  }

  func asking<Answer>(_ body: (any DeskReading) throws -> Answer) throws -> Answer {
    while true { pause() }
  }
}
