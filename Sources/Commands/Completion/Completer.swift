import ArgumentParser
import Desk
import Display
import Texts

/// Finds how the last word of a command line can be completed.
struct Completer {
  private let line: UnfinishedLine

  /// Reads the words after the program's name.
  init(_ words: [String]) throws {
    line = try UnfinishedLine(words)
  }

  /// What is said of commands and options is read in it.
  private var language: Language { line.global.language ?? Locality.spoken }

  /// What there is, as far as whoever asks may see it.
  func answer() throws -> CompletionAnswer {
    let current = line.current
    if let option = line.valued {
      return try values(of: option, typed: current, behind: "")
    }
    if current.hasPrefix("-") {
      guard let equals = current.firstIndex(of: "=") else {
        return .candidates(matching(optionNames))
      }
      let value = current[current.index(after: equals)...]
      return try values(
        of: String(current[..<equals]), typed: String(value), behind: current[...equals])
    }
    guard let shape = line.shape else {
      return .candidates(line.arguments.isEmpty ? matching(commands) : [])
    }
    let places = shape.positionals
    let place = line.arguments.count
    guard let argument = place < places.count ? places[place] : places.last,
      place < places.count || argument.isRepeating
    else { return .candidates([]) }
    return try values(of: argument, typed: current, behind: "")
  }

  /// What the word is to be by its place: what stands behind tickets is no first word, files are no
  /// numbers, and an action is followed by what it takes.
  private func source(_ source: CompletionSource, of argument: ArgumentShape) -> CompletionSource {
    guard argument.kind == .positional else { return source }
    guard !line.arguments.isEmpty else { return source.first }
    let isNamed = line.arguments.dropFirst().contains { TicketArgument(argument: $0) == nil }
    return source == .whichThenActions && isNamed ? .actionParams : source
  }

  private var commands: [Candidate] {
    line.command.configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
      .map(candidate)
  }

  /// The options that can still be given.
  private var optionNames: [Candidate] {
    let shape = try? line.definition()
    let options = (shape?.options ?? []).filter { option in
      option.isRepeating || !option.names.contains(where: line.options.contains)
    }
    return options.map {
      Candidate(
        $0.names.last { $0.hasPrefix("--") } ?? $0.names[0],
        HelpWords(language).of($0.abstract))
    }
  }

  private func matching(_ candidates: [Candidate]) -> [Candidate] {
    candidates.filter { $0.text.hasPrefix(line.current) }
  }

  private func values(
    of option: String, typed: String, behind beginning: some StringProtocol,
  ) throws -> CompletionAnswer {
    let shape = try line.definition()
    guard let argument = shape.option(option), argument.kind == .option else {
      return .candidates([])
    }
    return try values(of: argument, typed: typed, behind: beginning)
  }

  private func values(
    of argument: ArgumentShape, typed: String, behind beginning: some StringProtocol,
  ) throws -> CompletionAnswer {
    switch argument.completion {
    case .files(let files): return .files(files)
    case .words(let words): return .candidates(begun(words.map { Candidate($0) }, typed, beginning))
    case .source(.nothing): return .candidates([])
    case .source(.topics): return .candidates(begun(topics, typed, beginning))
    case .source(.languages):
      let languages = Catalogue.languageCodes.map { Candidate($0) }
      return .candidates(begun(languages, typed, beginning))
    case .source(.offered):
      let start = typed.lastIndex(of: ",").map { typed.index(after: $0) } ?? typed.startIndex
      let offered = try Desk.offeredPlugins(in: language).map { Candidate($0.name, $0.summary) }
      let given = typed[..<start].split(separator: ",").map(String.init)
      let found = begun(
        offered.filter { !given.contains($0.text) }, String(typed[start...]), typed[..<start])
      return .candidates(found.map { $0.behind(beginning) })
    case .source(.whichThenFiles) where !line.arguments.isEmpty && !typed.allSatisfy(\.isNumber):
      return .files(.any)
    case .source(let declared):
      let source = source(declared, of: argument)
      let found = try OpenDesk(line.global).read { session, context in
        let ticket = line.arguments.first.flatMap(TicketArgument.init(argument:))?.id
        return try DeskCompletion(
          session: session, surface: context.output.standard, ticket: ticket,
          plugin: line.plugin, after: line.arguments
        ).candidates(for: source, typed: typed)
      }
      return .candidates(found.map { $0.behind(beginning) })
    }
  }

  private func begun(
    _ candidates: [Candidate], _ typed: String, _ beginning: some StringProtocol,
  ) -> [Candidate] {
    candidates.filter { $0.text.hasPrefix(typed) }.map { $0.behind(beginning) }
  }

  /// What help can be asked about next: topics and commands, or what is below a command.
  private var topics: [Candidate] {
    let topics = HelpTopic.all.map { Candidate($0.name, HelpWords(language).of($0.summary)) }
    guard !line.arguments.isEmpty else {
      let commands = DocketCommand.configuration.subcommands.map { $0.configuration }
      return commands.filter(\.shouldDisplay).map(candidate) + topics
    }
    if line.arguments == ["api"] {
      return APIReference.summaries.map { Candidate($0.path, $0.summary) }
    }
    let commands = HelpAnswer.command(line.arguments)?.configuration.subcommands ?? []
    return commands.map { candidate($0.configuration) }
  }

  private func candidate(_ command: CommandConfiguration) -> Candidate {
    Candidate(command.name, HelpWords(language).of(command.abstract))
  }
}

/// What a shell is told: words, or that it should complete names of files itself.
enum CompletionAnswer {
  case candidates([Candidate])
  case files(ArgumentShape.Files)
}

/// What can be typed before any command.
struct GlobalShape: ParsableCommand {
  @OptionGroup var global: GlobalOptions
}
