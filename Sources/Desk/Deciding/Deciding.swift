import Kernel
import Storage

/// What decides on the writer's thread: the rules of the present epoch and the sandboxes for them.
///
/// It never leaves that thread. Another process may change the epoch or the desk's roles, so it looks
/// at the beginning of every transaction.
package final class Deciding {
  /// Makes what runs the hooks of the registry by which a transaction decides.
  package typealias HostFactory = (WriteTransaction, Registry) throws -> any HookHost

  private let makeHost: HostFactory
  private var stamp: RuleStamp?
  private var current: (rulebook: Rulebook, host: any HookHost)?

  package init(makeHost: @escaping HostFactory) {
    self.makeHost = makeHost
  }

  /// Reads the epoch, and loads the rules again where it is another one.
  func refresh(_ transaction: WriteTransaction) throws {
    let stamp = try RuleStamp(
      epoch: transaction.epoch, revision: transaction.setting(RulebookSource.revision) ?? "")
    guard stamp != self.stamp else { return }
    let rulebook =
      try RulebookSource(epoch: transaction.epoch, readingFrom: transaction).rulebook()
    if let current, self.stamp?.epoch == stamp.epoch {
      self.current = (rulebook, current.host)
    } else {
      current = (rulebook, try makeHost(transaction, rulebook.registry))
    }
    self.stamp = stamp
  }

  /// The rules of this transaction, and what runs their hooks.
  func rules(in transaction: WriteTransaction) throws -> (rulebook: Rulebook, host: any HookHost) {
    try refresh(transaction)
    guard let current else { throw DeskError.invalid(what: "the rules", reason: "not loaded") }
    return current
  }

  /// Carries a request out; a dry run has sandboxes of its own.
  func run(
    _ request: Request, in transaction: WriteTransaction, clock: Instant, isDryRun: Bool,
  ) throws -> Outcome {
    let (rulebook, live) = try rules(in: transaction)
    let host = isDryRun ? try makeHost(transaction, rulebook.registry) : live
    let pipeline = Pipeline(
      rulebook: rulebook, transaction: transaction, host: host, clock: clock, isDryRun: isDryRun)
    return try pipeline.run(request)
  }
}

/// What tells that rules are stale: the registry's digest, and how often roles and people changed.
struct RuleStamp: Equatable, Sendable {
  var epoch: String
  var revision: String
}
