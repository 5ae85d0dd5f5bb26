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
      tickets by queue and stage, who has how many, the tickets that are overdue longest, and the \
      open ones that nothing has happened to for longest.

      Examples:
        docket dashboard
        docket dashboard --once
        docket dashboard --json
      """)

  @Flag(help: "Show it once and leave.") var once = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    if context.output.isJSON {
      return try context.output.write(try page(in: context) { try $0.json() })
    }
    guard !once, context.output.standard.isTerminal, StandardStream.input.isTerminal,
      ThisProcess.setting("TERM") != "dumb", let modes = TerminalModes(of: .input)
    else {
      let surface = context.output.standard
      return try context.output.write(try page(in: context) { try $0.lines(on: surface) })
    }
    try watch(in: context, modes)
  }

  private func page<Result: Sendable>(
    in context: CommandContext, _ body: (DashboardPage) throws -> Result,
  ) throws -> Result {
    let folder = FileSystem.absolute(context.desk.folder.path)
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    return try context.read { session in
      try body(
        DashboardPage(
          try session.dashboard(rows: DashboardPage.rows), desk: name, values: session.values))
    }
  }

  /// Draws it again whenever the desk or the window changes, and each minute for the ages in it.
  private func watch(in context: CommandContext, _ modes: TerminalModes) throws {
    var input: TerminalInput? = try TerminalInput()
    let changes = try DeskWatch(context.desk)
    var output = context.output
    let screen = LiveScreen(modes)
    defer { screen.close() }
    try screen.open()
    var drawn = ContinuousClock.now - DashboardCommand.longest
    var isStale = true
    while true {
      let hasChanged = try changes.hasChanged()
      let now = ContinuousClock.now
      if isStale || hasChanged || now - drawn >= DashboardCommand.longest {
        output.measure()
        let surface = output.standard
        let height = max(1, (surface.rows ?? 24) - 1)
        var lines = try page(in: context) { try $0.lines(on: surface, height: height) }
        while lines.count < height { lines.append("") }
        lines.append(surface.styled(surface.words(Text.dashboardLeave), .faint))
        try screen.draw(lines)
        (drawn, isStale) = (now, false)
      }
      switch input?.next(upTo: 64, within: DashboardCommand.glance) {
      case .bytes(let bytes):
        if bytes.contains(where: { [UInt8(ascii: "q"), UInt8(ascii: "Q"), 3, 4].contains($0) }) {
          return
        }
        isStale = true
      case .signal(.resize): isStale = true
      case .signal(.resume): isStale = true
      case .signal(.suspend):
        screen.close()
        // The signal stops the program only if nobody waits for it.
        input = nil
        ThisProcess.send(.suspend)
        input = try TerminalInput()
        try screen.open()
        isStale = true
      case .signal, .ended, nil: return
      case .timeUp: break
      }
    }
  }

  /// How often changes are looked for, and how old a drawing may be.
  private static let (glance, longest) = (Duration.milliseconds(500), Duration.seconds(60))
}

/// A terminal's other screen, which is drawn again and again and leaves nothing behind.
///
/// Source of the sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
private struct LiveScreen {
  private let modes: TerminalModes

  init(_ modes: TerminalModes) {
    self.modes = modes
  }

  func open() throws {
    modes.keyByKey.restore(on: .input)
    try put("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Lines that are safe for a terminal.
  func draw(_ lines: [String]) throws {
    try put("\u{1B}[H")
    for (index, line) in lines.enumerated() {
      let end = index == lines.count - 1 ? "" : "\r\n"
      try StandardStream.output.put(Array("\(line)\u{1B}[K".utf8))
      try put(end)
    }
    try put("\u{1B}[J")
  }

  func close() {
    try? put("\u{1B}[?25h\u{1B}[?1049l")
    modes.restore(on: .input)
  }

  private func put(_ sequence: String) throws {
    do throws(SystemError) {
      try StandardStream.output.write(Array(sequence.utf8))
    } catch {
      throw Failure(error)
    }
  }
}
