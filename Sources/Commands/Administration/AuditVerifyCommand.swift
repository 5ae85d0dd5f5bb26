import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket audit verify`: checks all chains, and that every ticket is the fold of its entries.
struct AuditVerifyCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every chain of entries, and that tickets and the desk follow from them.",
    discussion: """
      Tickets follow from their entries; people, roles, queues, settings, views, subscriptions and \
      plugins with their files follow from the desk's own. What no entry tells of is not covered, \
      and named at the end.

      That entries were cut off at the end of a chain, or the whole history written anew, is not \
      seen by this: seals are for that, where they were kept elsewhere. A signed seal counts where \
      its key is the one that you know: give it with --public-key.

      Examples:
        docket audit verify
        docket audit verify --seal seal.json --public-key 3f2a…
      """)

  @Option(help: "Compare with a seal that was made earlier.", completion: .file())
  var seal: String?
  @Option(
    help: "The public key, in hexadecimal, that must have signed the seal.", completion: .nothing)
  var publicKey: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard publicKey == nil || seal != nil else {
      throw ValidationError(Text.usagePublicKey.description)
    }
  }

  func run(in context: CommandContext) throws {
    try context.requireWholeHistory()
    let sealed = try seal.map { try SealFile.read($0, signedBy: publicKey) }
    let bar = ProgressBar(Text.progressVerify, on: context.output.error)
    let (report, found) = try context.desk.verifyAudit { done, total in bar.show(done, of: total) }
    bar.finish()
    let broken = try sealed.map { try context.desk.differences(from: $0) } ?? []
    let problems = found + broken.map { AuditProblem(.history, $0) }
    guard !context.output.isJSON else {
      try context.output.write(json(of: report, problems))
      return try fail(problems)
    }
    for problem in problems {
      try context.output.say(
        context.output.error.shown(line(of: problem, in: context.output.language)))
    }
    var parts = [
      Text.auditScope(entries: report.entries, tickets: report.tickets),
      problems.isEmpty
        ? Text.auditAllAsWritten : Text.auditProblems(count: problems.count),
    ]
    if report.redacted > 0 { parts.append(Text.auditRedacted(count: report.redacted)) }
    if let baseline = report.baseline {
      parts.append(Text.auditDeskSince(entry: baseline.rawValue))
    }
    if sealed != nil, broken.isEmpty { parts.append(Text.auditAsSealed) }
    try context.output.write(Text(joining: parts, by: ""))
    if !report.coversDesk { try context.output.say(Text.auditFromNextChange) }
    let tables = Desk.unauditedTables.joined(separator: ", ")
    try context.output.write(Text.auditNotCovered(tables: tables))
    if let sealed, sealed.key == nil {
      try context.output.say(Text.auditUnsigned)
    } else if sealed != nil, publicKey == nil {
      try context.output.say(
        Text.auditSelfSigned)
    }
    try fail(problems)
  }

  private func fail(_ problems: [AuditProblem]) throws {
    guard problems.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func line(of problem: AuditProblem, in language: Language) -> String {
    let entry = problem.entry.map { Text.auditEntryPlace(entry: $0.rawValue) }
    let ticket = problem.ticket.map {
      $0 == .desk ? Text.auditDeskPlace : Text.auditTicketPlace(ticket: $0.rawValue)
    }
    // Some problems name their place themselves.
    return [entry, ticket].compactMap { $0?.rendered(in: language) }
      .reduce(problem.text.rendered(in: language)) { words, place in
        words.hasPrefix(place) ? words : place + words
      }
  }

  private func json(of report: AuditReport, _ problems: [AuditProblem]) -> JSON {
    .object([
      ("entries", .integer(Int64(report.entries))), ("tickets", .integer(Int64(report.tickets))),
      ("redacted", .integer(Int64(report.redacted))),
      ("covers_desk", .boolean(report.coversDesk)),
      ("baseline", report.baseline.map { .integer($0.rawValue) } ?? .null),
      ("not_covered", .array(Desk.unauditedTables.map(JSON.string))),
      (
        "problems",
        .array(
          problems.map { problem in
            .object([
              ("ticket", problem.ticket.map { .integer($0.rawValue) } ?? .null),
              ("seq", problem.entry.map { .integer($0.rawValue) } ?? .null),
              ("message", .string(problem.words)),
            ])
          })
      ),
    ])
  }
}

/// A file of a few lines that a command line names.
enum SmallFile {
  /// Its bytes; throws a `Failure` that names it if it cannot be read or is larger.
  static func bytes(of path: String, atMost limit: Int) throws(Failure) -> [UInt8] {
    do throws(SystemError) {
      return try FileSystem.bytes(of: path, atMost: limit)
    } catch let error where error.cause == .tooLarge(limit: limit) {
      throw Failure(.invalid, Text.fileTooLarge(path: path, limit: limit))
    } catch {
      throw Failure(
        error.isMissing ? .notFound : .failed,
        Text.fileUnreadable(path: path, reason: error.reason))
    }
  }
}

/// Seals that were written to files.
enum SealFile {
  /// Reads a seal; throws a `Failure` where it is none, or not signed as it must be.
  static func read(_ path: String, signedBy publicKey: String?) throws -> Seal {
    let bytes = try SmallFile.bytes(of: path, atMost: 64 << 10)
    let seal = try Seal(reading: String(decoding: bytes, as: UTF8.self))
    guard seal.isGenuine else {
      throw Failure(.failed, Text.auditForged(path: path))
    }
    guard let publicKey else { return seal }
    guard let isSigned = seal.isSigned(by: publicKey) else {
      throw Failure(.usage, Text.auditBadPublicKey)
    }
    guard isSigned else {
      let signer =
        seal.signer.map { Text.auditByOtherKey(key: $0) } ?? Text.auditByNobody
      throw Failure(.failed, Text.auditSignedBy(path: path, signer: signer))
    }
    return seal
  }
}
