import Kernel
import PluginHost

/// Gives hostile values to every function of the API in a lane, or to every command's arguments.
///
/// Prints how many cases there were; a signal ends it, which is what its tests look for. It also does
/// single commands in one process with their desk, for tests that look into that.
@main
struct HostileChild {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count > 3, arguments[1] == "readings" {
      let count = try CountedReadings.run(Array(arguments.dropFirst(3)), on: arguments[2])
      return print("readings \(count)")
    }
    if arguments.count == 3, arguments[1] == "answers" {
      return try AnsweredLines.run(arguments[2])
    }
    guard arguments.count == 5, let seed = UInt64(arguments[3]), let most = Int(arguments[4]) else {
      print("usage: hostile-child LANE|commands FOLDER SEED CASES")
      print("       hostile-child readings DESK COMMAND… | answers LINES")
      return
    }
    let cases =
      if let lane = Lane(rawValue: arguments[1]) {
        try runLane(lane, seed, atLeast: most)
      } else {
        try runCommands(in: arguments[2], seed, most)
      }
    print("cases \(cases)")
  }

  private static func runLane(_ lane: Lane, _ seed: UInt64, atLeast most: Int) throws -> Int {
    var hostile = try HostileLane(seed: seed)
    return try hostile.run(lane, atLeast: most)
  }

  private static func runCommands(in folder: String, _ seed: UInt64, _ count: Int) throws -> Int {
    var hostile = HostileCommands(desk: folder, seed: seed)
    return try hostile.run(count)
  }
}
