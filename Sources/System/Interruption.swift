import Synchronization

/// Somebody's wish that what is under way ends: said on one thread, looked at on others.
package final class Interruption: Sendable {
  private let requested = Atomic(false)

  package init() {}

  /// Whether it is to end.
  package var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Wants what is under way to end.
  package func request() { requested.store(true, ordering: .relaxed) }

  /// What begins now is not meant by an earlier wish.
  package func clear() { requested.store(false, ordering: .relaxed) }
}
