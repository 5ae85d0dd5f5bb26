import Desk
import Display
import Kernel
import System
import Texts

/// Reads entries, evaluates them and shows what came of them, until there are no more.
package final class PromptLoop {
  /// What a loop is begun with.
  package struct Options {
    /// Whether what is evaluated may change the desk.
    package var mayWrite = false
    /// The program's version, for the welcome.
    package var version = ""
    /// Carries out a command of the command line, on this desk and as this person.
    package var commandLine: ([String]) throws -> Void = { _ in }

    package init() {}
  }

  let session: PromptSession
  let output: Output
  private let options: Options
  /// The form in which values are written.
  var mode = PromptMode.table
  /// Whether each entry is followed by how long it took.
  var isTiming = false
  /// Whether no more entries are wanted.
  var isOver = false
  /// The entries so far, the last one included; results are known by their numbers.
  private(set) var entries: [String] = []

  private static let longestFile = 256 << 10

  /// Begins a session of a person on a desk.
  package init(
    _ desk: Desk, as person: Person, on output: Output, options: Options = Options(),
  ) throws {
    self.output = output
    self.options = options
    if output.isJSON { mode = .json }
    session = try PromptSession(desk, as: person, mayWrite: options.mayWrite) { line in
      // What cannot be written any more is told by the next value that cannot be.
      try? output.write([output.standard.isTerminal ? output.standard.shown(line) : line])
    }
  }

  /// Carries out one entry; throws a `Failure` where it fails.
  package func run(_ text: String) throws {
    let start = ContinuousClock.now
    defer { tellTime(since: start) }
    let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" }
    guard !trimmed.isEmpty else { return }
    guard trimmed.first != "." else { return try command(String(trimmed.dropFirst())) }
    try evaluate(text)
  }

  /// Carries out all entries of a stream that is no terminal; throws a `Failure` at the first that
  /// fails.
  package func run(_ stream: StandardStream) throws {
    let source = StreamEntries(stream)
    while !isOver, case .entry(let text) = source.next("", isComplete: isComplete) {
      try run(text)
    }
  }

  /// Carries out a whole file as one entry.
  func load(_ path: String) throws {
    try evaluate(FileSystem.text(of: path, atMost: PromptLoop.longestFile))
  }

  /// Evaluates Lua and shows what comes of it; throws a `Failure` where it comes to no end.
  func evaluate(_ text: String) throws {
    entries.append(text)
    let result = try session.evaluate(text, number: entries.count)
    try show(result.values)
    guard let problem = result.problem else { return }
    throw Failure(.failed, ProblemPage(problem: problem, entry: text).text)
  }

  private func command(_ text: String) throws {
    let word = String(text.prefix { $0 != " " })
    guard let command = PromptCommand.named(word) else {
      let nearest = nearestName(to: word, among: PromptCommand.all.map(\.name))
      throw Failure(.usage, Text.promptNoCommand(name: word, hint: Text.suggestion(nearest.map { ".\($0)" })))
    }
    let rest = text.dropFirst(word.count).drop { $0 == " " }
    try command.run(self, String(rest.reversed().drop { $0 == " " }.reversed()))
  }

  private func isComplete(_ text: String) -> Bool {
    guard !text.drop(while: { $0 == " " }).hasPrefix(".") else { return true }
    return session.completeness(of: text) != .incomplete
  }

  private func tellTime(since start: ContinuousClock.Instant) {
    guard isTiming else { return }
    let taken = ContinuousClock.now - start
    let milliseconds = Double(taken.components.attoseconds) / 1e15
      + Double(taken.components.seconds) * 1_000
    let shown = (milliseconds * 10).rounded() / 10
    // Whoever reads no standard error misses no data.
    try? output.say(output.error.styled("\(shown) ms", .faint))
  }
}

extension PromptLoop {
  /// Says something that is not data.
  func say(_ text: Text) throws { try output.say(text) }

  /// Carries out a command of the command line.
  func commandLine(_ words: [String]) throws { try options.commandLine(words) }

  /// `on` or `off`; without a word the other one.
  func flag(_ words: String, of name: String, now: Bool) throws -> Bool {
    switch words {
    case "on": true
    case "off": false
    case "": !now
    default: throw Failure(.usage, Text.promptOnOff(name: name, word: words))
    }
  }

  /// Shows values in the form of the session.
  func show(_ values: [PromptValue]) throws {
    guard !values.isEmpty else { return }
    switch mode {
    case .json: for value in values { try output.write(value.json) }
    case .table, .csv, .lua:
      let lines = try session.desk.session(as: session.person) { desk in
        var desk = desk
        desk.language = output.language
        let page = ValuePage(session: desk, surface: output.standard)
        return try values.flatMap { try page.lines(of: $0) }
      }
      try output.page(lines)
    }
  }

  /// Says what there is, or what something is.
  func help(_ words: String) throws {
    guard words.isEmpty else { return try commandLine(["help", "api"] + ShellWords(words).words) }
    var lines: [String] = []
    for topic in PromptCommand.Topic.allCases {
      let commands = PromptCommand.all.filter { $0.topic == topic }
      guard !commands.isEmpty else { continue }
      lines += ["", output.standard.styled(output.standard.words(topic.title), .heading)]
      lines += PairList(
        commands.map {
          (".\($0.name) \($0.usage)", output.standard.words($0.summary))
        }
      ).lines(on: output.standard)
    }
    try output.page(Array(lines.dropFirst()))
  }
}
