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
      Without --with, the desk gets the standard plugins: support, close-reasons, inbox and round-robin.
      Naming a plugin that comes with Docket is agreeing to what it takes and gives; for others, see
      docket plugin enable.

      Examples:
        docket init
        docket init /srv/desk --with support,close-reasons
        docket init --bare
        docket init --language nl --time-zone Europe/Amsterdam
      """)

  @Argument(
    help: "The desk's directory; it is made (else --desk, $DOCKET_DESK or ./desk).",
    completion: .directory)
  var directory: String?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("Plugins to enable, separated by commas.", valueName: "a,b"),
    completion: .source(.plugins))
  var plugins: String?

  @Flag(help: "Enable no plugin at all.")
  var bare = false

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
    guard !bare || plugins == nil else {
      throw Failure(.usage, Text.usageBareAndWith)
    }
    guard directory == nil || global.desk == nil else {
      throw Failure(.usage, Text.usageDeskTwice)
    }
    if let timeZone, (try? Zone.named(timeZone)) == nil {
      throw Failure(.usage, Text.personZone(zone: timeZone))
    }
    let folder = directory ?? global.folder
    let names = plugins?.split(separator: ",").map(String.init) ?? Desk.standardPlugins
    let traces = DeskTraces(of: folder)
    let output = Output(global)
    do {
      try agreement.whileAsking(on: output) {
        try Desk.create(
          at: folder, plugins: bare ? [] : names, login: ThisProcess.login,
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

  /// What was asked for, as opposed to what the system says.
  private var chosen: [DeskSetting: String] {
    var chosen: [DeskSetting: String] = [:]
    chosen[.language] = language ?? global.language?.code
    chosen[.timeZone] = timeZone
    return chosen
  }
}
