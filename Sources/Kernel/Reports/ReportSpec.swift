import Texts

/// A report that a plugin adds: what it is asked with, what its rows have, and how they are drawn.
package struct ReportSpec: Equatable, Sendable {
  package var name: String
  package var params: [FieldSpec]
  package var columns: [ReportColumn]
  /// What is drawn of the rows; `nil` for a report that is a table only.
  package var chart: ReportChart?
  /// The parameter that says what to count by, as `queue` or `created.week`.
  package var group: String?
  package var plugin: String

  package init(
    name: String, params: [FieldSpec] = [], columns: [ReportColumn], chart: ReportChart? = nil,
    group: String? = nil, plugin: String,
  ) {
    self.name = name
    self.params = params
    self.group = group
    self.columns = columns
    self.chart = chart
    self.plugin = plugin
  }

  /// The column of that name.
  package func column(_ name: String) -> ReportColumn? { columns.first { $0.name == name } }

  /// The column that says what a row counts, of a report that says by `group` what to count by: the
  /// one that the drawing is labelled by, else the first of texts.
  package var groupColumn: String? {
    guard group != nil else { return nil }
    return chart?.label ?? columns.first { $0.kind == .text }?.name
  }

  /// What a report is asked with besides its own parameters, which have other names.
  package static let takenNames = ["query", "since", "till", "now", "person", "params"]

  /// The kinds that a parameter of a report may have: those that need nothing of a ticket.
  package static let paramKinds: [FieldKind] = [
    .text, .integer, .number, .boolean, .duration, .choice,
  ]
}

extension ReportSpec: JSONForm {
  package static var blank: Self { ReportSpec(name: "", columns: [], plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("params", &params)
    try members.exchange("columns", &columns)
    try members.exchange("chart", &chart)
    try members.exchange("group", &group)
    try members.exchange("plugin", &plugin)
  }
}

/// A column of a report.
package struct ReportColumn: Equatable, Sendable {
  /// What its values are.
  package enum Kind: String, CaseIterable, JSONStored, Sendable {
    case text
    case integer
    case number
    /// Hundredths of a whole: 12.5 is an eighth.
    case percent
    /// A length of time; in Lua seconds.
    case duration
    /// A moment; in Lua seconds.
    case time
    /// Yes or no.
    case boolean

    /// Whether values are drawn and aligned as numbers.
    package var isNumeric: Bool { self != .text && self != .time && self != .boolean }
  }

  package var name: String
  package var kind: Kind

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension ReportColumn: JSONForm {
  package static var blank: Self { ReportColumn(name: "", kind: .text) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("kind", &kind)
  }
}

/// How the rows of a report are drawn.
package struct ReportChart: Equatable, Sendable {
  package enum Kind: String, CaseIterable, JSONStored, Sendable {
    /// A bar for each row, one below the other.
    case bars
    /// Points joined by lines, from the first row on the left to the last on the right.
    case lines
  }

  package var kind: Kind
  /// The column that says what each row is.
  package var label: String
  /// The columns that are drawn, of one kind.
  package var values: [String]

  package init(kind: Kind, label: String, values: [String]) {
    self.kind = kind
    self.label = label
    self.values = values
  }
}

extension ReportChart: JSONForm {
  package static var blank: Self { ReportChart(kind: .bars, label: "", values: []) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("kind", &kind)
    try members.exchange("label", &label)
    try members.exchange("values", &values)
  }
}

extension ReportSpec {
  /// The parameters with what was given for them, else with their defaults.
  ///
  /// A text is read by the parameter's kind, in English and as the language writes it. Throws a `Refusal` of the code `invalid` that names each
  /// parameter that is unknown, missing or of another kind.
  package func read(
    _ given: [String: Value], in language: Language? = nil,
  ) throws(Refusal) -> [String: Value] {
    var problems: [Refusal.Problem] = []
    var values: [String: Value] = [:]
    for param in params {
      guard let value = given[param.name] ?? param.standard else {
        if param.isRequired {
          problems.append(.init(.invalid, field: param.name, Text.tableMissing))
        }
        continue
      }
      guard let read = param.read(value, in: language) else {
        problems.append(
          .init(.invalid, field: param.name, Text.reportWants(what: param.wantedInReport)))
        continue
      }
      if let word = read.text, param.kind == .choice, !param.reportChoices.contains(word) {
        let nearest = nearestName(to: word, among: param.reportChoices)
        let all = param.reportChoices.joined(separator: ", ")
        problems.append(
          .init(
            .invalid, field: param.name,
            Text.reportNoChoice(value: word, hint: Text.suggestion(nearest), choices: all)))
        continue
      }
      values[param.name] = read
    }
    let known = params.map(\.name)
    for name in given.keys.sorted() where !known.contains(name) {
      let hint = Text.nearest(nearestName(to: name, among: known))
      let problem =
        known.isEmpty
        ? Text.reportNoParams(report: self.name)
        : Text.reportNoParam(
          report: self.name, params: known.joined(separator: ", "), hint: hint)
      problems.append(.init(.invalid, field: name, problem))
    }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    return values
  }
}

extension ReportSpec {
  /// What was given as it is kept: in English, where the language writes a value otherwise, since
  /// whoever makes the report later reads it so.
  package func kept(
    _ given: [String: String], typedIn language: Language?,
  ) throws(Refusal) -> [String: String] {
    let values = try read(given.mapValues(Value.text), in: language)
    var kept = given
    for param in params {
      guard let text = given[param.name], let value = values[param.name],
        param.read(.text(text), in: nil) != value
      else { continue }
      if case .integer(let length) = value, param.kind == .duration {
        kept[param.name] = "\(TimeSpan(milliseconds: length))"
      } else {
        kept[param.name] = value.plainText
      }
    }
    return kept
  }
}

extension FieldSpec {
  /// The words that a parameter of a report may be.
  package var reportChoices: [String] { choices["*"] ?? [] }

  fileprivate func read(_ value: Value, in language: Language?) -> Value? {
    switch (kind, value) {
    case (.text, .text), (.choice, .text), (.integer, .integer), (.number, .integer),
      (.number, .number), (.boolean, .boolean), (.duration, .integer):
      value
    case (.integer, .text(let text)):
      TypedNumber(text, in: language).integer().map(Value.integer)
    case (.number, .text(let text)):
      (try? TypedNumber(text, in: language).number()).map(Value.number)
    case (.boolean, .text(let text)): TypedAnswer.isYes(text, in: language).map(Value.boolean)
    case (.duration, .text(let text)):
      (try? TimeSpan.duration(text, in: language)).map(Value.integer)
    default: nil
    }
  }

  fileprivate var wantedInReport: Text {
    switch kind {
    case .integer: Text.valueInteger
    case .number: Text.valueNumber
    case .boolean: Text.reportYesNo
    case .duration: Text.valueDuration
    default: Text.valueText
    }
  }
}
