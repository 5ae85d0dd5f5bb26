import Kernel
import Lua
import Texts

/// What a report is asked, and for whom.
package struct ReportRun {
  package let desk: any DeskReading
  /// Who asks: the plugin sees no more than they do.
  package let audience: Viewer
  package let person: String
  /// The tickets that it is about, as it was typed and as it is looked for.
  package let query: String
  package let scope: Condition
  package let params: [String: Value]
  /// The period, from the first moment up to before the second.
  package let since: Instant?
  package let until: Instant?

  package init(
    desk: any DeskReading, audience: Viewer, person: String, query: String, scope: Condition,
    params: [String: Value], since: Instant?, until: Instant?,
  ) {
    self.desk = desk
    self.audience = audience
    self.person = person
    self.query = query
    self.scope = scope
    self.params = params
    self.since = since
    self.until = until
  }
}

/// Runs reports, and asks plugins how they are: on the thread that reads, and only reading.
///
/// It belongs to one thread and one answer. Each call has what one of the reacting lane has.
package final class ReportingHost {
  private let set: LoadedSet
  let boxes: PluginBoxes

  /// Takes what was loaded; `log` takes what plugins write to the desk's log.
  package init(_ set: LoadedSet, post: WatchPost? = nil, log: @escaping (PluginLogLine) -> Void) {
    self.set = set
    boxes = PluginBoxes(of: set, post: post, log: log)
  }

  /// The rows of a report, each value in the order of its columns, `none` where a row has none.
  package func rows(of report: ReportSpec, in run: ReportRun) throws(HookFault) -> [[Value]] {
    let version = set.plugin(report.plugin)?.spec.version ?? ""
    do throws(PluginProblem) {
      let box = try boxes.box(for: report.plugin)
      let result = try box.report(report, in: run)
      return try rows(of: report, in: result, box.context)
    } catch {
      boxes.drop(report.plugin)
      throw HookFault(
        hook: "\(report.plugin)@\(version):\(report.name)", plugin: report.plugin,
        message: error.description, traceback: error.traceback)
    }
  }

  private func rows(
    of report: ReportSpec, in result: LuaValue, _ context: SandboxContext,
  ) throws(PluginProblem) -> [[Value]] {
    func fail(_ text: Text) -> PluginProblem {
      PluginProblem(plugin: report.plugin, file: context.source.mainPath, text)
    }
    guard let items = result.items else {
      throw fail(Text.reportGivesNoRows(report: report.name, got: result.kindName))
    }
    guard items.count <= Limit.reportRows else {
      throw fail(Text.reportTooManyRows(report: report.name, most: Limit.reportRows))
    }
    let names = report.columns.map(\.name)
    var rows: [[Value]] = []
    rows.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      let place = Text.reportRow(report: report.name, number: index + 1)
      guard let pairs = item.pairs else {
        throw fail(
          Text.frameOf(
            owner: place,
            problem: Text.tableWants(wanted: Text.valueTableNamed, got: item.kindName)))
      }
      if let unknown = pairs.first(where: { !names.contains($0.key) }) {
        throw fail(
          Text.frameOf(
            owner: place,
            problem: Text.reportNoColumn(
              name: unknown.key, hint: Names.hint(unknown.key, among: names))))
      }
      var row: [Value] = []
      for column in report.columns {
        let given = item[column.name] ?? .null
        guard let value = column.value(given) else {
          throw fail(
            Text.frameOf(
              owner: place,
              problem: Text.tableKey(
                key: column.name,
                problem: Text.tableWants(wanted: column.wanted, got: given.kindName))))
        }
        row.append(value)
      }
      rows.append(row)
    }
    return rows
  }
}

extension ReportColumn {
  /// The value as the column holds it; `nil` for one of another kind.
  fileprivate func value(_ value: LuaValue) -> Value? {
    if value == .null || value == .none { return Value.none }
    switch kind {
    case .text: return value.text.map(Value.text) ?? value.number.map { _ in .text(value.digits) }
    case .integer: return value.integer.map(Value.integer)
    case .number, .percent:
      return value.number.flatMap { $0.isFinite ? ValueConversion.number($0) : nil }
    case .duration:
      guard let seconds = value.number, let length = Int64(exactly: (seconds * 1000).rounded())
      else { return nil }
      return .integer(length)
    case .time: return ValueConversion.instant(value).map(Value.time)
    case .boolean: return value.boolean.map(Value.boolean)
    }
  }

  fileprivate var wanted: Text {
    switch kind {
    case .text: Text.valueText
    case .integer: Text.valueInteger
    case .number, .percent, .duration: Text.valueNumber
    case .time: Text.valueSeconds
    case .boolean: Text.valueBoolean
    }
  }
}

extension LuaValue {
  /// A number as Lua writes it.
  fileprivate var digits: String {
    if let whole = integer { return "\(whole)" }
    return "\(number ?? 0)"
  }
}

extension PluginBox {
  /// Calls `run(report)`.
  fileprivate func report(
    _ report: ReportSpec, in run: ReportRun,
  ) throws(PluginProblem) -> LuaValue {
    try answer(
      .report(report.name), on: run.desk, for: run.audience, of: run.scope, given: run.lua(report))
  }

  /// Calls a function for somebody who asks; what it reads is taken from what its call may read.
  func answer(
    _ key: FunctionKey, on desk: any DeskReading, for audience: Viewer,
    of scope: Condition = .always, given argument: LuaValue = .null,
  ) throws(PluginProblem) -> LuaValue {
    let values = try answers(key, on: desk, given: [argument]) {
      .reporting($0, for: audience, of: scope)
    }
    return values.first ?? .null
  }

  /// The same with whatever the function does, and all values that it gives.
  func answers(
    _ key: FunctionKey, on desk: any DeskReading, given arguments: [LuaValue],
    as occupation: (LimitedReading) -> Occupation,
  ) throws(PluginProblem) -> [LuaValue] {
    forget()
    context.rows.reset()
    let most = context.reacting
    context.beginCall(milliseconds: most.milliseconds, limit: PluginLimits.reactingMilliseconds)
    defer { forget() }
    sandbox.setClock(milliseconds: desk.now.milliseconds)
    sandbox.reseed(UInt64(truncatingIfNeeded: desk.now.milliseconds))
    let reading = context.limited(desk)
    let limits = context.limits
    let keys = context.layout.layout.keys
    var budget = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    return try context.doing(occupation(reading)) { () throws(PluginProblem) in
      let function = try function(key)
      do throws(LuaError) {
        return try running(budget, milliseconds: most.milliseconds) { () throws(LuaError) in
          try sandbox.call(function, budget: &budget) { writer in
            for argument in arguments { writer.value(argument, keys: keys) }
          }
        }
      } catch {
        throw PluginProblem(error, plugin: context.plugin, limits: limits, isReacting: true)
      }
    }
  }
}

extension ReportRun {
  /// What `run` is given.
  fileprivate func lua(_ report: ReportSpec) -> LuaValue {
    let given = report.params.compactMap { param in
      params[param.name].map { value in
        LuaPair(param.name, LuaValue(reported: value, isDuration: param.kind == .duration))
      }
    }
    var pairs = [
      LuaPair("now", desk.now.lua),
      LuaPair("params", .table(given.sorted { $0.key.precedesByBytes($1.key) })),
      LuaPair("person", .string(person)), LuaPair("query", .string(query)),
    ]
    if let since { pairs.append(LuaPair("since", since.lua)) }
    if let until { pairs.append(LuaPair("till", until.lua)) }
    return .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }
}

extension LuaValue {
  /// A parameter's value, or one of a row.
  fileprivate init(reported value: Value, isDuration: Bool) {
    self =
      switch value {
      case .integer(let length) where isDuration: Instant(milliseconds: length).lua
      case .text(let text): .string(text)
      case .integer(let number): .integer(number)
      case .number(let number): .number(number)
      case .boolean(let flag): .boolean(flag)
      case .time(let instant): instant.lua
      default: .null
      }
  }

  /// A row of a report as a spec compares it, without what it does not have.
  init(row values: [Value], of report: ReportSpec) {
    var pairs: [LuaPair] = []
    for (column, value) in zip(report.columns, values) where value != .none {
      pairs.append(
        LuaPair(
          column.name, LuaValue(reported: value, isDuration: column.kind == .duration)))
    }
    self = .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }
}
