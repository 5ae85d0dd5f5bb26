import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket init`: makes a desk.
struct InitCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a desk; your login becomes the person admin.",
    discussion: """
      Without --with, the desk gets the standard plugins: support, close-reasons, inbox and round-robin. \
      --with takes plugins, and sets of plugins: support-desk is for a support team, with queues, \
      types, rules, answers to choose from, conversations beside the one with the requester, a plain \
      close besides one with a reason, reports and views. --dry-run shows what a desk would begin with. \
      Naming a plugin that comes with Docket is agreeing to what it takes and gives; for others, see \
      docket plugin enable.

      Examples:
        docket init
        docket init /srv/desk --with support,close-reasons
        docket init --with support-desk --dry-run
        docket init --with support-desk,webhook
        docket init --bare
        docket init --language nl --time-zone Europe/Amsterdam
      """)

  @Argument(
    help: "The desk's directory; it is made (else --desk, $DOCKET_DESK or ./desk).",
    completion: .directory)
  var directory: String?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("Plugins and sets to enable, separated by commas.", valueName: "a,b"),
    completion: .source(.offered))
  var plugins: [String] = []

  @Flag(help: "Enable no plugin at all.")
  var bare = false

  @Flag(help: "Make nothing; show which plugins it would begin with.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("The desk's language, as nl (else the system's).", valueName: "ll"),
    completion: .source(.languages))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "The desk's time zone, as Europe/Amsterdam (else the system's).", valueName: "zone"),
    completion: .nothing)
  var timeZone: String?

  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard !bare || plugins.isEmpty else {
      throw Failure(.usage, Text.usageBareAndWith)
    }
    guard directory == nil || global.desk == nil else {
      throw Failure(.usage, Text.usageDeskTwice)
    }
    if let timeZone, (try? Zone.named(timeZone)) == nil {
      throw Failure(.usage, Text.personZone(zone: timeZone))
    }
    let folder = directory ?? global.folder
    let asked = plugins.flatMap { $0.split(separator: ",").map(\.trimmingBlanks) }
    let names = plugins.isEmpty ? Desk.standardPlugins : asked
    let start = try DeskStart(with: bare ? [] : names, in: folder)
    var output = Output(global)
    // Whoever says the desk's language reads it.
    if global.language == nil, let own = language.flatMap({ Language($0) }) {
      output.language = own
    }
    guard !dryRun else { return try show(start, in: folder, on: output) }
    let traces = DeskTraces(of: folder)
    do {
      try agreement.whileAsking(on: output) {
        try Desk.create(
          at: folder, beginningWith: start, login: ThisProcess.login,
          language: Locality.language.code, zone: Locality.zone, chosen: chosen,
          agreeingTo: $0)
      }
    } catch {
      traces.remove()
      throw error
    }
    guard !output.isJSON else {
      return try output.write(.object([("desk", .string(folder))]))
    }
    let isStandard = folder == GlobalOptions.standardFolder
    let place = isStandard ? "./\(folder)" : folder
    try output.write(Text.saidDeskMade(folder: place))
    let option = isStandard ? "" : " --desk \(folder)"
    try output.say(Text.saidDeskNext(option: option))
  }

  /// The plugins that the desk would begin with, and what would be set for them.
  private func show(_ start: DeskStart, in folder: String, on output: Output) throws {
    let parts = try start.parts(in: folder)
    guard !output.isJSON else {
      return try output.write(
        .object([("desk", .string(folder)), ("plugins", .array(parts.map(\.json)))]))
    }
    var table = Table([
      .init(Text.columnPlugin), .init(Text.columnVersion),
      .init(Text.columnSummary, isFlexible: true),
    ])
    for part in parts {
      table.append([
        .init(part.name), .init(part.version),
        .init(part.summaries[output.language.code] ?? part.summary),
      ])
      for (name, value) in part.settings {
        table.append([.init("  \(name)=\(value.string ?? value.text)"), .init(""), .init("")])
      }
    }
    try output.write(table.lines(on: output.standard))
    try output.say(Text.saidDeskWouldBe(folder: folder, count: parts.count))
  }

  /// What was asked for, as opposed to what the system says.
  private var chosen: [DeskSetting: String] {
    var chosen: [DeskSetting: String] = [:]
    chosen[.language] = language ?? global.language?.code
    chosen[.timeZone] = timeZone
    return chosen
  }
}

extension DeskStart.Part {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("version", .string(version)), ("summary", .string(summary)),
      ("settings", .object(settings.map { ($0.name, $0.value) })),
    ])
  }
}
