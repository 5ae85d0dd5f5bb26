import Kernel
import Texts

/// Adds up what plugins register, and finds where two of them clash.
struct RegistryBuilder {
  var registry = Registry()
  private var labels: [String: [String: String]] = [:]

  /// Adds all that one plugin registered; nothing of it where there are problems.
  mutating func add(_ draft: Draft, of manifest: Manifest) -> [PluginProblem] {
    var next = registry
    next.fields += draft.fields
    next.add(people: draft.personFields)
    next.types += draft.types
    next.lifecycles += draft.lifecycles
    next.closeReasons += draft.closeReasons
    next.roles += draft.roles
    next.queues += draft.queues.filter { !registry.queues.contains($0) }
    next.addFormerQueues(draft.formerQueues)
    next.views += draft.views
    next.hooks += sorted(draft.hooks)
    next.actions += draft.actions
    next.channels += draft.channels
    next.timers += draft.timers
    if !draft.reports.isEmpty { next.reports = (next.reports ?? []) + draft.reports }
    if !draft.forms.isEmpty { next.forms = (next.forms ?? []) + draft.forms }
    if !draft.subscriptions.isEmpty {
      next.subscriptions = (next.subscriptions ?? []) + draft.subscriptions
    }
    next.add(draft.backfills)
    next.add(exports: draft.exports.map { ExportSpec(name: $0, plugin: draft.plugin) })
    var problems = clashes(of: draft)
    let missing = draft.lifecycleAdditions.flatMap { next.extend(by: $0) }
    problems += missing.map {
      PluginProblem(plugin: draft.plugin, file: draft.mainPath, $0)
    }
    problems += RegistryCheck(
      registry: next, draft: draft, permissions: manifest.permissions
    ).problems()
    guard problems.isEmpty else { return problems }
    registry = next
    return []
  }

  /// Adds all that a plugin had registered before, as it was.
  mutating func keep(_ plugin: String, of previous: Registry) {
    registry.fields += previous.fields.filter { $0.plugin == plugin }
    registry.add(people: (previous.personFields ?? []).filter { $0.plugin == plugin })
    registry.types += previous.types.filter { $0.plugin == plugin }
    registry.lifecycles += previous.lifecycles.filter { $0.plugin == plugin }
      .map(\.withoutAdditions)
    // What they add to may have changed: then they are left out, as whatever is wrong with it says.
    for addition in previous.additions(of: plugin) { _ = registry.extend(by: addition) }
    registry.closeReasons += previous.closeReasons.filter { $0.plugin == plugin }
    registry.roles += previous.roles.filter { $0.plugin == plugin }
    registry.queues += previous.queues.filter { !registry.queues.contains($0) }
    registry.addFormerQueues(previous.formerQueues ?? [:])
    registry.views += previous.views.filter { $0.plugin == plugin }
    registry.hooks += previous.hooks.filter { $0.plugin == plugin }
    registry.actions += previous.actions.filter { $0.plugin == plugin }
    registry.channels += previous.channels.filter { $0.plugin == plugin }
    registry.timers += previous.timers.filter { $0.plugin == plugin }
    let reports = (previous.reports ?? []).filter { $0.plugin == plugin }
    if !reports.isEmpty { registry.reports = (registry.reports ?? []) + reports }
    let forms = (previous.forms ?? []).filter { $0.plugin == plugin }
    if !forms.isEmpty { registry.forms = (registry.forms ?? []) + forms }
    let subscriptions = (previous.subscriptions ?? []).filter { $0.key.hasPrefix("\(plugin):") }
    if !subscriptions.isEmpty {
      registry.subscriptions = (registry.subscriptions ?? []) + subscriptions
    }
    registry.add(previous.backfills(of: plugin))
    registry.add(exports: (previous.exports ?? []).filter { $0.plugin == plugin })
    addLabels(previous.labels.flatMap { try? JSON(parsing: $0) }?.labels ?? [:])
  }

  /// Adds what a plugin calls its names and its views, and what it says where a move may not be; what
  /// another one has called so already stays.
  ///
  /// What a setting and its choices are called is nobody's label: another plugin may have a field of
  /// that name. The setting's own page reads it from the plugin.
  mutating func add(_ catalogue: PluginTexts, of draft: Draft) {
    let (refusals, names) = (Set(draft.refusals), draft.labelledAsFields)
    let choosing = draft.namesWithChoices
    let kept = catalogue.texts.mapValues { texts in
      var kept = texts.filter { key, _ in
        let kind = key.prefix { $0 != "." }
        let isOfField = Labels.fieldKinds.contains(kind)
        if kind == Labels.choice {
          return choosing.contains(key.dropFirst(kind.count + 1).prefix { $0 != "." })
        }
        if kind == Labels.event { return Labels.isOfEvent(key, of: draft.plugin) }
        return kind != Labels.move && kind != Labels.view
          && (!isOfField || names.contains(String(key.dropFirst(kind.count + 1))))
      }
      // What a stage is called is the business of the life cycle that has it.
      for cycle in draft.lifecycles + draft.lifecycleAdditions {
        for stage in cycle.stages {
          let text = texts["stage.\(stage.name)"]
          if let text { kept[Labels.key(ofStage: stage.name, in: cycle.name)] = text }
        }
      }
      for (key, text) in texts where refusals.contains(key) {
        kept["\(Labels.move).\(draft.plugin).\(key)"] = text
      }
      for view in draft.views {
        let text = texts["\(Labels.view).\(view.name)"]
        if let text { kept["\(Labels.view).\(draft.plugin).\(view.name)"] = text }
      }
      return kept
    }
    addLabels(kept, isWinning: draft.plugin == OwnPlugin.name)
  }

  /// Of two that call something so the first counts, unless it is the desk itself.
  private mutating func addLabels(
    _ catalogue: [String: [String: String]], isWinning: Bool = false,
  ) {
    for (language, texts) in catalogue {
      let found = texts.filter { Labels.kinds.contains($0.key.prefix { $0 != "." }) }
      if !found.isEmpty { labels[language, default: [:]].merge(found) { isWinning ? $1 : $0 } }
    }
    let languages = labels.map { language, texts in
      (language, JSON.object(texts.map { ($0.key, .string($0.value)) }))
    }
    registry.labels = labels.isEmpty ? nil : JSON.object(languages).text
  }

  /// By priority, low first, then as registered.
  private func sorted(_ hooks: [HookSpec]) -> [HookSpec] {
    hooks.enumerated().sorted {
      ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset)
    }.map(\.element)
  }

  private func clashes(of draft: Draft) -> [PluginProblem] {
    var problems: [PluginProblem] = []
    func check(_ what: Text, _ ours: [String], _ theirs: [(String, String)]) {
      let owners = Dictionary(theirs) { first, _ in first }
      for name in ours {
        guard let other = owners[name] else { continue }
        problems.append(
          PluginProblem(
            plugin: draft.plugin, file: draft.mainPath,
            Text.loadingTaken(what: what, name: name, other: other, plugin: draft.plugin)
          ))
      }
    }
    check(
      Text.thingField, (draft.fields + draft.personFields).map(\.name),
      (registry.fields + (registry.personFields ?? [])).map { ($0.name, $0.plugin) })
    check(Text.thingType, draft.types.map(\.name), registry.types.map { ($0.name, $0.plugin) })
    check(
      Text.thingLifeCycle, draft.lifecycles.map(\.name),
      registry.lifecycles.map { ($0.name, $0.plugin) })
    check(
      Text.thingCloseReason, draft.closeReasons.map(\.name),
      registry.closeReasons.map { ($0.name, $0.plugin) })
    check(
      Text.thingAction, draft.actions.map(\.name), registry.actions.map { ($0.name, $0.plugin) }
    )
    check(
      Text.thingChannel, draft.channels.map(\.name),
      registry.channels.map { ($0.name, $0.plugin) })
    check(
      Text.thingReport, draft.reports.map(\.name),
      (registry.reports ?? []).map { ($0.name, $0.plugin) })
    check(
      Text.thingForm, draft.forms.map(\.name),
      (registry.forms ?? []).map { ($0.name, $0.plugin) })
    check(Text.thingView, draft.views.map(\.name), registry.views.map { ($0.name, $0.plugin) })
    return problems + roleClashes(of: draft)
  }

  /// A plugin may add to another's role, but neither deny in it nor move it to the other side.
  private func roleClashes(of draft: Draft) -> [PluginProblem] {
    draft.roles.compactMap { role in
      guard let other = registry.roles.first(where: { $0.name == role.name }) else { return nil }
      if role.side != other.side {
        return PluginProblem(
          plugin: draft.plugin, file: draft.mainPath,
          Text.loadingRoleSide(
            role: role.name, side: other.side.rawValue, other: other.plugin, plugin: draft.plugin,
            wanted: role.side.rawValue))
      }
      guard role.grants.contains(where: \.isDenial) else { return nil }
      return PluginProblem(
        plugin: draft.plugin, file: draft.mainPath,
        Text.loadingRoleDeny(role: role.name, other: other.plugin, plugin: draft.plugin)
      )
    }
  }
}

extension Registry {
  fileprivate mutating func add(people specs: [FieldSpec]) {
    guard !specs.isEmpty else { return }
    personFields = (personFields ?? []) + specs
  }

  fileprivate mutating func add(exports more: [ExportSpec]) {
    guard !more.isEmpty else { return }
    exports = (exports ?? []) + more
  }

  fileprivate mutating func add(_ more: [BackfillSpec]) {
    guard !more.isEmpty else { return }
    backfills = (backfills ?? []) + more
  }

  fileprivate mutating func addFormerQueues(_ names: [String: String]) {
    guard !names.isEmpty else { return }
    formerQueues = (formerQueues ?? [:]).merging(names) { first, _ in first }
  }
}

extension Draft {
  /// The file that registered it all, for messages.
  var mainPath: String { script == nil && importers.isEmpty ? "init.lua" : "\(plugin).lua" }

  /// The names of what it declares that may have choices.
  fileprivate var namesWithChoices: Set<Substring> {
    let values = actions.flatMap { $0.params + $0.data } + reports.flatMap(\.params)
    let all = fields + personFields + values + forms.flatMap(\.fields)
    return Set(all.map { $0.name[...] })
  }

  /// The names of what it declares that has labels as fields have.
  fileprivate var labelledAsFields: Set<String> {
    let values = actions.flatMap { $0.params + $0.data } + reports.flatMap(\.params)
    return Set(
      (fields + personFields + values).map(\.name) + reports.map(\.name) + forms.map(\.name)
        + forms.flatMap { form in form.fields.map { Labels.formField($0.name, of: form.name) } })
  }
}

extension JSON {
  /// Texts by language and key.
  fileprivate var labels: [String: [String: String]] {
    let languages = (members ?? []).map { language, texts in
      (
        language,
        Dictionary((texts.members ?? []).compactMap { key, text in text.string.map { (key, $0) } })
        {
          first, _ in first
        }
      )
    }
    return Dictionary(languages) { first, _ in first }
  }
}
