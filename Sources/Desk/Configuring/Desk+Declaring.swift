import Crypto
import Kernel
import PluginHost
import Storage
import System
import Texts

/// What a change of the desk's own declarations did, or in a dry run would do.
package struct DeclarationOutcome: Sendable {
  /// What is declared otherwise, as the desk's history has it.
  package let changes: [ConfigChange]
  /// What followed new names.
  package let followed: [FollowedName]
  /// Whether comments and layout of a file that was written by hand were not kept.
  package let wasByHand: Bool
  /// Whether everything was so already.
  package var isSame = false
}

extension Desk {
  /// Changes what the desk itself declares, in its own plugin, which is enabled by the first change.
  ///
  /// It is loaded and checked with all other plugins first. The database decides; the plugin's folder
  /// is written when that is committed. Throws a `Refusal` where the declaration is none, where
  /// another plugin has it or somebody wrote it by hand, and as reloading a plugin does.
  package func declare(
    _ edit: DeclarationEdit, as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> DeclarationOutcome {
    try changeOwnPlugin(
      as: actor, isDryRun: isDryRun, agreeingTo: consent,
      checking: { try OwnPluginBase.check($0, for: edit) }
    ) { plugin, base in
      try base.refuseForeign(edit, besides: plugin.declarations)
      try base.refuseSameLabel(edit)
      let before = plugin.declarations
      try plugin.apply(edit, language: base.language, in: base.registry)
      return plugin.declarations.edits(since: before)
    }
  }

  /// Says what a tag or a root cause means, in the desk's own plugin; an empty text takes it away.
  ///
  /// Throws as `declare` does.
  package func describe(
    _ description: Description, as actor: Actor, isDryRun: Bool = false,
  ) throws -> DeclarationOutcome {
    try changeOwnPlugin(as: actor, isDryRun: isDryRun, agreeingTo: .none) { plugin, base in
      try plugin.describe(description, language: base.language)
    }
  }

  /// Whether the desk's own plugin says what something is that gets another name.
  package func describes(_ rename: DeskRename) throws -> Bool {
    guard let field = rename.subject.field else { return false }
    let stored = try read { reader, rulebook in
      try PluginStore(store: reader, traits: traits(by: rulebook.settings)).enabledSources()
        .first { $0.name == OwnPlugin.name }
    }
    guard let stored, stored.distrust == nil else { return false }
    return try OwnPlugin(stored).describes(rename.from, in: field)
  }

  /// Has what the desk's own plugin says of a tag or a root cause be said of its new name.
  ///
  /// Throws as `declare` does.
  package func describe(following rename: DeskRename, as actor: Actor) throws -> DeclarationOutcome
  {
    try changeOwnPlugin(as: actor, isDryRun: false, agreeingTo: .none) { plugin, _ in
      guard let field = rename.subject.field else { return nil }
      return try plugin.describe(rename.from, as: rename.to, in: field)
    }
  }

  /// Makes one change of the desk's own plugin; `change` gives what the history tells of it, and
  /// `nil` where there is nothing to do.
  private func changeOwnPlugin(
    as actor: Actor, isDryRun: Bool, agreeingTo consent: Consent,
    checking check: @escaping @Sendable (LoadedSet) throws -> Void = { _ in },
    _ change: (inout OwnPlugin, OwnPluginBase) throws -> [Edit]?,
  ) throws -> DeclarationOutcome {
    let turn = try OwnPluginTurn(of: folder, isNeeded: !isDryRun)
    let base = try OwnPluginBase(of: self)
    var plugin = try base.plugin()
    let edits = try change(&plugin, base)
    let source = plugin.source
    guard let edits, source != base.stored else {
      return DeclarationOutcome(changes: [], followed: [], wasByHand: false, isSame: true)
    }
    let files = try turn.files(of: source, over: base.disk)
    let followed: [FollowedName]
    do {
      followed = try changePlugins(
        as: actor, source: .cli, action: base.stored == nil ? .enablePlugin : .reloadPlugin,
        names: [OwnPlugin.name], agreeingTo: consent, telling: edits, isDryRun: isDryRun,
        checking: check
      ) { enabled in
        try base.enabled(enabled, with: source)
      }
    } catch {
      files?.discard()
      throw error
    }
    try files?.publish()
    turn.end()
    return DeclarationOutcome(
      changes: edits.map { ConfigChange(subject: $0.field, from: $0.from, to: $0.to) },
      followed: followed, wasByHand: plugin.isByHand)
  }

  /// Has the folder of the desk's own plugin be what decides now, unless somebody has changed it there.
  ///
  /// What an undo has taken back would come back with the next change otherwise.
  func mirrorOwnPlugin(in turn: borrowing OwnPluginTurn) throws {
    let base = try OwnPluginBase(of: self)
    guard base.disk != base.stored, base.isDiskKnown else { return turn.settle() }
    let files = try turn.files(of: base.stored, over: base.disk)
    try files?.publish()
    // Nothing is left of a plugin that is there no more.
    files?.discard()
  }

  /// Takes the turn where somebody is about to read the folder of the desk's own plugin, and finishes
  /// first what a program that ended in between left half done.
  func turnToReadOwnPlugin(_ isRead: Bool) throws -> OwnPluginTurn {
    let turn = try OwnPluginTurn(
      of: folder, isNeeded: isRead && FileSystem.exists(folder.ownPlugin))
    if turn.isUnfinished { try mirrorOwnPlugin(in: turn) }
    return turn
  }
}

/// The desk's own plugin before a change, in the database and on the disk.
struct OwnPluginBase: Sendable {
  /// What is enabled; `nil` if it is not.
  let stored: PluginSource?
  /// What is in its folder; `nil` if there is none.
  let disk: PluginSource?
  /// Whether the folder has what is enabled, or was once, or is half of both.
  let isDiskKnown: Bool
  /// The desk's language.
  let language: String
  /// What all plugins declare.
  let registry: Registry
  private let path: String

  init(of desk: Desk) throws {
    path = desk.folder.ownPlugin
    let found = try PluginFolder.plugin(at: path)
    let isUnfinished = OwnPluginTurn.isUnfinished(in: desk.folder)
    (stored, isDiskKnown, language, registry) = try desk.read { reader, rulebook in
      let store = PluginStore(store: reader, traits: desk.traits(by: rulebook.settings))
      let isKnown = try found.map {
        try isUnfinished || !reader.pluginFiles(digest: $0.digest.hex).isEmpty
      }
      return (
        try store.enabledSources().first { $0.name == OwnPlugin.name }, isKnown ?? true,
        rulebook.settings.languageCode, rulebook.registry
      )
    }
    disk = found
  }

  /// The plugin that is to be changed: what is enabled, unless its folder has something newer.
  func plugin() throws -> OwnPlugin {
    if let distrust = stored?.distrust { throw Refusal(.refused, distrust) }
    if let stored, let disk, disk != stored, !isDiskKnown {
      throw Refusal(.conflict, Text.madeChangedByHand(path: path))
    }
    do throws(PluginProblem) {
      return try OwnPlugin(stored ?? disk)
    } catch {
      throw DeskError.unlinkedPlugin(name: OwnPlugin.name, problems: [error.text])
    }
  }

  /// Refuses to set or remove what commands did not declare.
  func refuseForeign(_ edit: DeclarationEdit, besides own: OwnDeclarations) throws(Refusal) {
    guard edit.step != .add, !own.declare(edit) else { return }
    let owners = registry.owners(of: edit.kind, named: edit.name)
    guard let owner = owners.first(where: { $0 == OwnPlugin.name }) ?? owners.first else {
      let known = registry.names(of: edit.kind)
      let nearest =
        edit.kind.labelled.map { registry.nearest(to: edit.name, among: known, as: $0) }
        ?? nearestName(to: edit.name, among: known)
      throw Refusal(
        .notFound,
        Text.madeMissing(
          kind: edit.kind.thing, name: edit.name,
          hint: Text.nearest(nearest)), field: "name")
    }
    throw Refusal(
      .refused,
      owner == OwnPlugin.name
        ? Text.madeByHand(kind: edit.kind.thing, name: edit.name, path: path)
        : Text.madeOfPlugin(kind: edit.kind.thing, name: edit.name, plugin: owner), field: "name")
  }

  /// Refuses a label with which a field would look like another one, by its label or name.
  func refuseSameLabel(_ edit: DeclarationEdit) throws(Refusal) {
    guard edit.kind == .field else { return }
    let names = TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name)
    for label in edit.labels where label.kind == DeclarationEdit.Kind.field.rawValue {
      let present = Labels(registry.labels, language: label.language ?? language)
      let key = OwnPluginBase.look(of: label.text)
      let same = names.first { name in
        ![edit.name, edit.nameAfter].contains(name)
          && [name, present.field(name) ?? name].map(OwnPluginBase.look).contains(key)
      }
      guard let same else { continue }
      throw Refusal(.refused, Text.madeSameLabel(name: same, label: label.text), field: "label")
    }
  }

  /// Refuses labels of a configuration with which a field would look like another one; those that the
  /// desk has already stay.
  func refuseSameLabels(in plugin: OwnPlugin, since before: OwnPlugin) throws {
    let own = plugin.declarations.names(of: .field)
    let others = registry.fields.filter { $0.plugin != OwnPlugin.name }.map(\.name)
    let names = TicketField.allCases.map(\.rawValue) + others + own
    let (labels, known) = (try plugin.labels(), try before.labels())
    for (language, texts) in labels.sorted(by: { $0.key < $1.key }) {
      let present = Labels(registry.labels, language: language)
      for name in own {
        guard let label = texts["field.\(name)"], label != known[language]?["field.\(name)"]
        else { continue }
        let key = OwnPluginBase.look(of: label)
        let same = names.first { other in
          let called = texts["field.\(other)"] ?? (own.contains(other) ? nil : present.field(other))
          return other != name && [other, called ?? other].map(OwnPluginBase.look).contains(key)
        }
        guard let same else { continue }
        throw Refusal(.refused, Text.madeSameLabel(name: same, label: label), field: "labels")
      }
    }
  }

  /// What labels that look alike have in common.
  private static func look(of label: String) -> String {
    NameKey.key(of: label.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// The enabled plugins with the new version of the desk's own.
  func enabled(_ enabled: [PluginSource], with source: PluginSource) throws -> [PluginSource] {
    try refuseOther(than: enabled)
    return enabled.filter { $0.name != OwnPlugin.name } + [source]
  }

  /// Refuses to go on from something else than what is enabled by now.
  func refuseOther(than enabled: [PluginSource]) throws(Refusal) {
    guard enabled.first(where: { $0.name == OwnPlugin.name })?.digest == stored?.digest else {
      throw Refusal(.conflict, Text.madeMeanwhile)
    }
  }

  /// Refuses what does not load in words about the declaration, and what the plugin does not register.
  static func check(_ set: LoadedSet, for edit: DeclarationEdit) throws {
    // Where the declaration is wrong, others may only lack what it would declare.
    let own = set.problems.filter { $0.plugin == OwnPlugin.name }
    guard own.isEmpty else {
      throw Refusal(.invalid, own.flatMap(\.declared).map { Refusal.Problem(.invalid, $0) })
    }
    guard set.problems.isEmpty, edit.step != .remove else { return }
    let owners = set.registry.owners(of: edit.kind, named: edit.nameAfter)
    guard !owners.contains(OwnPlugin.name) else { return }
    throw Refusal(.refused, Text.madeNotRegistered(plugin: OwnPlugin.name))
  }
}

/// The desk's own plugin as a configuration has it.
struct OwnPluginChange: Sendable {
  let base: OwnPluginBase
  let plugin: OwnPlugin
  /// What is declared otherwise, as the desk's history has it.
  let edits: [Edit]

  init(to document: ConfigDocument, on desk: Desk) throws {
    base = try OwnPluginBase(of: desk)
    let before = try base.plugin()
    var plugin = before
    try plugin.declare(
      document.declarations ?? before.declarations, labels: document.labels ?? before.labels())
    try base.refuseSameLabels(in: plugin, since: before)
    self.plugin = plugin
    edits = plugin.declarations.edits(since: before.declarations)
  }

  func files(in turn: borrowing OwnPluginTurn) throws -> OwnPluginFiles? {
    guard plugin.source != base.stored else { return nil }
    return try turn.files(of: plugin.source, over: base.disk)
  }
}

extension ConfigDocument {
  /// Whether it speaks of what the desk itself declares.
  var declares: Bool { declarations != nil || labels != nil }
}
