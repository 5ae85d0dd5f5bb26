import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin search`: what indexes offer.
struct PluginSearchCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "List the plugins that the desk's indexes offer.",
    discussion: """
      Of each plugin, the newest version that this Docket can run is shown, and which version is here. \
      With words, only those whose name or summary has all of them. The exit status is 1 if an index \
      does not answer, or its list is not believed or has expired.

      Examples:
        docket plugin search
        docket plugin search due date
        docket plugin search --index corp --json
      """)

  @Argument(help: "Words of the name or the summary.", completion: .nothing)
  var words: [String] = []
  @Option(help: "Ask only this index.", completion: .source(.indexes)) var index: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let output = context.output
    let answers = try context.desk.askIndexes(index, as: .person(context.person.id))
    let found = try context.desk.offeredPlugins(by: answers).filter { $0.has(words) }
    if output.isJSON {
      try output.write(.array(found.map(\.json)))
    } else {
      var table = Table([
        .init(Text.columnPlugin), .init(Text.columnVersion), .init(Text.indexesInstalled),
        .init(Text.indexesIndex), .init(Text.columnSummary, isFlexible: true),
      ])
      for one in found {
        table.append([
          .init(one.offer.name), .init("\(one.offer.version)"), .init(one.installed ?? ""),
          .init(one.index), .init(one.offer.summary),
        ])
      }
      try output.write(table.lines(on: output.standard))
      if found.isEmpty, !answers.allSatisfy({ $0.list == nil }) {
        try output.say(Text.indexesNothing)
      }
    }
    try answers.tellProblems(on: output)
  }
}

extension OfferedPlugin {
  /// Whether its name or its summary has all those words, however they are written.
  fileprivate func has(_ words: [String]) -> Bool {
    let text = "\(offer.name) \(offer.summary)".lowercased()
    return words.allSatisfy { text.contains($0.lowercased()) }
  }

  fileprivate var json: JSON {
    .object(
      (offer.json.members ?? []) + [
        ("installed", installed.map(JSON.string) ?? .null), ("index", .string(index)),
      ])
  }
}

extension PackOffer {
  /// What an index says of it, for programs.
  var json: JSON {
    .object([
      ("name", .string(name)), ("version", .string("\(version)")),
      ("summary", .string(summary)), ("requires", .array(requirements.map(JSON.string))),
      ("permissions", .array(permissions.map(JSON.string))),
      ("size", .integer(Int64(size))), ("digest", .string(hexDigest)),
    ])
  }
}

extension [IndexAnswer] {
  /// Says which indexes gave no list that counts; sets the exit status where there are any.
  func tellProblems(on output: Output) throws {
    let problems = compactMap(\.problem)
    for problem in problems { try output.say(problem) }
    guard problems.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }
}

/// `docket plugin outdated`: what there is something newer of.
struct PluginOutdatedCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "outdated",
    abstract: "List the desk's plugins of which an index has a newer version.",
    discussion: """
      It is about plugins in the desk's own folder. The exit status is 0 if all are up to date, and 1 if \
      there is a newer version, or an index that does not answer.

      Examples:
        docket plugin outdated
        docket plugin outdated --json
      """)

  @Option(help: "Ask only this index.", completion: .source(.indexes)) var index: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let output = context.output
    let answers = try context.desk.askIndexes(index, as: .person(context.person.id))
    let found = try context.desk.outdatedPlugins(by: answers)
    if output.isJSON {
      try output.write(.array(found.map(\.json)))
    } else {
      var table = Table([
        .init(Text.columnPlugin), .init(Text.indexesInstalled), .init(Text.indexesNewest),
        .init(Text.indexesIndex),
      ])
      for one in found {
        table.append([
          .init(one.name), .init(one.installed), .init("\(one.offer.version)"), .init(one.index),
        ])
      }
      try output.write(table.lines(on: output.standard))
      if found.isEmpty, answers.allSatisfy({ $0.problem == nil }) {
        try output.say(Text.indexesUpToDate)
      }
    }
    try answers.tellProblems(on: output)
    guard found.isEmpty else { throw ExitCode(Failure.Code.refused.exitStatus) }
  }
}

extension OutdatedPlugin {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("installed", .string(installed)),
      ("newest", .string("\(offer.version)")), ("index", .string(index)),
    ])
  }
}
