import Desk
import Display
import Kernel
import System
import Texts

/// A page that is drawn again as the desk, the window or whoever sits there changes it.
protocol LivePage {
  /// The lines as they are now, safe for a terminal; more than `height` are not shown.
  mutating func lines(on surface: Surface, height: Int) throws -> [String]

  /// Does what a key asks for; `false` ends the screen.
  mutating func press(_ key: TerminalKey) throws -> Bool
}

/// A terminal's other screen, which leaves nothing behind.
///
/// It waits for keys, signals and changes of the desk, and holds no transaction meanwhile.
///
/// Source of the sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
struct LiveScreen {
  private let modes: TerminalModes

  /// `nil` where nobody sits at a terminal that can show one.
  init?(for output: Output) {
    guard output.standard.isTerminal, StandardStream.input.isTerminal,
      ThisProcess.setting("TERM") != "dumb", let modes = TerminalModes(of: .input)
    else { return nil }
    self.modes = modes
  }

  /// Shows the page until it ends, or the terminal does.
  ///
  /// It is drawn when something has changed, and each minute for the ages in it.
  func show(_ page: inout some LivePage, in context: CommandContext) throws {
    var input: TerminalInput? = try TerminalInput()
    let changes = try DeskWatch(context.desk)
    var output = context.output
    var keys = TerminalKeys()
    defer { close() }
    try open()
    var drawn = ContinuousClock.now
    var isStale = true
    while true {
      if try changes.hasChanged() || ContinuousClock.now - drawn >= LiveScreen.longest {
        isStale = true
      }
      // Keys that are waiting come first: only what they lead to is drawn.
      let time = isStale ? .zero : keys.isWaiting ? LiveScreen.pause : LiveScreen.glance
      switch input?.next(upTo: 64, within: time) {
      case .bytes(let bytes):
        for key in keys.take(bytes) { guard try page.press(key) else { return } }
        isStale = true
      case .timeUp where isStale:
        output.measure()
        try draw(&page, on: output.standard)
        (drawn, isStale) = (.now, false)
      case .timeUp:
        let rest = keys.takeRest()
        for key in rest { guard try page.press(key) else { return } }
        isStale = !rest.isEmpty
      case .signal(.resize), .signal(.resume): isStale = true
      case .signal(.suspend):
        close()
        // The signal stops the program only if nobody waits for it.
        input = nil
        ThisProcess.send(.suspend)
        input = try TerminalInput()
        try open()
        isStale = true
      case .signal, .ended, nil: return
      }
    }
  }

  private func draw(_ page: inout some LivePage, on surface: Surface) throws {
    let height = max(1, surface.rows ?? LiveScreen.standardHeight)
    let lines = try page.lines(on: surface, height: height).prefix(height)
    // What is drawn is shown as a whole, by terminals that know how.
    try put("\u{1B}[?2026h\u{1B}[H")
    for (index, line) in lines.enumerated() {
      if index > 0 { try put("\r\n") }
      // Behind a full line the cursor still stands on its last letter, so it is cleared before.
      try put("\u{1B}[K")
      try StandardStream.output.put(Array(line.utf8))
    }
    if lines.count < height { try put("\r\n\u{1B}[J") }
    try put("\u{1B}[?2026l")
  }

  /// Takes the other screen, without a cursor and without going on in the next line where one is full.
  private func open() throws {
    modes.keyByKey.restore(on: .input)
    try put("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
  }

  private func close() {
    // Where the terminal is gone, there is nothing to put back.
    try? put("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
    modes.restore(on: .input)
  }

  private func put(_ sequence: String) throws {
    do throws(SystemError) {
      try StandardStream.output.write(Array(sequence.utf8))
    } catch {
      throw Failure(error)
    }
  }

  /// How often changes are looked for.
  static let glance = Duration.milliseconds(500)
  /// How old a drawing may be.
  private static let longest = Duration.seconds(60)
  /// How long the rest of a key's sequence may take.
  private static let pause = Duration.milliseconds(50)
  private static let standardHeight = 24
}
