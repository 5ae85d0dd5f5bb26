import Kernel
import Lua
import Texts

/// `docket.tickets.measure`: what the store works out of many tickets and their histories.
enum MeasureAPI {
  static let functions: [APIFunction] = [
    TicketsAPI.read(
      "measure",
      "what is worked out of the tickets that match, by groups: lengths of time, amounts, entries",
      QueryCall.parameters([
        .init(
          "by", .either(.fieldName, .list),
          """
          a field to group by, or created.week, or a list of two; with entries also at.week (day, \
          month, year) or actor, which count the entries themselves
          """),
        .init(
          "from", .either(.fieldName, .table),
          "where a length of time begins: a field, or { first = QUERY } or { last = QUERY } of entries"
        ),
        .init("to", .either(.fieldName, .table), "where it ends; seconds are given"),
        .init("field", .fieldName, "a field of numbers or durations, in place of from and to"),
        .init("entries", .query, "a query over entries: how many each ticket has of them"),
        .init(
          "counts", .table,
          "several of them by names, { NAME = QUERY, … }: each history is read once for all"),
        .init(
          "target", .either(.duration, .fieldName),
          "what a value must not exceed: a duration or number, or the field of a time to be met"),
      ]),
      gives: .init(
        .list,
        """
        a list of { group, part, count, sum, mean, median, p90, most, within, judged }; group and \
        part are left out where there is no value; with counts an item has what follows count in \
        counts.NAME
        """),
      example: """
        local rows = docket.tickets.measure("is:closed", {
          by = "type", from = "created", to = "closed", target = "2d",
        })
        """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      var options = function.options(call, 1)
      let reader = MeasureReader(question: question, context: context, path: function.path)
      let (measurement, names) = try reader.measurement(&options)
      let asker = question.asker
      let groups = try context.reading {
        try asker.desk.measure(measurement, access: asker.access, in: asker.context)
      }
      try context.rows.take(groups.count)
      let items = groups.map { MeasureAPI.row($0, of: measurement, names, context.writer) }
      call.results.value(.array(items), keys: context.layout.layout.keys)
    }
  ]

  /// The longest list of counts: each is a part of one expression.
  fileprivate static let countLimit = 8

  /// What a group is to Lua; several counts have names.
  private static func row(
    _ group: MeasuredGroup, of measurement: Measurement, _ names: [String], _ writer: ValueWriter,
  ) -> LuaValue {
    var pairs: [(String, LuaValue)] = [("count", .integer(Int64(group.count)))]
    if group.value != .none { pairs.append(("group", .string(writer.name(of: group.value)))) }
    if let part = group.part, part != .none {
      pairs.append(("part", .string(writer.name(of: part))))
    }
    let amounts = group.amounts.map { members(of: $0, count: group.count, measurement) }
    if names.isEmpty {
      pairs += amounts.joined()
    } else {
      pairs.append(("counts", table(zip(names, amounts.map(table)).map { ($0, $1) })))
    }
    return table(pairs)
  }

  private static func members(
    of amount: MeasuredAmount, count: Int, _ measurement: Measurement,
  ) -> [(String, LuaValue)] {
    let scale = measurement.isOfTime ? 1000.0 : 1
    func number(_ value: Double) -> LuaValue {
      let value = value / scale
      return Int64(exactly: value).map(LuaValue.integer) ?? .number(value)
    }
    var pairs: [(String, LuaValue)] = [
      ("sum", number(amount.sum)), ("median", number(amount.median)),
      ("p90", number(amount.ninetieth)), ("most", number(amount.most)),
      ("mean", .number(amount.sum / scale / Double(max(1, count)))),
    ]
    if let within = amount.within, let judged = amount.judged {
      pairs += [("within", .integer(Int64(within))), ("judged", .integer(Int64(judged)))]
    }
    return pairs
  }

  private static func table(_ pairs: [(String, LuaValue)]) -> LuaValue {
    .table(pairs.map { LuaPair($0.0, $0.1) }.sorted { $0.key.precedesByBytes($1.key) })
  }
}

extension Measurement {
  /// Whether its values are milliseconds.
  fileprivate var isOfTime: Bool {
    switch subject {
    case .span: true
    case .field(let field): field.kind == .duration
    case .entries, .moments: false
    }
  }
}

extension Measurement.Subject {
  fileprivate var isOfMoments: Bool {
    if case .moments = self { true } else { false }
  }
}

/// Reads the options of `docket.tickets.measure`.
private struct MeasureReader {
  let question: QueryCall
  let context: SandboxContext
  let path: String

  /// What to measure, and what its counts are called.
  func measurement(
    _ options: inout SpecTable,
  ) throws(HostError) -> (Measurement, names: [String]) {
    let names = try groups(&options)
    let (subject, counts) = try subject(&options, names)
    var keys: [GroupKey] = []
    for name in subject.isOfMoments ? [] : names {
      keys.append(try question.asker.groupKey(name, for: path))
    }
    let target = try target(&options, of: subject)
    let query = Query(
      condition: try question.tickets.condition, Query.Modifiers(groups: keys))
    guard let sight = question.asker.sight.viewer.historySight else {
      throw HostError(Text.apiMeasureHidden(path: path))
    }
    try options.check()
    return (Measurement(subject, of: query, target: target, sight: sight), counts)
  }

  private func groups(_ options: inout SpecTable) throws(HostError) -> [String] {
    guard let value = options.value("by") else { return [] }
    let names = value.text.map { [$0] } ?? value.texts ?? []
    guard (1...2).contains(names.count) else { throw HostError(Text.apiMeasureBy(path: path)) }
    return names
  }

  private func subject(
    _ options: inout SpecTable, _ groups: [String],
  ) throws(HostError) -> (Measurement.Subject, counts: [String]) {
    let (hasSpan, hasField) = (options.has("from") || options.has("to"), options.has("field"))
    let given = [hasSpan, hasField, options.has("entries"), options.has("counts")].count { $0 }
    guard given == 1, !hasSpan || options.has("from") && options.has("to") else {
      throw HostError(Text.apiMeasureWhat(path: path))
    }
    if hasSpan {
      return (.span(from: try mark("from", &options), to: try mark("to", &options)), [])
    }
    if hasField {
      let name = options.text("field") ?? ""
      let field = try field(name, key: "field")
      guard [.integer, .number, .duration].contains(field.kind) else {
        throw HostError(Text.apiMeasureAmount(path: path, field: name))
      }
      return (.field(field), [])
    }
    if options.has("counts") { return try counts(&options) }
    let entries = try entries(options.text("entries") ?? "")
    if groups.count == 1, let group = Measurement.EntryGroup(groups[0]) {
      return (.moments(entries, by: group), [])
    }
    return (.entries([entries]), [])
  }

  private func counts(
    _ options: inout SpecTable,
  ) throws(HostError) -> (Measurement.Subject, counts: [String]) {
    let pairs = options.pairs("counts")
    guard (1...MeasureAPI.countLimit).contains(pairs.count) else {
      throw HostError(Text.apiMeasureCounts(path: path, limit: MeasureAPI.countLimit))
    }
    var queries: [EntryQuery] = []
    for pair in pairs {
      guard let text = pair.value.text else {
        throw HostError(Text.apiMeasureCounts(path: path, limit: MeasureAPI.countLimit))
      }
      queries.append(try entries(text))
    }
    return (.entries(queries), pairs.map(\.key))
  }

  private func mark(
    _ key: String, _ options: inout SpecTable,
  ) throws(HostError) -> Measurement.Mark {
    guard let value = options.value(key) else { throw HostError(Text.apiMeasureWhat(path: path)) }
    if let name = value.text {
      let field = try field(name, key: key)
      guard field.kind == .time else {
        throw HostError(Text.apiMeasureTime(path: path, key: key, field: name))
      }
      return .field(field)
    }
    if case .table(let pairs) = value, pairs.count == 1, let text = pairs[0].value.text {
      switch pairs[0].key {
      case "first": return .first(try entries(text))
      case "last": return .last(try entries(text))
      default: break
      }
    }
    throw HostError(Text.apiMeasureMark(path: path, key: key))
  }

  private func target(
    _ options: inout SpecTable, of subject: Measurement.Subject,
  ) throws(HostError) -> Measurement.Target? {
    guard let value = options.value("target") else { return nil }
    switch subject {
    case .moments: throw HostError(Text.apiMeasureNoTarget(path: path))
    case .entries: break
    case .field(let field) where field.kind != .duration: break
    case .span, .field:
      if let length = Durations.milliseconds(value) { return .value(Double(length)) }
    }
    if let number = value.number { return .value(number) }
    guard case .span = subject, let name = value.text else {
      throw HostError(Text.apiMeasureTarget(path: path))
    }
    let field = try field(name, key: "target")
    guard field.kind == .time else {
      throw HostError(Text.apiMeasureTime(path: path, key: "target", field: name))
    }
    return .field(field)
  }

  private func field(_ name: String, key: String) throws(HostError) -> QueryField {
    let schema = question.asker.schema
    if let field = schema.field(named: name) { return field }
    throw HostError(
      Text.frameOf(
        owner: path,
        problem: Text.tableKey(key: key, problem: Names.unknown(name, among: schema.names))))
  }

  /// A query over entries; its plugin must be one that may see histories.
  private func entries(_ text: String) throws(HostError) -> EntryQuery {
    try context.require(.historyView, for: path)
    let query = try question.entries(text)
    if let field = query.uncountable {
      throw HostError(
        Text.apiMeasureEntries(
          path: path, field: field,
          known: CountedField.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    return query
  }
}

extension Measurement.EntryGroup {
  /// Reads `actor`, or `at.week`.
  fileprivate init?(_ name: String) {
    if name == CountedField.actor.rawValue {
      self = .actor
      return
    }
    let parts = name.split(separator: ".")
    guard parts.count == 2, parts[0] == CountedField.at.rawValue,
      let unit = CalendarUnit(rawValue: String(parts[1]))
    else { return nil }
    self = .period(unit)
  }
}
