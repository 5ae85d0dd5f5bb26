import Kernel
import Lua
import Texts

/// Works out computed fields where a ticket is shown: on the thread that reads, and only reading.
///
/// It belongs to one thread and one answer. Functions see what both their plugin and whoever it is
/// shown to may see, so that nothing hidden comes out in what they give.
package final class ComputingHost {
  /// What all values of one answer may use together.
  private static let allInstructions: Int64 = 50_000_000
  private static let allTime = Duration.seconds(3)

  private let set: LoadedSet
  private var boxes: PluginBoxes
  private var budget = Budget(instructions: allInstructions, time: allTime)

  /// Takes what was loaded; `log` takes what plugins write to the desk's log.
  package init(_ set: LoadedSet, post: WatchPost? = nil, log: @escaping (PluginLogLine) -> Void) {
    self.set = set
    boxes = PluginBoxes(of: set, post: post, log: log)
  }

  /// For whom and from where values are worked out.
  package struct Occasion {
    package let desk: any DeskReading
    /// Who sees the value.
    package let audience: Viewer
    /// The moment that it is shown as of.
    package let now: Instant

    package init(desk: any DeskReading, audience: Viewer, now: Instant) {
      self.desk = desk
      self.audience = audience
      self.now = now
    }
  }

  /// The value of a computed field of a ticket, which is given as its audience sees it.
  package func value(
    of field: FieldSpec, for ticket: Ticket, on occasion: Occasion,
  ) throws(HookFault) -> Value {
    let signature = "\(field.plugin)@\(set.plugin(field.plugin)?.spec.version ?? ""):\(field.name)"
    do throws(PluginProblem) {
      let box = try boxes.box(for: field.plugin)
      let result = try box.compute(field.name, ticket, on: occasion, within: &budget)
      return try value(of: result, for: field, on: occasion)
    } catch {
      boxes.drop(field.plugin)
      throw HookFault(hook: signature, plugin: field.plugin, message: error.description)
    }
  }

  private func value(
    of result: LuaValue, for field: FieldSpec, on occasion: Occasion,
  ) throws(PluginProblem) -> Value {
    guard result != .null, result != .none else { return .none }
    let items = field.isMany ? result.items : [result]
    let values = items?.compactMap { item in
      field.kind == .person
        ? item.text.flatMap { person(named: $0, occasion) }
        : ValueConversion.declared(item, kind: field.kind, isMany: false)
    }
    guard let items, let values, values.count == items.count else {
      throw PluginProblem(
        plugin: field.plugin,
        Text(
          "api.computed_wants",
          ["field": field.name, "wanted": field.kind.wanted, "got": result.kindName]))
    }
    return field.isMany ? .listing(values) : values[0]
  }

  private func person(named name: String, _ occasion: Occasion) -> Value? {
    do {
      return try occasion.desk.person(named: name).map { .person($0.id) }
    } catch {
      return nil
    }
  }
}

extension PluginBox {
  /// Calls `computed(ticket, now)` of a field; takes what it used from the budget of all.
  fileprivate func compute(
    _ field: String, _ ticket: Ticket, on occasion: ComputingHost.Occasion,
    within all: inout Budget,
  ) throws(PluginProblem) -> LuaValue {
    forget()
    context.rows.reset()
    context.beginCall(milliseconds: context.deciding.milliseconds, limit: PluginLimits.milliseconds)
    context.forgetPeople()
    context.lane = .computing
    context.reading = occasion.desk
    context.audience = occasion.audience
    defer {
      context.audience = nil
      forget()
    }
    sandbox.setClock(milliseconds: occasion.now.milliseconds)
    sandbox.reseed(UInt64(truncatingIfNeeded: ticket.id.rawValue))
    return try call(try function(.computed(field)), with: ticket, occasion.now, within: &all)
  }

  private func call(
    _ function: LuaFunction, with ticket: Ticket, _ now: Instant, within all: inout Budget,
  ) throws(PluginProblem) -> LuaValue {
    let (limits, most) = (context.limits, context.deciding)
    let allowed = min(most.instructions, all.instructions)
    var budget = Budget(
      instructions: allowed, milliseconds: most.milliseconds,
      latest: all.deadline)
    watch(budget, milliseconds: most.milliseconds)
    defer {
      context.post?.end()
      all.instructions -= allowed - max(0, budget.instructions)
    }
    let writer = context.writer
    do throws(LuaError) {
      let values = try sandbox.call(function, budget: &budget) { wire in
        writer.ticket(ticket, into: &wire)
        writer.time(now, into: &wire)
      }
      return values.first ?? .null
    } catch {
      throw PluginProblem(error, plugin: context.plugin, limits: limits, isReacting: false)
    }
  }
}
