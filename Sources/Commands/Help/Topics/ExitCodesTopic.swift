import Display

extension HelpTopic {
  /// What the program ends with.
  static let exitCodes = HelpTopic("exit-codes", "what the program ends with, for scripts") {
    [
      .table(
        [("0", "done")]
          + HelpTopic.statuses.map { status in
            let codes = Failure.Code.allCases.filter { $0.exitStatus == status }
            let meanings = codes.map { "\($0.rawValue): \($0.meaning)" }
            return ("\(status)", meanings.joined(separator: "; "))
          }),
      .text(
        "With --json a failure is one document on standard output, {\"error\": {\"code\","
          + " \"message\", \"fields\"}}, with the word that stands before the colon here as its"
          + " code. An import with bad rows, an audit with problems and a test with failures have"
          + " said what is wrong and end with 1."),
      .heading("Examples"),
      .examples([
        "docket close 7 --reason solved || echo \"status $?\"",
        "docket update 7 priority=high --version 12 --json",
      ]),
    ]
  }

  private static var statuses: [Int32] {
    Set(Failure.Code.allCases.map(\.exitStatus)).sorted()
  }
}

extension Failure.Code {
  /// What it means to whoever gave the command.
  fileprivate var meaning: String {
    switch self {
    case .refused: "a rule or a plugin forbids it"
    case .failed: "something broke, such as a file that cannot be read"
    case .invalid: "a value is not one that there can be"
    case .busy: "somebody else is writing; try again"
    case .usage: "the command line is not understood"
    case .notFound: "there is no such ticket, person or plugin, or not for you"
    case .denied: "you lack the permission"
    case .conflict: "the ticket was changed since the version you saw"
    }
  }
}
