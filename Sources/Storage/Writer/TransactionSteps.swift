import Kernel

/// What happens in every transaction of a writer, besides what was asked for.
///
/// All of it is called on the writer's thread.
package struct TransactionSteps<Context>: Sendable {
  package typealias Step = @Sendable (WriteTransaction, Context) throws -> Void

  /// Before the first operation.
  package var begin: Step = { _, _ in }
  /// How a line is written to the desk's log, with what follows from it.
  package var log: @Sendable (LogLine, WriteTransaction, Context) throws -> Void = {
    line, into, _ in
    try into.write(line)
  }
  /// Before the commit of what is kept; the flag says that no other transaction will follow.
  package var end: @Sendable (WriteTransaction, Context, Bool) throws -> Void = { _, _, _ in }
  /// Whether there is something that only `end` would write.
  package var isPending: @Sendable (Context) -> Bool = { _ in false }

  package init() {}
}
