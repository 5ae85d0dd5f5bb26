import ArgumentParser
import Desk
import Kernel
import Storage
import Texts

/// `docket audit`: whether the history is what was written.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check that the history is what was written.",
    discussion: """
      Examples:
        docket audit verify
        docket audit bytes 12 | b2sum -l 256
      """,
    subcommands: [AuditVerifyCommand.self, AuditBytesCommand.self])
}

/// `docket audit verify`: checks all chains, and that every ticket is the fold of its entries.
struct AuditVerifyCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every chain of entries, and that each ticket follows from its entries.",
    discussion:
      "That entries were cut off at the end of a chain is not seen by this: seals are for that.")

  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("history.view")
    let bar = ProgressBar("verifying", on: stage.output.error)
    let (report, problems) = try stage.desk.verifyAudit { done, total in bar.show(done, of: total) }
    bar.finish()
    guard !stage.output.isJSON else {
      try stage.output.write(json(of: report, problems))
      return try fail(problems)
    }
    for problem in problems { try stage.output.say(stage.output.error.shown(line(of: problem))) }
    try stage.output.write(
      "\(report.entries.counted("entry", "entries")) of \(report.tickets.counted("ticket")): "
        + (problems.isEmpty ? "all as written" : problems.count.counted("problem"))
        + (report.redacted > 0 ? ", \(report.redacted) redacted" : ""))
    try fail(problems)
  }

  private func fail(_ problems: [AuditProblem]) throws {
    guard problems.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func line(of problem: AuditProblem) -> String {
    let entry = problem.entry.map { "entry \($0.rawValue): " }
    let ticket = problem.ticket.map { $0 == .desk ? "the desk: " : "ticket \($0.rawValue): " }
    // Some problems name their place themselves.
    return [entry, ticket].compactMap { $0 }.reduce(problem.text.description) { words, place in
      words.hasPrefix(place) ? words : place + words
    }
  }

  private func json(of report: AuditReport, _ problems: [AuditProblem]) -> JSON {
    .object([
      ("entries", .integer(Int64(report.entries))), ("tickets", .integer(Int64(report.tickets))),
      ("redacted", .integer(Int64(report.redacted))),
      (
        "problems",
        .array(
          problems.map { problem in
            .object([
              ("ticket", problem.ticket.map { .integer($0.rawValue) } ?? .null),
              ("seq", problem.entry.map { .integer($0.rawValue) } ?? .null),
              ("message", .string(problem.text.description)),
            ])
          })
      ),
    ])
  }
}

/// `docket audit bytes`: what an entry's digest is the digest of.
struct AuditBytesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "bytes",
    abstract: "Print an entry's canonical form, whose `b2sum -l 256` is its digest.")

  @Argument(help: "The entry's number on the desk.") var seq: Int64
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let bytes = try stage.read { try $0.auditBytes(EntryID(rawValue: seq)) }
    try SystemCalls.write(bytes, to: 1)
  }
}
