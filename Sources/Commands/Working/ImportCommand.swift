import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket import`: takes in the rows of a file through an importer.
struct ImportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in the rows of a file, as a script maps them to changes.",
    discussion: """
      The script says whether the file is CSV, JSON or a JSON object a line. Without a script --map \
      makes a ticket of each row of a table: it names the column of each field, and with key, at \
      and actor what the row is called, when it was made and by whom. What docket export wrote \
      needs neither: its tickets come in with their histories, under their own numbers on a desk \
      that has none; a table (--format csv) without histories.

      The separator of a table is found: a comma, a semicolon, a tab or a bar. A file is in UTF-8, or \
      in UTF-16 with its mark, or as --encoding says.

      Importing again adds only what is new, in whatever order the rows come; rows that were in and \
      have changed are told. A bad row is reported and the others go in; the exit status says so. \
      --dry-run is one transaction, which others wait for.

      What goes in says who imported it and from what file (docket history). A source goes on \
      under who imported from it first. Where a ticket was gone on with here, a row changes it only \
      with --update, in your name and as of now.

      Examples:
        docket import other-desk.ndjson
        docket import tickets.csv --map subject=Title,body=Text,key=Number
        docket import log.csv --with helpdesk-log --dry-run
        docket import july.csv --with map.lua --source july
      """)

  @Argument(help: "The file.", completion: .file()) var file: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "The importer's file, or the name of one that comes with docket.", valueName: "script"),
    completion: .file(extensions: ["lua"]))
  var script: String?
  @Option(
    help: ArgumentHelp("The column of each field, for a table.", valueName: "field=column,…"),
    completion: .nothing)
  var map: [String] = []
  @Option(
    help: "The name that the desk remembers it by (else the importer's).", completion: .nothing)
  var source: String?
  @Option(help: "utf-8, utf-16, utf-16le, utf-16be, windows-1251 or windows-1252.")
  var encoding: TextEncoding?
  @Option(help: "What stands between the cells of a table; tab for a tab.", completion: .nothing)
  var separator: String?
  @Flag(help: "Change the tickets of rows that were in and have changed.") var update = false
  @Flag(help: "Change nothing; show what would be taken in.") var dryRun = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard script == nil || map.isEmpty else {
      throw ValidationError(Text.usageWithMap.description)
    }
  }

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.import)
    let bar = ProgressBar(Text.progressImport, on: context.output.error)
    defer { bar.finish() }
    let report = try report(on: context) { progress in
      bar.show(
        progress.bytes, of: progress.size, note: Text.progressRows(count: progress.rows))
    }
    bar.finish()
    try ImportAnswer(report: report).tell(on: context.output)
    guard report.bad.isEmpty else {
      try tellIdle(report.source, in: context)
      throw ExitCode(Failure.Code.failed.exitStatus)
    }
  }

  /// Bad rows may be of the types and fields of a plugin that is called like the importer.
  private func tellIdle(_ plugin: String, in context: CommandContext) throws {
    guard !context.output.isJSON, try context.desk.availableNames().contains(plugin) else { return }
    let enabled = try context.read { $0.rulebook.registry.plugins.map(\.name) }
    guard !enabled.contains(plugin) else { return }
    try context.output.say(Text.saidImportPluginOff(plugin: plugin))
  }

  private func report(
    on context: CommandContext, _ progress: (ImportProgress) -> Void,
  ) throws -> ImportReport {
    if script == nil, map.isEmpty, try ExportHeader.read(from: file) != nil {
      guard !update else { throw Failure(.usage, Text.usageUpdateExport) }
      return try context.desk.importExport(
        file, source: source, isDryRun: dryRun, as: context.person, progress: progress)
    }
    var order = ImportOrder(try mapping(on: context))
    order.source = source
    order.encoding = encoding
    order.separator = try separator.map(scalar)
    order.isUpdating = update
    order.isDryRun = dryRun
    return try context.desk.importFile(file, order, as: context.person, progress: progress)
  }

  private func mapping(on context: CommandContext) throws -> ImportOrder.Mapping {
    if let script { return .script(try context.desk.importer(named: script)) }
    if map.isEmpty, ColumnMap.isExport(of: file) { return .columns([]) }
    guard !map.isEmpty else {
      throw Failure(.usage, Text.importWhichImporter(file: file))
    }
    return .columns(
      try map.flatMap(ImportCommand.pairs).map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw Failure(.usage, Text.usageMap(pair: String(pair)))
        }
        return ColumnMap.Pair(field: parts[0], column: parts[1])
      })
  }

  /// The pairs between commas; a comma within a column's name is followed by no `field=`.
  private static func pairs(_ text: String) -> [String] {
    text.split(separator: ",").reduce(into: []) { pairs, part in
      let name = part.prefix { $0 != "=" }
      let isPair = name.count < part.count && name.allSatisfy { $0.isLetter || $0 == "_" }
      if isPair || pairs.isEmpty {
        pairs.append(String(part))
      } else {
        pairs[pairs.count - 1] += ",\(part)"
      }
    }
  }

  private func scalar(_ text: String) throws -> Unicode.Scalar {
    if text == "tab" || text == "\\t" { return "\t" }
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, scalar.isASCII
    else { throw Failure(.usage, Text.usageSeparator(text: text)) }
    return scalar
  }
}

extension TextEncoding: ExpressibleByArgument {}
