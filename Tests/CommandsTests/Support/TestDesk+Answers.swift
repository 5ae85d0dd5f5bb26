import Foundation

/// A command line, with what is on its standard input.
struct CommandLineInput: Encodable {
  var arguments: [String]
  var input = ""
}

extension TestDesk {
  /// What the program answers to each of many command lines, one after the other.
  ///
  /// All of them run in one process, which costs a fraction of a process for each: for tests that ask
  /// hundreds of things. Without a person it is the login's. Nothing may depend on the process being a new one.
  func answers(
    to lines: [CommandLineInput], as person: String?,
  ) throws -> [DocketProcess.Result] {
    // A desk that many tests read is asked by several of them at once.
    let file = "\(folder)/lines-\(UUID().uuidString).json"
    let whole = lines.map {
      CommandLineInput(
        arguments: (person.map { ["--as", $0] } ?? []) + $0.arguments, input: $0.input)
    }
    try JSONEncoder().encode(whole).write(to: URL(fileURLWithPath: file))
    let process = Process()
    process.executableURL = DocketProcess.program.deletingLastPathComponent()
      .appendingPathComponent("hostile-child")
    process.arguments = ["answers", file]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = self.process([]).variables
    let ended = try RunningProcess(process, in: self).end()
    guard ended.status == 0 else { throw Unanswered(errors: ended.errors) }
    let answers = try JSONDecoder().decode([Answer].self, from: Data(ended.output.utf8))
    return answers.map {
      DocketProcess.Result(status: $0.status, output: $0.output, errors: $0.errors)
    }
  }

  private struct Answer: Decodable {
    var status: Int32
    var output: String
    var errors: String
  }

  private struct Unanswered: Error {
    var errors: String
  }
}
