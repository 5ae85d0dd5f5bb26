import Kernel
import Lua
import Texts

extension Draft {
  /// The options of a hook.
  static func hookKeys(_ kind: HookSpec.Kind) -> [APIPart] {
    kind == .after ? hookKeys + [isForImports] : hookKeys
  }

  private static let hookKeys: [APIPart] = [
    .init("name", .text, "the hook's name in histories and traces"),
    .init("priority", .integer, "low ones run first; 100, where it is left out"),
    .init("when", .query, "a condition on the ticket as it is to be"),
    .init("on_fault", .text, "refuse or skip, where the function fails"),
    .init("laps", .integer, "how often it may come again in one chain of causes; 1"),
  ]

  private static let isForImports = APIPart(
    "import", .boolean, "whether it also runs for what an import writes")

  /// `docket.before`, `docket.validate` and `docket.after`.
  mutating func addHook(
    _ kind: HookSpec.Kind, event: String, function: LuaFunction, options: LuaValue?,
  ) throws(HostError) {
    let count = hooks.count { $0.kind == kind && $0.event == event }
    guard count < handlerLimit else {
      throw HostError(
        Text.pluginLimitHandlers(
          call: "docket.\(kind)", most: handlerLimit, event: event,
          limit: PluginLimits.handlers.name))
    }
    var table = SpecTable("docket.\(kind)", options ?? .table([]), Draft.hookKeys(kind))
    let name = table.text("name") ?? freeName("\(kind)-\(event.replacing("*", with: "all"))")
    if !Names.isHookName(name) {
      table.fail("name", Text.registrationHookName(name: name))
    }
    if hooks.contains(where: { $0.name == name }) {
      table.fail("name", Text.registrationHookTwice(name: name))
    }
    if let problem = eventProblem(event, kind) { table.fail(nil, problem) }
    if DeskEvent(event) != nil, table.has("when") {
      table.fail("when", Text.registrationEventWhen)
    }
    var spec = HookSpec(kind: kind, event: event, name: name, plugin: plugin, version: version)
    spec.priority = Int(table.integer("priority") ?? 100)
    spec.when = table.text("when")
    spec.onFault = table.word("on_fault", as: HookSpec.OnFault.self) ?? onFault
    spec.laps = Int(table.integer("laps") ?? 1)
    if !(1...16).contains(spec.laps) {
      table.fail("laps", Text.tableOutOfRange(number: spec.laps, most: 16))
    }
    if kind == .after { spec.isForImports = table.boolean("import") ?? false }
    try table.check()
    hooks.append(spec)
    functions[.hook(name)] = function
  }

  static let backfillKeys: [APIPart] = [
    .needed("name", .text, "what it is done once by: under another name it is done again"),
    .needed("query", .query, "a condition on the tickets that it is for"),
    .init("after", .boolean, "whether after hooks and notifications follow; no, where left out"),
    .needed(
      "each", .function(["ticket"], .deciding),
      "gives the fields to set, by name as set of an update has them; nil leaves the ticket"),
  ]

  /// `docket.backfill`.
  mutating func addBackfill(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.backfill", value, Draft.backfillKeys)
    let name = table.required("name")
    if !name.isEmpty, !Names.isHookName(name) {
      table.fail("name", Text.registrationHookName(name: name))
    }
    claim(name, among: backfills.map(\.name), of: Text.thingBackfill, in: &table)
    let query = table.required("query")
    let hasEffects = table.boolean("after") ?? false
    let each = table.function("each")
    try table.check()
    backfills.append(
      BackfillSpec(
        name: name, query: query, hasEffects: hasEffects, plugin: plugin, version: version))
    functions[.backfill(name)] = each
  }

  private func freeName(_ name: String) -> String {
    let taken = Set(hooks.map(\.name))
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }

  /// What is wrong with the shape of an event; whether its word exists is known only at the end.
  private func eventProblem(_ event: String, _ kind: HookSpec.Kind) -> Text? {
    let parts = event.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let groups = ["ticket", "field", "timer"] + DeskEvent.Group.allCases.map(\.rawValue)
    guard parts.count == 2, !parts[1].isEmpty else {
      return Text.registrationEvent(event: event)
    }
    guard groups.contains(parts[0]) else {
      return Text.registrationEventGroup(
        event: event, unknown: Names.unknown(parts[0], among: groups))
    }
    if parts[0] == "timer", kind != .after {
      return Text.registrationEventTimer(event: event)
    }
    if DeskEvent(event) != nil, kind != .after {
      return Text.registrationEventDesk(event: event)
    }
    return nil
  }

  /// `docket.every`.
  mutating func addTimer(
    _ schedule: LuaValue, name: String, function: LuaFunction,
  ) throws(HostError) {
    guard Names.isHookName(name) else {
      throw HostError(Text.registrationTimerName(name: name))
    }
    guard !timers.contains(where: { $0.name == name }) else {
      throw HostError(Text.registrationTimerTwice(name: name))
    }
    if let minute = schedule.text.flatMap(Draft.minuteOfDay) {
      timers.append(TimerSpec(name: name, plugin: plugin, minuteOfDay: minute))
    } else if let interval = Durations.milliseconds(schedule), interval >= 1000 {
      timers.append(TimerSpec(name: name, plugin: plugin, interval: interval))
    } else {
      throw HostError(
        Text.registrationTimerInterval(got: schedule.kindName))
    }
    functions[.timer(name)] = function
  }

  /// Reads `09:00`.
  static func minuteOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}
