import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket dashboard`: one screen of a desk's state.
struct DashboardCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Show what is open, overdue, new today, and who has what, on one screen.",
    discussion: """
      On a terminal it is drawn again as things change and as the window is resized; q or Ctrl-C \
      leaves. In a pipe, with --once or with --json it is shown once. It has what you may see only: \
      tickets by queue and stage, who has how many, how many your views find, the tickets that are \
      overdue longest, and the open ones that nothing has happened to for longest.

      Examples:
        docket dashboard
        docket dashboard --once
        docket dashboard --json
      """)

  @Flag(help: "Show it once and leave.") var once = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    if context.output.isJSON {
      return try context.output.write(try context.dashboard { try $0.json() })
    }
    guard !once, let screen = LiveScreen(for: context.output) else {
      let surface = context.output.standard
      return try context.output.write(try context.dashboard { try $0.lines(on: surface) })
    }
    var page = DashboardScreen(context: context)
    try screen.show(&page, in: context)
  }
}

/// The dashboard as it lives on a terminal.
private struct DashboardScreen: LivePage {
  let context: CommandContext

  func lines(on surface: Surface, height: Int) throws -> [String] {
    let room = max(1, height - 1)
    var lines = try context.dashboard { try $0.lines(on: surface, height: room) }
    while lines.count < room { lines.append("") }
    return lines + [surface.styled(surface.words(Text.dashboardLeave), .faint)]
  }

  func press(_ key: TerminalKey) -> Bool {
    ![.character("q"), .character("Q"), .control("c"), .control("d")].contains(key)
  }
}

extension CommandContext {
  fileprivate func dashboard<Result: Sendable>(
    _ body: (DashboardPage) throws -> Result,
  ) throws -> Result {
    try read { session in
      try body(
        DashboardPage(
          try session.dashboard(rows: DashboardPage.rows), desk: desk.folder.name,
          values: session.values))
    }
  }
}
