import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket export`: tickets for another desk, or for a spreadsheet.
struct ExportCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write tickets with their histories, or as a table, to standard output.",
    discussion: """
      ndjson (which it is by itself, and with --json in one array) is a JSON object a line: people, tickets and every entry of \
      their histories. docket import takes it in on another desk; importing it again, or a later \
      export, adds only what is new. What belongs to a desk alone is made anew there: entries' seq, \
      request, recorded time, causes and digests, and logins. Notes are in it for who may see them.

      csv is the tickets' fields, a line each. Cells that a spreadsheet would take for a formula \
      begin with an apostrophe, unless --raw is given.

      Without a query all tickets that you see, discarded ones too. All is of one moment.

      --anonymous writes the same shapes, times and links with other words, names, addresses and \
      files, to try plugins with: a made word has the length of the one that it stands for, and the \
      same word becomes the same one throughout the file. Names that the desk declares stay (types, \
      stages, queues, choices, roles, described tags), and so do times, dates, amounts, and whole \
      numbers below 1000 or between declared bounds. The key is random and kept nowhere; with --seed \
      it follows from the seed, and whoever knows that can try words out.

      Examples:
        docket export > desk.ndjson
        docket export queue:billing closed:-30d.. > billing.ndjson
        docket export is:closed --format csv > closed.csv
        docket export --anonymous queue:billing > my-plugin/fixtures/billing.ndjson
      """)

  @Argument(help: "Which tickets; nothing for all.", completion: .source(.query))
  var query: [String] = []
  @Option(help: "ndjson or csv.") var format = ExportFormat.ndjson
  @Flag(help: "For csv: write cells as they are, also those that look like formulas.")
  var raw = false
  @Flag(help: "Write other words, names, addresses and files in place of those there are.")
  var anonymous = false
  @Option(
    help: ArgumentHelp("For --anonymous: the same text makes the same words.", valueName: "text"),
    completion: .nothing)
  var seed: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !raw || format == .csv else { throw ValidationError(Text.usageRaw.description) }
    guard !global.json || format == .ndjson else {
      throw ValidationError(Text.usageJsonCsv.description)
    }
    guard !anonymous || format == .ndjson else {
      throw ValidationError(Text.usageAnonymousCsv.description)
    }
    guard anonymous || seed == nil else {
      throw ValidationError(Text.usageAnonymousSeed.description)
    }
  }

  func read(_ session: DeskSession, on output: Output) throws {
    let bar = ProgressBar(Text.progressExport, on: output.error)
    defer { bar.finish() }
    let out = OutputBuffer(isArray: global.json)
    let text = query.joined(separator: " ")
    let query = try text.isEmpty ? nil : session.query(text)
    let report =
      switch format {
      case .ndjson:
        try session.export(
          query, anonymously: anonymous ? ExportAnonymity(seed: seed) : nil, write: out.write
        ) { bar.show($0, of: $1) }
      case .csv: try exportCSV(query, session, to: out) { bar.show($0, of: $1) }
      }
    try out.finish()
    bar.finish()
    guard report.hidden > 0 else { return }
    try output.say(Text.exportLeftOut(count: report.hidden))
  }

  private func exportCSV(
    _ query: Query?, _ session: DeskSession, to out: OutputBuffer,
    progress: (Int, Int) -> Void,
  ) throws -> ExportReport {
    let names =
      TicketField.allCases.map(\.rawValue) + session.rulebook.registry.fields.map(\.name)
    let columns = names.compactMap { name in
      session.viewer.mayName(name) ? session.rulebook.field(name) : nil
    }
    let table = TicketTable(columns: columns, values: session.values)
    try out.write(Array((CSV.line(columns.map(\.name)) + "\r\n").utf8))
    return try session.exportTickets(
      query,
      { tickets in
        for ticket in tickets {
          let line = try table.csvLine(of: ticket) { text, column in
            raw || !column.kind.isFreeText ? text : FormulaGuard.added(to: text)
          }
          try out.write(Array((line + "\r\n").utf8))
        }
      }, progress: progress)
  }
}

/// What an export is written as.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case ndjson
  case csv
}

extension FieldKind {
  /// Whether anything at all may stand in it; numbers and times are no formulas.
  fileprivate var isFreeText: Bool {
    switch self {
    case .text, .longText, .choice, .tag, .queue, .person, .date, .stage: true
    case .attachment: true
    case .integer, .number, .boolean, .time, .duration, .ticket, .category, .priority: false
    }
  }
}
