import Desk
import Display
import Kernel
import System
import Texts

/// Reads entries, carries them out and shows what came of them, until there are no more.
package final class PromptLoop {
  /// What a loop is begun with.
  package struct Options {
    /// Whether what is evaluated may change the desk.
    package var mayWrite = false
    /// The program's version, for the welcome.
    package var version = ""
    /// The language that dates are typed in; the person's own if it is `nil`.
    package var typed: Language?
    /// Carries out a command of the command line, on this desk and as this person.
    package var commandLine: ([String]) throws -> Void = { _ in }
    /// Does at once what follows from a change: rows of the outbox, and others by their keys.
    package var deliver: ([OutboxRow], [String]) throws -> Void = { _, _ in }

    package init() {}
  }

  let session: PromptSession
  /// The ways out, measured anew for each entry at a terminal.
  var output: Output {
    get { printer.output }
    set { printer.output = newValue }
  }
  let options: Options
  /// The form in which values are written.
  var mode = PromptMode.table
  /// Whether each entry is followed by how long it took.
  var isTiming = false
  /// Whether no more entries are wanted.
  var isOver = false
  /// The entries so far, the last one included; results are known by their numbers.
  private(set) var entries: [PromptEntry] = []
  /// Where what is shown goes.
  let printer: PromptPrinter
  /// The variables that entries declared as local.
  private(set) var variables: Set<String> = []
  static let longestFile = 256 << 10

  /// Begins a session of a person on a desk.
  package init(
    _ desk: Desk, as person: Person, on output: Output, options: Options = Options(),
  ) throws {
    self.options = options
    if output.isJSON { mode = .json }
    let printer = PromptPrinter(output)
    self.printer = printer
    session = try PromptSession(desk, as: person, mayWrite: options.mayWrite) { line in
      // What cannot be written any more is told by the next value that cannot be.
      try? printer.write([PromptLoop.printed(line, on: printer.surface)], inPages: false)
    }
    session.typed = options.typed
  }

  /// What `print` writes: its lines and tabs stay, and what else a terminal would obey is escaped.
  ///
  /// On a terminal long lines are broken between words.
  private static func printed(_ text: String, on surface: Surface) -> String {
    guard surface.isTerminal else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // How wide a tab is depends on where it stands.
      guard line.contains("\t") else {
        return surface.folded(String(line).visible, margin: 0).joined(separator: "\n")
      }
      return line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { surface.shown(String($0)) }.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// Carries out one entry; throws what it fails of.
  package func run(_ text: String) throws {
    let start = ContinuousClock.now
    defer { tellTime(since: start) }
    switch EntryShape(of: text, queryNames: session.queryNames, variables: variables) {
    case .blank: break
    case .command(let name, let rest): try command(name, rest)
    case .query(let query, let hidden):
      if let hidden { try say(Text.promptQueryHides(name: hidden)) }
      try evaluate("tickets(\(LuaText.expression(of: .string(query))))")
    case .help(let words): try help(words)
    case .watch(let query): try watch(query)
    case .lua(let source):
      let rewritten = SessionLocals(rewriting: source)
      variables.formUnion(rewritten.variables)
      try evaluate(rewritten.source, typed: text)
    }
  }

  /// Carries out the entries of standard input, which is no terminal; throws what the first one fails
  /// of that does.
  package func runInput() throws {
    let reader = PlainReader(isComplete: isComplete)
    while !isOver, case .text(let text) = try reader.read() { try run(text) }
  }

  /// Carries out a whole file as one entry, with arguments as `...`.
  package func load(_ path: String, _ arguments: [String] = []) throws {
    let text = try FileSystem.text(of: path, atMost: PromptLoop.longestFile)
    try evaluate(text, arguments: arguments)
  }

  /// Evaluates Lua and shows what comes of it; throws a `Failure` if it comes to no end.
  func evaluate(
    _ source: String, typed: String? = nil, arguments: [String] = [], isDryRun: Bool = false,
  ) throws {
    entries.append(PromptEntry(typed: typed ?? source, source: source))
    let number = entries.count
    let result = try session.evaluate(
      source, number: number, arguments: arguments, isDryRun: isDryRun)
    try refuse(result)
    try show(shown(result), of: number)
    try conclude(result)
    guard let problem = result.problem else { return }
    entries[number - 1].isFailed = true
    try tellField(in: typed ?? source, problem)
    let page = ProblemPage(problem: problem, number: number) { [entries] number in
      entries.indices.contains(number - 1) ? entries[number - 1].typed : nil
    }
    throw page.failure
  }

  /// Says of what is no Lua, but would be a query with a field of a similar name, what that is.
  private func tellField(in text: String, _ problem: PromptProblem) throws {
    guard [.syntax, .incomplete].contains(problem.kind),
      let name = EntryShape.unknownField(in: text, queryNames: session.queryNames),
      nearestName(to: name, among: Array(session.queryNames)) != nil
    else { return }
    try session.read { desk in _ = try desk.query(text) }
  }

  private func command(_ word: String, _ rest: String) throws {
    guard let command = PromptCommand.named(word) else {
      let nearest = nearestName(to: word, among: PromptCommand.all.map(\.name))
      let hint = Text.suggestion(nearest.map { ".\($0)" })
      throw Failure(.usage, Text.promptNoCommand(name: word, hint: hint))
    }
    try command.run(self, rest)
  }

  /// Whether lines are a whole entry.
  func isComplete(_ text: String) -> Bool {
    !Completeness(of: text, queryNames: session.queryNames).wantsMore
  }

  private func tellTime(since start: ContinuousClock.Instant) {
    guard isTiming else { return }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    let milliseconds = Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    let shown = output.language.writing.decimal("\((milliseconds * 10).rounded() / 10)")
    let words = output.error.words(Text.traceMilliseconds(number: shown))
    // Whoever reads no standard error misses no data.
    try? printer.say(output.error.styled(words, .faint))
  }
}

extension PromptLoop {
  /// Says something that is not data.
  func say(_ text: Text) throws { try printer.say(text) }

  /// Carries out a command of the command line; what it writes goes where values go.
  func commandLine(_ words: [String]) throws {
    guard printer.file != nil || printer.transcript != nil else {
      return try options.commandLine(words)
    }
    try StandardStream.output.gathering {
      try options.commandLine(words)
    } finish: { [printer] bytes in
      var lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty == true { lines.removeLast() }
      try printer.write(lines.map(String.init))
    }
  }

  /// Does what follows from a change, where anything does.
  func deliver(_ rows: [OutboxRow], _ keys: [String]) throws {
    guard !rows.isEmpty || !keys.isEmpty else { return }
    try options.deliver(rows, keys)
  }

  /// `on` or `off`; without a word the other one.
  func flag(_ words: String, of name: String, now: Bool) throws -> Bool {
    switch words {
    case "on": true
    case "off": false
    case "": !now
    default: throw Failure(.usage, Text.promptOnOff(name: name, word: words))
    }
  }

  /// Says what there is, or what something is.
  func help(_ words: String) throws {
    if let command = PromptCommand.explained(words) {
      let pair = (".\(command.name) \(command.usage)", output.standard.words(command.summary))
      return try printer.write(PairList([pair]).lines(on: output.standard))
    }
    guard words.isEmpty else { return try explain(words) }
    var lines: [String] = []
    for topic in PromptCommand.Topic.allCases {
      let commands = PromptCommand.all.filter { $0.topic == topic }
      guard !commands.isEmpty else { continue }
      lines += ["", output.standard.styled(output.standard.words(topic.title), .heading)]
      lines += PairList(
        commands.map { (".\($0.name) \($0.usage)", output.standard.words($0.summary)) }
      ).lines(on: output.standard)
    }
    try printer.write(Array(lines.dropFirst()))
  }

  /// Shows the entries of tickets that match, as they are written by whatever process, until somebody
  /// interrupts it.
  func watch(_ query: String) throws {
    let begin = { [self] in try say(Text.promptWatching(query: query)) }
    try session.watch(query, begin: begin) { lines, desk in
      let page = HistoryPage(
        entries: lines, values: desk.values, surface: output.standard, showsTickets: true)
      try printer.write(try page.lines(), inPages: false)
    }
  }
}
