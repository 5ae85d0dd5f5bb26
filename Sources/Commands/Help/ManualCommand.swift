import ArgumentParser
import Display
import Texts

/// `docket manual`: the manual page, for whoever installs the program.
struct ManualCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page docket(1), in the language of man.",
    discussion: """
      Examples:
        docket manual > docket.1
        docket manual | man -l -
      """,
    shouldDisplay: false)

  @Flag(help: "Print what is translated of help instead: a JSON object of paragraphs.")
  var texts = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard !texts else {
      let translation = HelpWords(global.language ?? .english)
      return try Output(global).write(HelpTexts().lines(by: translation))
    }
    try Output(global).write(try ManualPage().lines)
  }
}
