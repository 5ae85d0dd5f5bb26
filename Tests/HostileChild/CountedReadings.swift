import Commands
import Desk

/// Does one command on a desk and tells how many reading transactions it began.
enum CountedReadings {
  static func run(_ arguments: [String], on folder: String) throws -> Int {
    let desk = try Desk(at: folder)
    return try Program.run(arguments, on: desk) ? desk.readingsBegun : 0
  }
}
