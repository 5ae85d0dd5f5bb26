import Desk
import Display
import Kernel
import System
import Texts

extension PromptLoop {
  /// Asks a person at a terminal for entries until they end; what fails is said, and the next one
  /// asked for.
  package func runTerminal() throws {
    let history = InputHistory(path: historyPath, isSecret: PromptLoop.isSecret)
    let look = TextLook(visible: { $0.visible }, width: { $0.displayWidth })
    let setup = LineEditor.Setup(
      prompt: { [self] in prompt }, continuation: "   … ", isComplete: isComplete,
      complete: { [self] text, cursor in complete(text, at: cursor) }, look: look)
    guard let editor = LineEditor(history: history, setup: setup) else { return try runInput() }
    try welcome()
    if let problem = history.problem { try say(problem.text) }
    try runOwnFiles()
    while !isOver {
      switch try editor.read() {
      case .text(let text):
        try printer.keep(typed: "> \(text.replacing("\n", with: "\n… "))")
        try attempt(text)
      case .interrupted: continue
      case .ended: isOver = true
      case .hungUp: return
      }
    }
  }

  /// Carries out an entry; says what it fails of.
  private func attempt(_ text: String) throws {
    do {
      let watch = try SignalWatch()
      defer {
        // What comes while nothing looks for it, as when results are shown, ends the program too.
        _ = session.interruption.isRequested
        withExtendedLifetime(watch) {}
      }
      output.measure()
      try run(text)
    } catch {
      var failure = Failure(error)
      failure.language = output.language
      failure.zone = output.zone
      for line in failure.lines(on: output.error) { try printer.say(line) }
    }
    if session.interruption.endsProgram { isOver = true }
  }

  private func welcome() throws {
    try say(
      Text.promptWelcome(
        version: options.version, desk: session.desk.folder.name, person: session.person.name))
    try say(session.mayWrite ? Text.promptMayWrite : Text.promptIsReadOnly)
  }

  /// One file for each desk and person, in the folder of what programs remember of a person.
  private var historyPath: String {
    let home = ThisProcess.setting("HOME") ?? "."
    let state = ThisProcess.setting("XDG_STATE_HOME") ?? "\(home)/.local/state"
    let folder = FileSystem.absolute(session.desk.folder.path)
    let name = "\(folder)@\(session.person.name)".unicodeScalars.map { scalar in
      scalar == "/" ? "%" : scalar.value < 0x21 || scalar == "%" ? "_" : String(scalar)
    }.joined()
    return "\(state)/docket/\(name.suffix(200))"
  }

  /// Whether a line may hold what nobody should find in a file.
  static func isSecret(_ text: String) -> Bool {
    let words = [
      "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "bearer",
    ]
    let small = text.lowercased()
    return words.contains { small.contains($0) }
  }
}
