import Kernel
import PluginHost
import Storage
import Texts

/// Tries whether a change comes to the same where hooks of several plugins run the other way around.
///
/// It belongs to the writer's thread, as the lane does that has it.
final class OrderCheck {
  private let set: LoadedSet
  private let orders: HookOrders
  private let check: DecisionCheck
  /// Runs what is tried; made when it is first needed.
  private lazy var host = PluginHost(set) { _ in }

  /// `nil` where no two plugins decide whose order is open.
  init?(of set: LoadedSet, telling check: DecisionCheck) {
    orders = HookOrders(of: set)
    guard !orders.others.isEmpty else { return nil }
    (self.set, self.check) = (set, check)
  }

  /// What a request comes to, in words, by what it is about.
  private struct Effects {
    var values: [String: String] = [:]
    /// The plugins whose before hooks ran.
    var plugins: Set<String> = []
  }

  /// Carries the request out by `decide`, and compares what came of it in the other orders.
  ///
  /// Where several plugins had a say, it is taken back and done again after those were tried: `decide` is
  /// told whether that may be.
  func comparing(
    _ request: Request, by rulebook: Rulebook, clock: Instant, in transaction: WriteTransaction,
    _ decide: (_ isTrial: Bool) throws -> Outcome,
  ) throws -> Outcome {
    // With one plugin alone nothing hangs on the order, and most requests are such.
    let first = try transaction.savepoint(keepingIf: { !self.isOpen($0) }) { try decide(true) }
    guard isOpen(first) else { return first }
    var tried: [(order: [String], effects: Effects)] = []
    for order in orders.others {
      var other = request
      other.hookOrder = order
      let pipeline = Pipeline(
        rulebook: rulebook, transaction: transaction, host: host, clock: clock)
      let effects = try transaction.savepoint(keepingIf: { _ in false }) {
        try OrderCheck.effects(of: try pipeline.run(other), in: transaction)
      }
      tried.append((order, effects))
    }
    host.forgetPeople()
    let outcome = try decide(false)
    let present = try OrderCheck.effects(of: outcome, in: transaction)
    for (order, effects) in tried { compare(present, effects, order, of: request) }
    return outcome
  }

  /// Whether hooks of plugins ran of which another order has one before the other, or one refused it
  /// before the others could have their say.
  func isOpen(_ outcome: Outcome) -> Bool {
    let plugins = OrderCheck.plugins(in: outcome)
    guard outcome.isDone || plugins.isEmpty else { return true }
    guard plugins.count > 1 else { return false }
    let present = orders.present.filter(plugins.contains)
    return orders.others.contains { $0.filter(plugins.contains) != present }
  }

  /// The plugins whose before hooks ran.
  private static func plugins(in outcome: Outcome) -> Set<String> {
    Set(
      outcome.trace.filter { $0.step == HookSpec.Kind.before.rawValue }
        .compactMap { $0.name.split(separator: "@").first.map(String.init) })
  }

  private func compare(
    _ present: Effects, _ other: Effects, _ order: [String], of request: Request,
  ) {
    let plugins = present.plugins.union(other.plugins)
    let places = Set(present.values.keys).union(other.values.keys).sorted()
      .filter { present.values[$0] != other.values[$0] }
    // What one plugin decides does not hang on an order.
    guard plugins.count > 1, !places.isEmpty else { return }
    let lines = places.map { place in
      Text.specOrderPlace(
        place: place, here: present.values[place] ?? "–", there: other.values[place] ?? "–")
    }
    let named = { (order: [String]) in order.filter(plugins.contains).joined(separator: ", ") }
    check.note(
      DecisionCheck.Order(
        of: plugins,
        Text.specOrder(
          action: request.action.name, here: named(orders.present), there: named(order),
          places: Text(joining: lines, by: "; "))))
  }

  private static func effects(
    of outcome: Outcome, in transaction: WriteTransaction,
  ) throws -> Effects {
    var effects = Effects()
    effects.plugins = plugins(in: outcome)
    switch outcome.verdict {
    case .refused(let refusal): effects.values["refusal"] = refusal.message
    case .done(let receipt):
      for edit in receipt.edits {
        effects.values["\(Text.specField(name: edit.field))"] = edit.to.plainText
      }
      for (name, value) in receipt.data {
        effects.values["\(Text.specData(name: name))"] = value.plainText
      }
      let written = try receipt.seq.map { seq in
        try transaction.entries(of: receipt.ticket).filter { $0.seq.rawValue >= seq.rawValue }
      }
      let texts = (written ?? []).map(\.text).filter { !$0.isEmpty }.sorted()
      for (number, text) in texts.enumerated() { effects.values["text \(number + 1)"] = text }
      effects.values["outbox"] = receipt.outbox.map { "\($0.kind.rawValue) \($0.name)" }.sorted()
        .joined(separator: ", ")
    }
    return effects
  }
}
