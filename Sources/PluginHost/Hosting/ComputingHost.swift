import Kernel
import Lua
import Texts

/// Works out computed fields where a ticket is shown: on the thread that reads, and only reading.
///
/// It belongs to one thread and one answer. Functions see what both their plugin and whoever it is
/// shown to may see, so that nothing hidden comes out in what they give.
package final class ComputingHost {
  private let set: LoadedSet
  private let boxes: PluginBoxes
  /// What each plugin's values of the list in hand may still use.
  private var lists: [String: ListBudget] = [:]

  /// Takes what was loaded; `log` takes what plugins write to the desk's log.
  package init(_ set: LoadedSet, post: WatchPost? = nil, log: @escaping (PluginLogLine) -> Void) {
    self.set = set
    boxes = PluginBoxes(of: set, post: post, log: log)
  }

  /// Begins the next list, whose values have all that one list may use.
  package func beginList() {
    lists.removeAll()
    for box in boxes.all { box.context.beginList() }
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
    let limits = set.plugin(field.plugin)
      .map { set.desk.limits(of: $0.name, asking: $0.manifest.limits) }
    var list = lists[field.plugin] ?? ListBudget(limits ?? PluginLimits())
    list.resume()
    defer {
      list.pause()
      lists[field.plugin] = list
    }
    let signature = "\(field.plugin)@\(set.plugin(field.plugin)?.spec.version ?? ""):\(field.name)"
    do throws(PluginProblem) {
      // No sandbox is made anew for what would be ended at once.
      guard !list.isUsedUp else { throw list.problem(of: field.plugin) }
      let box = try boxes.box(for: field.plugin)
      let result = try box.compute(field.name, ticket, on: occasion, within: &list.budget)
      list.bytes -= result.byteCount
      guard list.bytes >= 0 else { throw list.problem(of: field.plugin) }
      return try value(of: result, for: field, on: ticket, occasion, in: box.context.source)
    } catch {
      boxes.drop(field.plugin)
      let problem = list.isUsedUp ? list.problem(of: field.plugin) : error
      throw HookFault(
        hook: signature, plugin: field.plugin, message: problem.description,
        traceback: problem.traceback)
    }
  }

  private func value(
    of result: LuaValue, for field: FieldSpec, on ticket: Ticket, _ occasion: Occasion,
    in source: PluginSource,
  ) throws(PluginProblem) -> Value {
    guard result != .null, result != .none else { return .none }
    let choices = field.kind == .choice ? field.choices(for: ticket.type) : []
    let items = field.isMany ? result.items : [result]
    let values = items?.compactMap { item in
      field.kind == .person
        ? item.text.flatMap { person(named: $0, occasion) }
        : ValueConversion.declared(item, kind: field.kind, isMany: false)
    }.filter { value in choices.isEmpty || value.text.map(choices.contains) == true }
    guard let items, let values, values.count == items.count else {
      let main = source.files[source.mainPath].map { String(decoding: $0, as: UTF8.self) }
      let wanted =
        choices.isEmpty
        ? field.kind.wanted : Text.valueOneOf(names: choices.joined(separator: ", "))
      throw PluginProblem(
        plugin: field.plugin, file: source.mainPath,
        line: main.flatMap { LineFinder.line(of: field.name, in: $0) },
        Text.apiComputedWants(
          field: field.name, wanted: field.isMany ? Text.valueListOf(what: wanted) : wanted,
          got: result.kindName))
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
    context.beginCallOfList(
      milliseconds: context.deciding.milliseconds, limit: PluginLimits.milliseconds)
    defer { forget() }
    sandbox.setClock(milliseconds: occasion.now.milliseconds)
    sandbox.reseed(UInt64(truncatingIfNeeded: ticket.id.rawValue))
    let reading = context.limited(occasion.desk)
    return try context.doing(.computing(reading, for: occasion.audience)) {
      () throws(PluginProblem) in
      let seen = try sight(of: ticket, on: occasion.desk)
      return try call(try function(.computed(field)), with: seen, occasion.now, within: &all)
    }
  }

  /// The ticket, which its audience sees so, as far as the manifest covers it.
  private func sight(
    of ticket: Ticket, on desk: any DeskReading,
  ) throws(PluginProblem) -> Seen<Ticket> {
    let sight = Sight(of: context, on: desk)
    // What hangs on a condition is judged by the ticket as it is, not as it is shown.
    guard !context.cover.isWhole else { return sight.subject(ticket) }
    do throws(HostError) {
      let present = try context.reading { try desk.ticket(ticket.id) }
      return sight.subject(ticket, allowedAs: present ?? ticket)
    } catch {
      throw PluginProblem(plugin: context.plugin, Text(words: error.message))
    }
  }

  private func call(
    _ function: LuaFunction, with ticket: Seen<Ticket>, _ now: Instant, within all: inout Budget,
  ) throws(PluginProblem) -> LuaValue {
    let (limits, most) = (context.limits, context.deciding)
    let allowed = min(most.instructions, all.instructions)
    var budget = Budget(
      instructions: allowed, milliseconds: most.milliseconds,
      latest: all.deadline)
    defer {
      all.instructions -= allowed - max(0, budget.instructions)
    }
    let writer = context.writer
    do throws(LuaError) {
      let values = try running(budget, milliseconds: most.milliseconds) {
        () throws(LuaError) in
        try sandbox.call(function, budget: &budget) { wire in
          writer.ticket(ticket, into: &wire)
          writer.time(now, into: &wire)
        }
      }
      return values.first ?? .null
    } catch {
      throw PluginProblem(error, plugin: context.plugin, limits: limits, isReacting: false)
    }
  }
}

/// What the computed fields of one plugin may use together in one list.
private struct ListBudget {
  private let limits: PluginLimits
  var budget: Budget
  /// How many bytes their values may still have.
  var bytes: Int64
  /// When the last of them was worked out: what lies between them is not their time.
  private var rest = Budget.now

  init(_ limits: PluginLimits) {
    self.limits = limits
    budget = Budget(
      instructions: limits[PluginLimits.listInstructions],
      milliseconds: limits[PluginLimits.listMilliseconds])
    bytes = limits[PluginLimits.listBytes]
  }

  var isUsedUp: Bool {
    budget.instructions <= 0 || budget.deadline <= Budget.now || bytes < 0
  }

  mutating func resume() { budget.deadline &+= Budget.now &- rest }
  mutating func pause() { rest = Budget.now }

  /// Which limits there are, and that one of them was reached.
  func problem(of plugin: String) -> PluginProblem {
    PluginProblem(
      plugin: plugin,
      Text.pluginOverList(
        instructions: limits[PluginLimits.listInstructions],
        milliseconds: limits[PluginLimits.listMilliseconds], bytes: limits[PluginLimits.listBytes]))
  }
}
