import Desk
import Glibc
import Kernel
import PluginHost
import Storage

/// Runs the code of a desk's plugin, in whose midst the host's own code hangs or crashes.
///
/// `LANE` is where: the plugin's code logs its name there. `HOW` is `hang`, which only the desk's
/// watchdog can end, or what ends the process at once.
@main
struct StuckChild {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let lane = Lane(rawValue: arguments[3]) else {
      print("usage: stuck-child DESK PLUGIN LANE HOW")
      return
    }
    let crash = Crash(lane, how: arguments[4])
    let desk = try Desk(at: arguments[1])
    let run = LaneRun(desk: desk, plugin: arguments[2], post: try desk.watchedPost(), crash: crash)
    try run.run(lane)
    print("it came to its end")
  }
}

/// What happens to the host where a plugin's code says the word.
struct Crash {
  let lane: Lane
  let how: String

  init(_ lane: Lane, how: String) {
    self.lane = lane
    self.how = how
  }

  func take(_ line: PluginLogLine) {
    guard line.message == lane.rawValue else { return }
    switch how {
    case "hang": while true { pause() }
    case "SIGSEGV": raise(SIGSEGV)
    case "SIGBUS": raise(SIGBUS)
    case "SIGILL": raise(SIGILL)
    case "SIGFPE": raise(SIGFPE)
    case "SIGABRT": abort()
    case "overflow": print(deeper(1))
    case "trap": print(Int64(how.utf8.count) &- 1 - Int64(how.utf8.count / 9 + 1) * .min)
    case "address": unsafe UnsafeMutablePointer<Int>(bitPattern: 8 + how.utf8.count)?.pointee = 1
    default: print("there is no \(how)")
    }
  }

  /// Never ends by itself, since each call needs what the next one gives.
  @inline(never) private func deeper(_ depth: Int) -> Int {
    depth == .max ? 0 : 1 &+ deeper(depth &+ how.utf8.count)
  }
}
