import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// The options of commands by which plugins may come to take or give more than they do.
struct Agreement: ParsableArguments {
  @Flag(help: "Agree to what plugins take and give.") var yes = false
  @Option(
    name: .customLong("trust"),
    help: ArgumentHelp(
      "Agree to a plugin that gives a role control of the desk.", valueName: "plugin"),
    completion: .nothing)
  var trusted: [String] = []

  /// Does it; where plugins take or give more than was agreed to, or leave something without meaning,
  /// only with an admin's consent.
  ///
  /// Without these options it asks on a terminal; where there is none, what is wanted is the error,
  /// and nothing is changed.
  func whileAsking(on output: Output, _ body: (Consent) throws -> Void) throws {
    var consent = Consent.none
    while true {
      do {
        return try body(consent)
      } catch DeskError.wantsMore(let demands) where consent.demands.isEmpty {
        let stranding = consent.stranding
        consent = try self.consent(to: demands, isShown: false, on: output)
        consent.stranding = stranding
      } catch DeskError.strands(let stranding) where consent.stranding.isEmpty {
        try stranding.accept(isSure: yes, on: output)
        consent.stranding = stranding
      }
    }
  }

  /// The consent to all of the demands; throws where it is not given.
  ///
  /// Those that were shown and asked about already need no more than `--trust`.
  func consent(
    to demands: [PluginDemand], isShown: Bool, on output: Output,
  ) throws -> Consent {
    let open = demands.filter { demand in
      !trusted.contains(demand.plugin) && (demand.isGrave || !yes && !isShown)
    }
    guard !open.isEmpty else { return Consent(to: demands, naming: Set(trusted)) }
    let error = DeskError.wantsMore(open)
    guard Question(output: output).isAnswerable, !output.isJSON else { throw error }
    for demand in open {
      try output.say(Text.saidWants(plugin: demand.plugin, version: demand.version))
      for item in demand.items {
        let words = item.words(in: output.language).visible
        for (place, line) in Agreement.lines(of: words, on: output.error).enumerated() {
          try output.say((place == 0 ? "  " : "    ") + line)
        }
      }
      guard try Agreement.agrees(to: demand, on: output) else {
        throw Failure(.refused, Text.saidUnchanged)
      }
    }
    return Consent(to: demands, naming: Set(trusted + open.map(\.plugin)))
  }

  /// The words in lines that fit behind a margin; lists of fields are broken behind commas.
  private static func lines(of words: String, on surface: Surface) -> [String] {
    surface.folded(words, margin: 4).flatMap { line -> [String] in
      guard let columns = surface.columns, line.displayWidth > columns - 4 else { return [line] }
      return line.replacing(",", with: ", ").folded(toColumns: max(20, columns - 4))
    }
  }

  private static func agrees(to demand: PluginDemand, on output: Output) throws -> Bool {
    let question = Question(output: output)
    guard demand.isGrave else {
      return try question.isAffirmed(Text.askLine(question: Text.saidAgree))
    }
    try output.say(Text.saidControl)
    return try question.isAnswered(by: demand.plugin)
  }
}

extension Stranding {
  /// Goes on only where whoever asks wants that all the same; says then what is left.
  ///
  /// Without `--yes` it asks on a terminal; where there is none, what is left is the error.
  func accept(isSure: Bool, on output: Output) throws {
    let question = Question(output: output)
    let isAsking = !isSure && question.isAnswerable && !output.isJSON
    guard isSure || isAsking else { throw DeskError.strands(self) }
    for place in lines { try output.say(Text.strandGoesOn(place: place)) }
    guard isAsking else { return }
    guard try question.isAffirmed(Text.askLine(question: Text.strandGoOn)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
  }
}

extension PluginDemand.Item {
  /// What it is, with what a permission allows.
  func words(in language: Language) -> String {
    let words = text.rendered(in: language)
    switch self {
    case .takes(let grant), .gives(let grant, _), .lifts(let grant, _):
      return "\(words): \(HelpTopic.meaning(ofPermission: grant.permission, in: language))"
    case .side, .tells, .sends, .opens: return words
    }
  }
}
