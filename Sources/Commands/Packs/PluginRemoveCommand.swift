import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin remove`: takes a plugin out of the desk.
struct PluginRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Disable a plugin and take its files out of the desk; with --purge, its values too.",
    discussion: """
      It is about plugins in the desk's own folder; one that comes with Docket is disabled. Values of \
      its fields stay in their tickets, and are shown again if it comes back: docket plugin rollback \
      NAME brings back what was removed last. Where tickets or people go by names that only this \
      plugin knows, it asks for --yes, as docket plugin disable does.

      With --purge the values of its fields are taken out of tickets and people, and its settings and \
      what it remembers are forgotten, also where the plugin was removed before. Each ticket gets an \
      entry in its history, so that docket undo can take it back; no hook runs, and nobody is told. \
      Earlier entries stay: what must not be known any more is for docket redact.

      Examples:
        docket plugin remove sla
        docket plugin remove sla --yes
        docket plugin remove sla --purge --dry-run
        docket plugin remove sla --purge --yes
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @Flag(help: "Remove it although tickets need it, and purge without a question.") var yes = false
  @Flag(help: "Take the values of its fields away, too.") var purge = false
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let isHere = try context.desk.isInstalled(name)
    // It says what is wrong with the name.
    guard isHere || purge else {
      _ = try remove(in: context)
      return
    }
    let remains = try context.desk.remains(of: name)
    if purge { try confirm(remains, on: context.output) }
    let outcome = isHere ? try remove(in: context) : nil
    if let outcome {
      for followed in outcome.followed { try context.output.say(followed.text) }
      if !context.output.isJSON {
        try context.output.write(
          dryRun ? Text.packsWouldRemove(name: name) : Text.packsRemoved(name: name))
      }
    }
    guard purge else {
      if !remains.isEmpty {
        try context.output.say(Text.indexesLeft(name: name, remains: remains.text))
      }
      return try document(outcome, remains, nil, in: context)
    }
    guard !dryRun else {
      if !context.output.isJSON {
        try context.output.write(Text.indexesWouldPurge(name: name, remains: remains.text))
      }
      return try document(outcome, remains, nil, in: context)
    }
    try purge(outcome, in: context)
  }

  private func purge(_ outcome: InstallOutcome?, in context: CommandContext) throws {
    var signals = Signals()
    let result = try context.withBar(Text.progressPurging) { bar in
      try context.desk.purgePlugin(name, as: .person(context.person.id)) {
        signals.arrive(within: .zero)
      } progress: {
        bar.show($0, of: $1)
      }
    }
    guard result.isFinished else {
      throw Failure(
        .failed,
        Text.indexesPurgeStopped(done: result.done, total: result.remains.tickets, name: name))
    }
    if !context.output.isJSON {
      try context.output.write(Text.indexesPurged(name: name, remains: result.remains.text))
      if let request = result.request, result.remains.tickets > 0 {
        try context.output.say(Text.indexesPurgeUndo(request: request))
      }
    }
    try document(outcome, result.remains, result.request, in: context)
  }

  /// With `--json`, the document of it all.
  private func document(
    _ outcome: InstallOutcome?, _ remains: PluginRemains, _ request: String?,
    in context: CommandContext,
  ) throws {
    guard context.output.isJSON else { return }
    let removed =
      outcome?.json.members ?? [
        ("name", .string(name)), ("version", .null), ("previous", .null),
        ("enabled", .boolean(false)), ("changed", .boolean(false)),
      ]
    try context.output.write(
      .object(
        removed + [
          ("purged", .boolean(purge && !dryRun)), ("request", request.map(JSON.string) ?? .null),
          ("tickets", .integer(Int64(remains.tickets))),
          ("people", .integer(Int64(remains.people))), ("keys", .integer(Int64(remains.keys))),
          ("settings", .integer(Int64(remains.settings))),
        ]))
  }

  /// Asks before values go.
  private func confirm(_ remains: PluginRemains, on output: Output) throws {
    guard !yes, !dryRun, !remains.isEmpty else { return }
    let question = Question(output: output)
    let asked = Text.indexesAskPurge(name: name, remains: remains.text)
    guard question.isAnswerable, !output.isJSON else {
      throw Failure(.usage, Text.askNobody(question: asked))
    }
    guard try question.isAffirmed(Text.askLine(question: asked)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
  }

  private func remove(in context: CommandContext) throws -> InstallOutcome {
    var consent = Consent.none
    do {
      return try remove(consent, in: context)
    } catch DeskError.strands(let stranding) {
      var left = stranding
      // Values that are purged are not left anywhere.
      if purge { left.stored.removeAll(where: \.isOfField) }
      if !left.isEmpty { try left.accept(isSure: yes, on: context.output) }
      consent.stranding = stranding
      return try remove(consent, in: context)
    }
  }

  private func remove(_ consent: Consent, in context: CommandContext) throws -> InstallOutcome {
    try context.desk.removePlugin(
      name, as: .person(context.person.id), isDryRun: dryRun, agreeingTo: consent)
  }
}

extension PluginRemains {
  /// What there is of it, in a list.
  fileprivate var text: Text {
    guard !isEmpty else { return Text.indexesRemainsNone }
    let parts: [(Int, Text)] = [
      (tickets, Text.indexesRemainsTickets(count: tickets)),
      (people, Text.indexesRemainsPeople(count: people)),
      (keys, Text.indexesRemainsKeys(count: keys)),
      (settings, Text.indexesRemainsSettings(count: settings)),
    ]
    return Text(joining: parts.filter { $0.0 > 0 }.map(\.1), by: ", ")
  }
}
