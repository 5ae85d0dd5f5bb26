import Crypto
import HTTP
import Kernel
import PluginHost
import Storage
import System
import Texts

/// One request of a script that was run by hand, and what became of it.
package struct ScriptAct: Sendable {
  package let action: String
  package let ticket: Ticket.ID?
  package let edits: [Edit]
  /// Why it was refused; `nil` where it was done.
  package let refusal: String?

  init(_ outcome: Outcome, of request: Request) {
    action = request.action.name
    switch outcome.verdict {
    case .done(let receipt): (ticket, edits, refusal) = (receipt.ticket, receipt.edits, nil)
    case .refused(let reason): (ticket, edits, refusal) = (request.ticket, [], reason.message)
    }
  }
}

/// What came of a script that was run by hand.
package struct ScriptReport: Sendable {
  package var acts: [ScriptAct] = []
  /// Rows of the outbox that its requests wrote.
  package var outbox: [OutboxRow] = []
  /// Why it ended before its end; what it did until then stays.
  package var problem: Text?
}

extension Desk {
  /// The script at a path, or of that name: the desk's own, else one that comes with Docket.
  ///
  /// A name with `.lua` is also looked for in the present folder, before the desk's.
  package func findScript(_ name: String) throws -> PluginSource {
    let isPath = name.contains("/")
    if isPath || name.hasSuffix(".lua"), FileSystem.exists(name) {
      return try PluginFolder.script(at: name)
    }
    let wanted = name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
    var known: [String] = []
    for folder in isPath ? [] : [folder.scripts] + BundledPlugins.scriptFolders {
      let scripts = try PluginFolder.scripts(in: folder)
      if let script = scripts.first(where: { $0.name == wanted }) { return script }
      known += scripts.map(\.name)
    }
    guard !isPath else { throw Refusal(.notFound, Text.fileNoScript(path: name)) }
    let hint = Text.nearest(nearestName(to: wanted, among: known))
    throw Refusal(
      .notFound,
      Text.fileNoScriptNamed(name: wanted, folder: folder.scripts, hint: hint))
  }

  /// Runs a script once, in a person's name.
  ///
  /// Each request is a transaction of its own. A dry run does all in one that is rolled back, and
  /// keeps others from writing meanwhile. `settings` are those that the script declares, as people
  /// type them. Throws only where the desk fails or a setting does not fit; what is wrong with the
  /// script is in the report.
  package func runScript(
    _ source: PluginSource, arguments: [String], as person: Person, isDryRun: Bool,
    settings typed: [(setting: String, change: SettingChange)] = [], typing: Typing = .none,
    print: @escaping @Sendable (String) -> Void,
  ) throws -> ScriptReport {
    let own = try deskSettings(ofScript: source, for: person) { $0.digest == source.digest.hex }
    var given = own ?? [:]
    if !typed.isEmpty {
      let specs = try DeclaredSettings.specs(of: source, desk: traits(by: settings()))
      given = try Desk.settings(given, specs: specs, typed, typing: typing, complete: true)
    }
    let script = ScriptPlan(
      source: source, arguments: arguments, person: person, settings: given,
      mayOpenSecrets: own != nil, traits: traits(by: try self.settings()),
      site: watchdog.watch.site(ofScript: source.name), print: print)
    return isDryRun ? try rehearse(script) : try run(script)
  }

  /// What the desk has set for a script; `nil` where it is not what the desk enabled under its name,
  /// or where the person could not look it up.
  ///
  /// A file's name says nothing: who may write a file could call it like any plugin.
  private func deskSettings(
    ofScript source: PluginSource, for person: Person,
    where isMeant: @escaping @Sendable (PluginRecord) -> Bool,
  ) throws -> [String: JSON]? {
    try read { reader, rulebook in
      let record = try reader.plugins().first { $0.name == source.name }
      guard let record, record.isEnabled, record.isScript, isMeant(record),
        rulebook.authority(of: person).mayEver(.pluginManage)
      else { return nil }
      return try PluginStore<Reader>.given(to: source.name, in: reader)
    }
  }

  /// What a run needs besides the desk.
  private struct ScriptPlan: Sendable {
    let source: PluginSource
    let arguments: [String]
    let person: Person
    let settings: [String: JSON]
    let mayOpenSecrets: Bool
    let traits: DeskTraits
    let site: CrashSite
    let print: @Sendable (String) -> Void

    func byHand(
      network: any Network, log: @escaping (PluginLogLine) -> Void = { _ in },
    ) -> ScriptByHand {
      ScriptByHand(
        source: source, arguments: arguments, person: person, settings: settings,
        mayOpenSecrets: mayOpenSecrets, traits: traits, network: network, print: print, site: site,
        log: log)
    }
  }

  private func run(_ script: ScriptPlan) throws -> ScriptReport {
    let name = try nextRequestName()
    let rulebook = try read { $1 }
    let notes = ScriptNotes()
    do throws(PluginProblem) {
      let reading = LiveReading(rulebook: rulebook, now: clock.now(), readers: readers)
      let bulks = DeskBulks(desk: self, source: .script)
      let result = try script.byHand(network: CurlNetwork()) { notes.lines.append($0) }
        .run(reading: reading, bulk: bulks) { request in
          var request = request
          request.name = name
          let outcome = try self.perform(request)
          notes.take(outcome, of: request)
          return outcome
        }
      notes.result = result
    } catch {
      notes.report.problem = error.text
    }
    try finish(notes, of: script.source)
    return notes.report
  }

  /// Writes what a script leaves besides its requests, and what it logged.
  private func finish(_ notes: ScriptNotes, of source: PluginSource) throws {
    let now = clock.now()
    let lines = notes.lines.map { LogLine($0, at: now) }
    let moved = try leave(notes.result, log: lines, at: now)
    // Its requests are done: to run it again is for the one who sees what it did.
    if let moved, notes.report.problem == nil {
      let problem = PluginProblem(
        plugin: source.name, Text.scriptStateMoved(key: moved))
      notes.report.problem = problem.text
    }
  }

  /// Writes what a run by hand leaves besides its requests, and what it logged.
  ///
  /// Gives the key of its state that somebody else has moved since it was read; then nothing is left.
  func leave(_ result: ReactionResult?, log lines: [LogLine], at now: Instant) throws -> String? {
    let delivery = Delivery.Result(reactions: result.map { [$0] } ?? [])
    // No row of the outbox led to it: the number only keeps one run's messages from another's.
    let occasion = Delivery.Occasion(row: -Int64.random(in: 1...Int64.max), now: now)
    return try writer().perform { transaction, deciding in
      if let key = try delivery.write(to: transaction, deciding, on: occasion) {
        return .rollingBack(key, log: lines)
      }
      return .keeping(nil, log: lines)
    }
  }

  private func rehearse(_ script: ScriptPlan) throws -> ScriptReport {
    try writer().perform { [self] transaction, deciding in
      let now = clock.now()
      let notes = ScriptNotes()
      let rulebook = try deciding.rules(in: transaction).rulebook
      do throws(PluginProblem) {
        let reading = TransactionReading(transaction, rulebook: rulebook, now: now)
        let act = { [clock] (request: Request) in
          let outcome = try transaction.savepoint(keepingIf: \.isDone) {
            try deciding.run(request, in: transaction, clock: clock.now(), isDryRun: false)
          }
          notes.take(outcome, of: request)
          return outcome
        }
        let bulks = TransactionBulks(
          desk: self, transaction: transaction, deciding: deciding, now: now, source: .script,
          act: act
        ) { request in
          try transaction.savepoint(keepingIf: { _ in false }) {
            try deciding.run(request, in: transaction, clock: now, isDryRun: true)
          }
        }
        _ = try script.byHand(network: ClosedNetwork.dryRun)
          .run(reading: reading, bulk: bulks, submit: act)
      } catch {
        notes.report.problem = error.text
      }
      deciding.forget()
      return .rollingBack(notes.report)
    }
  }
}

/// What a script does, while it runs.
private final class ScriptNotes {
  var report = ScriptReport()
  var lines: [PluginLogLine] = []
  var result: ReactionResult?

  func take(_ outcome: Outcome, of request: Request) {
    report.acts.append(ScriptAct(outcome, of: request))
    if case .done(let receipt) = outcome.verdict { report.outbox += receipt.outbox }
  }
}

extension Desk {
  /// The name by which a script that was found is enabled.
  package static func name(ofScript source: PluginSource) -> String { source.name }

  /// What a script would bring, beside all that is enabled; and all that is wrong with it.
  ///
  /// It is loaded with what the desk has set for it only where it is enabled already.
  package func checkScript(
    _ source: PluginSource, as person: Person,
  ) throws -> (registry: Registry, importers: [String], problems: [Text]) {
    let given = try deskSettings(ofScript: source, for: person) { _ in true }
    let set = try read { reader, rulebook in
      var traits = self.traits(by: rulebook.settings)
      if given == nil { traits.secrets[source.name] = nil }
      var store = PluginStore(store: reader, traits: traits)
      if given == nil { store.withheld = source.name }
      return try store.load(store.enabledSources().filter { $0.name != source.name } + [source])
    }
    return (
      set.registry, set.plugin(source.name)?.importers.map(\.name) ?? [],
      set.problems.filter { $0.plugin == source.name }.map(\.text)
    )
  }

  /// Enables a script from anywhere; a file from elsewhere is copied into the desk's folder first.
  ///
  /// Returns where it was copied to; `nil` where it was there. Throws, with nothing copied, where a
  /// plugin or another script has its name, or where it is not enabled for any other reason.
  package func enableScript(
    _ source: PluginSource, as actor: Actor, agreeingTo consent: Consent = .none,
  ) throws -> String? {
    try refuseName(of: source)
    let path = "\(folder.scripts)/\(source.mainPath)"
    let present = try PluginFolder.scripts(in: folder.scripts).first { $0.name == source.name }
    guard let present else { return try copy(source, to: path, agreeingTo: consent, as: actor) }
    guard present.digest == source.digest else {
      throw DeskError.invalid(what: path, reason: Text.deskOtherScript)
    }
    try enablePlugins([source.name], as: actor, agreeingTo: consent)
    return nil
  }

  /// Refuses a script that is called as a plugin is which could be enabled here.
  private func refuseName(of source: PluginSource) throws {
    let isTaken = try availablePlugins().contains { !$0.isScript && $0.name == source.name }
    let isEnabled = try readers.read { reader in
      try reader.plugins().contains { !$0.isScript && $0.name == source.name }
    }
    guard isTaken || isEnabled else { return }
    throw DeskError.invalid(
      what: source.mainPath, reason: Text.deskScriptNamedPlugin(name: source.name))
  }

  /// Copies a script and enables it; where that fails, the copy is taken away again.
  private func copy(
    _ source: PluginSource, to path: String, agreeingTo consent: Consent, as actor: Actor,
  ) throws -> String {
    try FileSystem.makeFolder(folder.scripts)
    try NewFile.write(
      source.files[source.mainPath] ?? [], to: path, replaces: false, isPrivate: false)
    do {
      try enablePlugins([source.name], as: actor, agreeingTo: consent)
    } catch {
      FileSystem.remove(path)
      throw error
    }
    return path
  }
}
