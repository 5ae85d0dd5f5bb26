import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// Takes documents in by a form, and tells what comes of each.
final class IntakeRun {
  let context: CommandContext
  let form: String
  let isDryRun: Bool
  private let follows: Bool
  private var documents: [JSON] = []
  private var done = 0
  private var repeated = 0
  private var dropped = 0
  private var refused = 0
  /// The first document, where it was refused: alone it fails as any command does.
  private var first: IntakeResult?
  private var keys: [String] = []

  init(context: CommandContext, form: String, isDryRun: Bool, follows: Bool) {
    self.context = context
    self.form = form
    self.isDryRun = isDryRun
    self.follows = follows && !isDryRun
  }

  private var output: Output { context.output }
  private var count: Int { done + repeated + dropped + refused }

  /// Takes a document in; with `isOnce` one that has no name is known by what it says.
  func take(_ document: FormDocument, isOnce: Bool = false) throws -> IntakeResult {
    let result = try context.desk.take(
      document, by: form, as: context.person, isOnce: isOnce, isDryRun: isDryRun)
    keys += follows ? result.receipt?.outbox.map(\.key) ?? [] : []
    return result
  }

  /// The documents of a file, or of standard input as they come in.
  func takeStream(_ path: String?) throws {
    guard let path else {
      return try take { try StandardStream.input.read(upTo: $0) }
    }
    let file = try OpenFile.plain(path)
    try take { try file.read(upTo: $0) }
  }

  private func take(reading: (Int) throws -> [UInt8]) throws {
    var scanner = DocumentScanner()
    while true {
      let bytes = try reading(1 << 16)
      for document in bytes.isEmpty ? scanner.finish() : scanner.take(bytes) {
        try tell(take(document))
      }
      try follow()
      if bytes.isEmpty { break }
    }
    guard count > 0 else { throw Failure(.failed, Text.formNoDocuments) }
    try finish()
  }

  /// A document that somebody has typed.
  func takeOne(_ document: FormDocument) throws {
    try tell(take(document))
    try follow()
    try finish()
  }

  /// Shows what would come of a document; whether there is anything to be done.
  func plan(_ document: FormDocument) throws -> Bool {
    let result = try context.desk.take(document, by: form, as: context.person, isDryRun: true)
    if let refusal = result.refusal { throw Failure(refusal, of: .form(form)) }
    guard let receipt = result.receipt, let report = report(of: result) else {
      if let reason = result.nothing { try output.say(reason) }
      return false
    }
    try context.read { session in
      for line in try report(session).plan(of: receipt) { try output.say(line) }
    }
    return true
  }

  /// Does what follows from what was taken in so far.
  func follow() throws {
    guard !keys.isEmpty else { return }
    defer { keys = [] }
    try Deliveries(context: context).follow(keys)
  }

  /// Tells what came of a document.
  func tell(_ result: IntakeResult, in file: String? = nil) throws {
    count(result)
    guard !output.isJSON else { return documents.append(json(of: result, in: file)) }
    if file == nil {
      if count == 1, result.refusal != nil {
        first = result
        return
      }
      if let earlier = first { try say(earlier, in: nil) }
      first = nil
    }
    try say(result, in: file)
  }

  private func count(_ result: IntakeResult) {
    if result.refusal != nil {
      refused += 1
    } else if let receipt = result.receipt {
      if receipt.isRepeated { repeated += 1 } else { done += 1 }
    } else {
      dropped += 1
    }
  }

  private func say(_ result: IntakeResult, in file: String?) throws {
    if let added = result.added, result.receipt != nil {
      try output.say(
        isDryRun
          ? Text.personWouldAdd(person: added.name, address: added.email)
          : Text.personAddedFor(person: added.name, address: added.email))
    }
    if isDryRun, result.receipt?.isRepeated != true, let report = report(of: result) {
      try context.read { try report($0).write() }
    } else if let receipt = result.receipt {
      try output.write("\(receipt.ticket.rawValue)")
    }
    if let report = report(of: result), !isDryRun {
      try context.read { try report($0).tellOfPlugins() }
    }
    guard let words = result.words, !isDryRun || result.receipt?.isRepeated != false else { return }
    try output.say(file.map { Text.frameOf(owner: $0.visible, problem: words) } ?? words)
  }

  /// What is told of the request that came of a document; `nil` where none did.
  private func report(of result: IntakeResult) -> ((DeskSession) -> ActionReport)? {
    guard let outcome = result.outcome else { return nil }
    return { [output, isDryRun] session in
      ActionReport(
        outcome: outcome, isDryRun: isDryRun, action: result.action, session: session,
        output: output, introduced: result.added)
    }
  }

  private func json(of result: IntakeResult, in file: String?) -> JSON {
    let status =
      result.refusal != nil
      ? "refused"
      : result.nothing != nil ? "dropped" : result.receipt?.isRepeated == true ? "repeated" : "done"
    let ticket = isDryRun && status == "done" && !result.action.needsTicket ? nil : result.receipt
    let failure = result.refusal.map { Failure($0).json(in: output.language)["error"] ?? .null }
    return .object([
      ("file", file.map(JSON.string) ?? .null), ("line", .integer(Int64(result.line))),
      ("status", .string(status)),
      ("action", result.receipt == nil ? .null : .string(result.action.name)),
      ("ticket", ticket.map { .integer($0.ticket.rawValue) } ?? .null),
      ("message", result.nothing.map { .string($0.rendered(in: output.language)) } ?? .null),
      ("error", failure ?? .null),
    ])
  }

  /// Says how many there were, and fails where any was refused.
  func finish(files: [JSON]? = nil, unsettled: Int = 0) throws {
    if output.isJSON {
      try output.write(
        .object([
          ("form", .string(form)), ("dry_run", .boolean(isDryRun)),
          ("documents", .array(documents)), ("files", files.map(JSON.array) ?? .null),
          ("unsettled", .integer(Int64(unsettled))),
        ]))
    } else if let first, let refusal = first.refusal {
      throw Failure(refusal, of: .form(form))
    } else if count > 1 || files != nil {
      try output.say(
        Text.formCounted(done: done, repeated: repeated, dropped: dropped, refused: refused))
    }
    guard refused == 0 else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }
}
