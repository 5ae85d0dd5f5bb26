import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// How one setting of a plugin is to change.
package enum SettingChange: Equatable, Sendable {
  /// To what people typed; an empty text goes back to the plugin's own value.
  case text(String)
  case elements(adding: [String], removing: [String])
  /// To a value that was read already.
  case value(JSON)
}

/// A plugin's setting, with what it is now.
package struct PluginSetting: Equatable, Sendable {
  package let name: String
  package let kind: String
  /// What the elements of a list or map are; `nil` for anything else.
  package let element: String?
  /// What a value of it is, in words.
  package let kindWords: Text
  package let isSecret: Bool
  package let isRequired: Bool
  package let choices: [String]
  /// What the desk has set; `nil` where the plugin's own value counts.
  package let given: JSON?
  /// What the plugin takes where nothing is set.
  package let standard: JSON?
  /// For a secret: where `docket.lua` says that it is.
  package let place: Place?
  /// What the plugin calls it, and says of it; `nil` where it says nothing.
  package let label: String?
  package let help: String?
  /// What the plugin calls what it may be.
  package let choiceLabels: [String: String]
  /// What it may be, each with what the plugin calls it.
  package let spokenChoices: [String]
  /// What counts now, with what the plugin calls the choices in it.
  package let spoken: JSON?

  /// Where a secret is.
  package struct Place: Equatable, Sendable {
    package let words: Text
    /// Whether it is there now.
    package let isThere: Bool
  }

  fileprivate init(
    _ spec: SettingSpec, given: JSON?, place: SecretPlace?, labels: SettingLabels?,
  ) {
    name = spec.name
    kind = spec.kind.rawValue
    element = spec.of.first?.kind.rawValue
    kindWords = spec.kindWords
    isSecret = spec.kind == .secret
    isRequired = spec.isRequired
    choices = spec.choicesOfEach
    self.given = given
    standard = spec.standardJSON
    self.place = place.map { Place(words: $0.words, isThere: $0.isThere) }
    label = labels?.label(of: spec.name)
    help = labels?.help(of: spec.name)
    let named = choices.map { ($0, labels?.choice($0, of: spec.name)) }
    choiceLabels = Dictionary(named) { first, _ in first }.compactMapValues(\.self)
    spokenChoices = choices.map { labels?.said($0, of: spec.name) ?? $0 }
    spoken = (given ?? standard).map { value in
      labels.map { spec.labelled(value, by: $0) } ?? value
    }
  }
}

extension DeskMoment {
  /// The settings of a plugin or script, enabled or not, in the order of their names; with what the
  /// plugin calls them, where a language is named.
  package func pluginSettings(
    _ name: String, in language: Language? = nil,
  ) throws -> [PluginSetting] {
    let given = try PluginStore<Reader>.given(to: name, in: reader)
    let places = desk.configuration.secrets[name]
    let source = try settingSource(of: name)
    let labels = try language.map { try SettingLabels(of: source, language: $0.code) }
    return try settingSpecs(of: source).sorted { $0.name < $1.name }.map { spec in
      PluginSetting(
        spec, given: given[spec.name], place: places?[spec.name], labels: labels)
    }
  }

  /// What is declared: by the stored files where the plugin is enabled, else by those on the disk.
  func settingSpecs(of name: String) throws -> [SettingSpec] {
    try settingSpecs(of: settingSource(of: name))
  }

  private func settingSpecs(of source: PluginSource) throws -> [SettingSpec] {
    try DeclaredSettings.specs(of: source, desk: desk.traits(by: settings()))
  }

  private func settingSource(of name: String) throws -> PluginSource {
    let traits = desk.traits(by: try settings())
    let stored = try PluginStore(store: reader, traits: traits).enabledSources()
      .first { $0.name == name && $0.distrust == nil }
    return try stored ?? desk.findPlugin(name)
  }
}

extension Desk {
  /// Changes settings of a plugin or script, all or none; it decides by them from now on.
  ///
  /// One that is not enabled keeps them until it is. Throws a `Refusal` where a value does not fit,
  /// and `DeskError.wantsMore` where plugins take or give more by them.
  package func setPlugin(
    _ name: String, _ changes: [(setting: String, change: SettingChange)], as actor: Actor,
    source: Source = .cli, typing: Typing = .none, agreeingTo consent: Consent = .none,
  ) throws {
    let specs = try moment { try $0.settingSpecs(of: name) }
    try setPlugin(name, specs, as: actor, source: source, typing: typing, agreeingTo: consent) {
      _ in changes
    }
  }

  /// Throws a `Refusal` where one of the changes does not fit what the plugin declares; whether the
  /// plugin is content with all of its settings is seen when they are set.
  package func checkPlugin(
    _ name: String, _ changes: [(setting: String, change: SettingChange)], typing: Typing,
  ) throws {
    try moment { moment in
      let given = try PluginStore<Reader>.given(to: name, in: moment.reader)
      _ = try Desk.settings(
        given, specs: moment.settingSpecs(of: name), changes, typing: typing, complete: false)
    }
  }

  /// The same where what is changed follows from what is set by then; gives what was set before and
  /// what is set now.
  @discardableResult
  func setPlugin(
    _ name: String, _ specs: [SettingSpec], as actor: Actor, source: Source = .cli,
    typing: Typing = .none, agreeingTo consent: Consent,
    _ changes:
      @escaping @Sendable ([String: JSON]) throws -> [(setting: String, change: SettingChange)],
  ) throws -> (before: [String: JSON], after: [String: JSON]) {
    let files = try findPlugin(name)
    return try administerPlugins(as: actor, source: source) { administration, store in
      try administration.require(.pluginManage)
      let before = try PluginStore.given(to: name, in: store.store)
      // What is not enabled does nothing yet: what it must be given may come one by one.
      let isEnabled = try store.store.plugins().contains { $0.name == name && $0.isEnabled }
      let after = try Desk.settings(
        before, specs: specs, changes(before), typing: typing, complete: isEnabled)
      try administration.set(
        after, of: name, from: before, specs, source: files, in: store, agreeingTo: consent)
      return (before, after)
    }
  }

  /// The settings with the changes; all that is wrong comes back together.
  static func settings(
    _ before: [String: JSON], specs: [SettingSpec],
    _ changes: [(setting: String, change: SettingChange)], typing: Typing, complete: Bool,
  ) throws -> [String: JSON] {
    var after = before
    var problems: [Refusal.Problem] = []
    for (path, change) in changes {
      // Of maps and records a part may be named, as `answers.hours.text`.
      let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let name = parts[0]
      do {
        let spec = try spec(named: name, among: specs)
        after[name] = try spec.changed(after[name], at: parts.dropFirst(), by: change, typing)
      } catch let problem as Refusal.Problem {
        problems.append(problem)
      }
    }
    let known = problems.compactMap(\.field)
    problems += DeclaredSettings.problems(with: after, for: specs, complete: complete)
      .filter { problem in !known.contains { $0 == problem.field } }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    return after
  }

  private static func spec(named name: String, among specs: [SettingSpec]) throws -> SettingSpec {
    if let spec = specs.first(where: { $0.name == name }) { return spec }
    let names = specs.map(\.name)
    let nearest = Text.nearest(nearestName(to: name, among: names))
    let known =
      names.isEmpty ? Text.deskNoSettings : Text.deskSettings(names: names.joined(separator: ", "))
    throw Refusal.Problem(
      .invalid, field: name, Text.deskNoSetting(name: name, hint: nearest ?? known))
  }
}

extension SettingSpec {
  /// What the setting is after a change of it, or of the part at a path.
  fileprivate func changed(
    _ present: JSON?, at path: ArraySlice<String>, by change: SettingChange, _ typing: Typing,
  ) throws(Refusal.Problem) -> JSON? {
    guard !path.isEmpty else { return try changed(present, by: change, typing) }
    return try placing(
      { (part, old) throws(Refusal.Problem) in try part.changed(old, by: change, typing) },
      at: path, in: present ?? standardJSON)
  }

  private func changed(
    _ present: JSON?, by change: SettingChange, _ typing: Typing,
  ) throws(Refusal.Problem) -> JSON? {
    switch change {
    case .text(let text): return text.isBlank ? nil : try value(of: text, typing: typing)
    case .value(let json): return json
    case .elements(let adding, let removing):
      return try list(present, adding: adding, removing: removing, typing: typing)
    }
  }
}

extension PluginStore {
  /// What the desk has set for a plugin, by setting.
  static func given(to name: String, in store: Store) throws -> [String: JSON] {
    let text = try store.plugins().first { $0.name == name }?.settings ?? "{}"
    let members = (try? JSON(parsing: text))?.members ?? []
    return Dictionary(members) { first, _ in first }
  }
}

extension Desk {
  /// Changes the desk itself together with its plugins, in one transaction; a watchdog looks on while
  /// plugins load.
  func administerPlugins<Result: Sendable>(
    as actor: Actor, source: Source = .cli, isDryRun: Bool = false,
    _ body: @escaping @Sendable (Administration, PluginStore<WriteTransaction>) throws -> Result,
  ) throws -> Result {
    let watch = watchdog.watch
    return try administer(as: actor, source: source, isDryRun: isDryRun) { administration in
      let post = watch.post()
      defer { watch.close(post) }
      let store = PluginStore(
        store: administration.transaction,
        traits: self.traits(by: administration.rulebook.settings),
        now: administration.chain.clock, post: post)
      return try body(administration, store)
    }
  }
}

extension Administration {
  /// What changes in a plugin's settings, by setting.
  static func settingEdits(
    from before: [String: JSON], to after: [String: JSON], of name: String,
  ) -> [Edit] {
    Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (from, to) = (before[key], after[key])
      guard from != to else { return nil }
      return Edit(
        field: "plugin.\(name).\(key)", from: from.map { .text($0.text) } ?? .none,
        to: to.map { .text($0.text) } ?? .none)
    }
  }

  /// Writes a plugin's settings, with an entry of the desk's chain that says what changed.
  ///
  /// Refuses names that the desk does not have; of a plugin that is not enabled they may come yet.
  func set(
    _ after: [String: JSON], of name: String, from before: [String: JSON], _ specs: [SettingSpec],
    source: PluginSource, in store: PluginStore<WriteTransaction>, agreeingTo consent: Consent,
  ) throws {
    let edits = Administration.settingEdits(from: before, to: after, of: name)
    guard !edits.isEmpty else { return }
    var record =
      try transaction.plugins().first { $0.name == name }
      ?? PluginRecord(
        name: name, version: "", digest: "", isEnabled: false, isScript: source.isScript)
    // Before anything is written: what is stored then is what the registry names.
    let sources = record.isEnabled ? try store.enabledSources() : []
    record.settings = JSON.object(after.map { ($0.key, $0.value) }).text
    try transaction.write(record)
    guard record.isEnabled else {
      try chain.append(.setPlugin, edits: edits)
      return
    }
    try refusingUnknownNames(in: after, since: before, for: specs) {
      try adoptSettings(
        of: sources, in: store, agreeingTo: consent, as: .setPlugin, edits: edits, about: [name])
    }
  }

  /// Loads plugins anew whose settings were written, and decides by them from now on.
  @discardableResult
  func adoptSettings(
    of sources: [PluginSource], in store: PluginStore<WriteTransaction>,
    agreeingTo consent: Consent = .none, as action: DeskAction, edits: [Edit],
    takingBack undone: UndoneNames = UndoneNames(), about names: [String] = [],
  ) throws -> [FollowedName] {
    let set = try store.load(sources, keeping: rulebook.quarantine)
    try set.requireSound(about: names)
    return try adopt(
      set, sources: sources, in: store, agreeingTo: consent, as: action, edits: edits,
      takingBack: undone)
  }
}
