/// What became of a request.
package struct Outcome: Sendable {
  /// Where it ended.
  package enum Verdict: Sendable {
    case done(Receipt)
    case refused(Refusal)
  }

  package private(set) var verdict: Verdict
  /// Why a chain of causes was stopped, with the chain; `nil` where none was.
  package let stoppedChain: Refusal.Problem?
  /// What happened on the way, step by step.
  package var trace: [TraceStep]
  /// Hooks that failed, for the desk's log.
  package var faults: [HookFault]
  /// Plugins whose hooks applied but did not run: they are suspended, or do not load.
  package var idlePlugins: [String]
  /// Who is told and who is not, where the request asks for that.
  package let tellings: [Telling]

  package init(
    verdict: Verdict, trace: [TraceStep] = [], faults: [HookFault] = [],
    idlePlugins: [String] = [], tellings: [Telling] = [],
  ) {
    self.tellings = tellings
    self.verdict = verdict
    stoppedChain = verdict.stoppedChain
    self.trace = trace
    self.faults = faults
    self.idlePlugins = idlePlugins
  }

  /// Leaves out of a refusal what is wrong with plugins, for one who is not of the staff; what goes
  /// into the log stays.
  package mutating func hideFaults() {
    if case .refused(let refusal) = verdict { verdict = .refused(refusal.withoutFaults()) }
  }

  /// Whether it was done.
  package var isDone: Bool {
    if case .done = verdict { true } else { false }
  }

  /// The receipt; throws the refusal where it was refused.
  @discardableResult
  package func receipt() throws(Refusal) -> Receipt {
    switch verdict {
    case .done(let receipt): return receipt
    case .refused(let refusal): throw refusal
    }
  }
}

/// What a done request did.
package struct Receipt: Equatable, Sendable {
  package var ticket: Ticket.ID
  /// The first entry written; `nil` where there was nothing to write.
  package var seq: EntryID?
  /// The request's name, as `r12`.
  package var request: String
  package var edits: [Edit]
  package var version: Int64
  /// What a plugin's action gave for the entry to keep.
  package var data: [String: Value] = [:]
  /// What a plugin's action tells whoever asked; no repeated request has it.
  package var answer: JSON?
  /// Outbox rows that it wrote.
  package var outbox: [OutboxRow]
  /// Tickets that hooks and actions made along with it, in the order in which they were made.
  package var made: [Ticket.ID] = []
  /// Whether an earlier request with the same key had done it already.
  package var isRepeated: Bool
  /// If it is an undo: what had followed from the undone entries, and what became of that.
  package var undone: UndoneEffects?
  /// Entries of other tickets that repeated erased words and lost theirs, as far as the asker may
  /// know of them.
  package var erasedCopies: [Preview.Erased] = []
  /// The words that would be written and deleted, where it is a dry run.
  package var preview: Preview?
  /// The ticket as the request left it; `nil` where it is to be read.
  package var written: WrittenTicket?

  package init(
    ticket: Ticket.ID, seq: EntryID?, request: String, edits: [Edit] = [], version: Int64 = 0,
    outbox: [OutboxRow] = [], isRepeated: Bool = false,
  ) {
    self.ticket = ticket
    self.seq = seq
    self.request = request
    self.edits = edits
    self.version = version
    self.outbox = outbox
    self.isRepeated = isRepeated
  }
}

/// A ticket as it was written, in one object: receipts that are handed on do not copy it.
///
/// Two are equal if they are of the same ticket: digests are salted, so they always differ.
package final class WrittenTicket: Equatable, Sendable {
  package let ticket: Ticket

  init(_ ticket: Ticket) {
    self.ticket = ticket
  }

  package static func == (left: WrittenTicket, right: WrittenTicket) -> Bool {
    left.ticket.id == right.ticket.id
  }
}

/// What a dry run would write and delete besides edits, as far as the one who asks may know it.
package struct Preview: Equatable, Sendable {
  /// An entry whose words would be deleted, with the parts that go.
  package struct Erased: Equatable, Sendable {
    package let entry: Entry
    package let parts: Set<PayloadPart>
  }

  /// The entries that would be written.
  package var entries: [Entry] = []
  /// The entries that would lose words, oldest first.
  package var erased: [Erased] = []
  /// The files that no entry would name any more.
  package var files: [Attachment] = []
}
