import Desk
import Display
import Kernel
import System
import Texts

/// What follows from a change that was made: the command does what it can do at once.
struct Deliveries {
  let context: CommandContext

  /// Runs the due rows of the change for at most a second, and says when some of them wait and
  /// nobody is there to work on them.
  ///
  /// The change is done by now: what goes wrong here is said and left to the next worker.
  func follow(_ receipt: Receipt) throws {
    try follow(receipt.outbox.map(\.key))
    try tellOfMissingChannels(receipt)
  }

  /// The same for the rows of those keys.
  func follow(_ keys: [String]) throws(Failure) {
    guard !keys.isEmpty, !context.desk.isDryRun else { return }
    do {
      try run(keys)
      try tellOfRest(of: Set(keys))
    } catch {
      try context.output.say(
        Text.saidFollowsLater(reason: Failure(error).text))
    }
  }

  /// Runs the due rows of those keys for at most a second, and says nothing.
  func run(_ keys: [String]) throws {
    let end = context.desk.clock.now().advanced(byMilliseconds: Deliveries.milliseconds)
    try Worker(desk: context.desk).run(keys: keys) {
      context.desk.clock.now() >= end
    }
  }

  /// Says at once which rows no channel can carry out, however long they wait.
  private func tellOfMissingChannels(_ receipt: Receipt) throws {
    let notices = receipt.outbox.filter { $0.kind == .notify }
    guard !notices.isEmpty else { return }
    let known = try context.read { session in
      session.viewer.seesNotesEverywhere ? session.rulebook.registry.channels.map(\.name) : nil
    }
    guard let known else { return }
    let rows = notices.filter { !known.contains($0.name) }
    for (name, waiting) in Dictionary(grouping: rows, by: \.name).sorted(by: { $0.key < $1.key }) {
      try context.output.say(
        Text.outboxNoChannelYet(channel: name, count: waiting.count))
    }
  }

  /// Rows that wait since earlier are told of by doctor and the worker, not at every command.
  private func tellOfRest(of keys: Set<String>) throws {
    let now = context.desk.clock.now()
    // Rows that wait may be about notes, or about others' tickets.
    let due = try context.read { session in
      guard session.viewer.seesNotesEverywhere else { return 0 }
      return try session.outboxRows(withKeys: keys).count {
        $0.state == .waiting && $0.notBefore <= now
      }
    }
    guard due > 0, !WorkerSign.isUp(in: context.desk.folder.path) else { return }
    try context.output.say(Text.saidNoWorker(count: due))
  }

  private static let milliseconds: Int64 = 1_000
}

/// The sign that a worker is alive: a lock on the desk's folder, gone with the worker.
struct WorkerSign: ~Copyable {
  private let lock: FolderLock

  /// Puts the sign up for as long as the value lives; `nil` where it cannot be locked.
  init?(in folder: String) {
    guard let lock = FolderLock(sharing: folder) else { return nil }
    self.lock = lock
  }

  /// Whether any worker has its sign up.
  static func isUp(in folder: String) -> Bool { FolderLock.isHeld(on: folder) }
}
