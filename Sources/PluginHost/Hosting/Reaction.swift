import Crypto
import Kernel
import Lua

/// One run of an after hook, timer or channel: how it writes, and what it leaves to be done.
final class Reaction {
  /// What is to be written together with the row's acknowledgement.
  enum Effect {
    case notify(Ticket.ID, Notification)
    case schedule(Ticket.ID, TimerChange)
  }

  /// What the desk knows the run by: the outbox row's number.
  let row: Int64
  /// The hook's signature, or the timer's.
  let hook: String
  let cause: Cause?
  /// What a run is about that follows from no change of a ticket, as `timer.NAME`; else `nil`.
  let occasion: String?
  /// The ticket of the change, timer or message that it is handed; `nil` where there is none.
  let ticket: Ticket.ID?
  let submit: (Request) throws -> Outcome
  /// The way to change many tickets; `nil` where there is none.
  let bulk: (any BulkDesk)?
  /// The way out to the web.
  let web: WebAccess
  var effects: [Effect] = []
  /// Why no effect can be left; `nil` where one can.
  let stop: PromptStop?
  private var calls: [String: Int] = [:]
  /// How many requests it made, those that were refused included.
  private(set) var requests: Int64 = 0

  init(
    row: Int64, hook: String, cause: Cause?, occasion: String? = nil,
    about ticket: Ticket.ID? = nil, bulk: (any BulkDesk)? = nil, web: WebAccess,
    closedBy stop: PromptStop? = nil,
    submit: @escaping (Request) throws -> Outcome,
  ) {
    self.web = web
    self.stop = stop
    self.row = row
    self.hook = hook
    self.cause = cause
    self.occasion = occasion
    self.ticket = ticket
    self.bulk = bulk
    self.submit = submit
  }

  /// What people are told of a ticket about; `nil` for the change that the run follows from, as each
  /// of them sees it, and empty where that is of another ticket.
  func event(about ticket: Ticket.ID) -> String? {
    occasion ?? (ticket == self.ticket ? nil : "")
  }

  /// The key that makes a request happen once, however often the run is retried.
  ///
  /// It is the row, a digest of what is asked by which hook, and how often it asked the same in this
  /// run. The plugin's version has no part in it: a plugin may be mended between two tries.
  func key(action: String, ticket: Ticket.ID?, arguments: LuaValue) -> String {
    let name = hook.split(separator: ":", maxSplits: 1).last.map(String.init) ?? hook
    let asked = LuaValue.array([
      .string(name), .string(action), .integer(ticket?.rawValue ?? 0), arguments,
    ])
    let digest = String(Digest(of: asked.identity).hex.prefix(32))
    let count = calls[digest, default: 0] + 1
    calls[digest] = count
    requests += 1
    return "\(row)/\(digest)/\(count)"
  }
}

/// How plugins give many tickets one request, and take requests back: the desk implements it.
///
/// What is refused as a whole throws a `Refusal`; what the database fails at, its own error.
package protocol BulkDesk {
  /// The tickets that match and meet the condition `access`, with the versions that they have now.
  func targets(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> [BulkTarget]
  /// Those tickets, each once; whether they exist is found when they are done.
  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget]
  /// What it would come to; leaves nothing.
  func plan(_ order: BulkOrder) throws -> BulkPlan
  /// Does it, once where it has a key.
  func perform(_ order: BulkOrder) throws -> BulkResult
  /// What undoing asks of each ticket, as far as the actor may know of them.
  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder
}
