import Crypto
import Kernel
import Lua
import Texts

/// Loads plugins and scripts: manifests, order, top levels, and the registry that they make.
package struct PluginLoader {
  package let desk: DeskTraits
  /// What the desk has set, by plugin and setting.
  package let settings: [String: [String: JSON]]
  /// Plugins whose code does not run: what they registered is as it was.
  package let keeping: Set<String>
  fileprivate let post: WatchPost?
  fileprivate let log: (PluginLogLine) -> Void

  /// `log` takes what plugins print while they load, `post` is where a watchdog looks.
  package init(
    desk: DeskTraits = DeskTraits(), settings: [String: [String: JSON]] = [:],
    keeping: Set<String> = [], post: WatchPost? = nil,
    log: @escaping (PluginLogLine) -> Void = { _ in },
  ) {
    self.desk = desk
    self.settings = settings
    self.keeping = keeping
    self.post = post
    self.log = log
  }

  /// Loads all that are given; what does not load is left out and stands in `problems`.
  ///
  /// A plugin that did load in `previous` and does not now still stands in the registry, with its
  /// validate hooks, so that what it would validate is refused.
  package func load(_ sources: [PluginSource], previous: Registry? = nil) throws -> LoadedSet {
    var run = LoadRun(loader: self, previous: previous)
    let unique = run.dropDoubles(sources)
    run.readManifests(of: unique)
    let order = LoadOrder(run.manifests.map(\.value), failed: Set(run.problems.map(\.plugin)))
    for problem in order.problems { run.fail(problem) }
    run.loadAll(unique, in: order.order)
    return try run.finish(unique)
  }

  /// Runs what reads a plugin's files: a signal in it is laid to the plugin.
  fileprivate func laying<Result>(_ body: () -> Result, to source: PluginSource) -> Result {
    guard let site = post?.watch.site(of: source.name) else { return body() }
    return site.running(.load, body)
  }
}

/// One loading, plugin by plugin.
private struct LoadRun {
  private struct Loaded {
    var source: PluginSource
    var manifest: Manifest
    var catalogue: PluginTexts
    var spec: PluginSpec
    var importers: [ImporterSpec]
  }

  let loader: PluginLoader
  let previous: Registry?
  /// What is known of those whose code does not run.
  private var kept: [PluginSpec] = []
  var manifests: [String: Manifest] = [:]
  var problems: [PluginProblem] = []
  private var builder = RegistryBuilder()
  /// The order in which they load.
  var order: [String] = []
  private var loaded: [Loaded] = []
  private var layouts: [LayoutTraits: HostLayout] = [:]

  init(loader: PluginLoader, previous: Registry?) {
    self.loader = loader
    self.previous = previous
  }

  mutating func fail(_ problem: PluginProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  private func hasFailed(_ name: String) -> Bool { problems.contains { $0.plugin == name } }

  mutating func dropDoubles(_ sources: [PluginSource]) -> [PluginSource] {
    var unique: [PluginSource] = []
    for source in sources {
      if unique.contains(where: { $0.name == source.name }) {
        fail(
          PluginProblem(plugin: source.name, Text.loadingNameTwice))
      } else {
        unique.append(source)
      }
    }
    return unique
  }

  mutating func readManifests(of sources: [PluginSource]) {
    for source in sources {
      if let distrust = source.distrust {
        fail(PluginProblem(plugin: source.name, distrust))
        continue
      }
      if let spec = keptSpec(of: source) {
        manifests[source.name] = Manifest(keeping: spec)
        continue
      }
      guard !source.isScript else {
        manifests[source.name] = .script(named: source.name)
        if !Names.isPluginName(source.name) {
          fail(
            PluginProblem(
              plugin: source.name, Text.loadingScriptName))
        }
        continue
      }
      switch loader.laying({ ManifestReader.manifest(of: source) }, to: source) {
      case .success(let manifest): manifests[source.name] = manifest
      case .failure(let list): for problem in list.problems { fail(problem) }
      }
    }
  }

  /// How a plugin was registered whose code does not run now; `nil` where it is to be run.
  private func keptSpec(of source: PluginSource) -> PluginSpec? {
    guard loader.keeping.contains(source.name) else { return nil }
    return previous?.plugins.first { $0.name == source.name && $0.digest == source.digest.hex }
  }

  /// Loads one after the other; those that failed are tried again, after the others, as long as that
  /// helps: a plugin may speak of what one declares that comes later by its name.
  mutating func loadAll(_ sources: [PluginSource], in order: [String]) {
    let loader = loader
    self.order = order
    var waiting = order
    while !waiting.isEmpty {
      var failed: [String] = []
      for name in waiting where !hasFailed(name) {
        guard let source = sources.first(where: { $0.name == name }) else { continue }
        loader.laying({ load(source) }, to: source)
        if hasFailed(name) { failed.append(name) }
      }
      guard failed.count < waiting.count else { return }
      problems.removeAll { failed.contains($0.plugin) }
      self.order = self.order.filter { !failed.contains($0) } + failed
      waiting = failed
    }
  }

  private mutating func load(_ source: PluginSource) {
    if source.distrust == nil, let spec = keptSpec(of: source), let previous {
      builder.keep(spec.name, of: previous)
      kept.append(spec)
      return
    }
    guard let manifest = manifests[source.name], !hasFailed(source.name) else { return }
    if let needed = manifest.requires.keys.sorted().first(where: hasFailed) {
      return fail(
        PluginProblem(
          plugin: source.name, file: "plugin.lua", Text.loadingNeededFails(name: needed)))
    }
    let given = loader.settings[source.name] ?? [:]
    if !source.isScript {
      let wrong = SettingValues.resolve(manifest.settings, with: given, plugin: source.name)
      for problem in wrong.problems { fail(problem) }
      guard wrong.problems.isEmpty else { return }
    }
    do throws(PluginProblem) {
      try run(source, manifest, given)
    } catch {
      fail(error)
    }
  }

  private mutating func run(
    _ source: PluginSource, _ manifest: Manifest, _ given: [String: JSON],
  ) throws(PluginProblem) {
    let catalogue = try PluginTexts(of: source)
    let layout = layout(
      fields: builder.registry.fields, people: builder.registry.personFields ?? [],
      settings: manifest.settings.map(\.name))
    let box: PluginBox
    do throws(PluginProblem) {
      box = try PluginBox(
        source: source, manifest: manifest, catalogue: catalogue, settings: given, layout: layout,
        desk: loader.desk, post: loader.post, log: loader.log)
    } catch {
      throw catalogue.spoken(error)
    }
    let draft = box.context.draft
    let complete = draft.script ?? manifest
    let labels = LabelCheck(of: box).problems()
    let found = labels.isEmpty ? builder.add(draft, of: complete) : labels
    for problem in found { fail(problem) }
    guard found.isEmpty else { return }
    builder.add(box.context.catalogue, of: draft)
    var spec = PluginSpec(
      name: source.name, version: draft.version, digest: source.digest.hex,
      summary: complete.summary, permissions: complete.permissions, onFault: complete.onFault,
      isScript: source.isScript, settings: LoadedPlugin.digest(ofSettings: given))
    if draft.functions[.health] != nil { spec.tellsHealth = true }
    if !complete.summaries.isEmpty { spec.summaries = complete.summaries }
    loaded.append(
      Loaded(
        source: source, manifest: complete, catalogue: catalogue, spec: spec,
        importers: draft.importers))
  }

  mutating func finish(_ sources: [PluginSource]) throws -> LoadedSet {
    let specs = loaded.map(\.spec) + kept
    builder.registry.plugins = order.compactMap { name in specs.first { $0.name == name } }
    for source in sources where hasFailed(source.name) { suspend(source) }
    let registry = builder.registry
    var plugins: [LoadedPlugin] = []
    for item in loaded {
      plugins.append(
        LoadedPlugin(
          source: item.source, manifest: item.manifest, spec: item.spec, catalogue: item.catalogue,
          settings: loader.settings[item.source.name] ?? [:], importers: item.importers,
          layout: layout(
            fields: registry.fields.visible(to: item.spec),
            people: (registry.personFields ?? []).visible(to: item.spec),
            settings: item.manifest.settings.map(\.name), actions: registry.actions,
            hidden: registry.actionPermissions(hiddenFrom: item.spec), of: item.spec.name)))
    }
    return LoadedSet(
      registry: registry, epoch: try registry.epoch, plugins: plugins, problems: problems,
      desk: loader.desk)
  }

  /// How a plugin sees the kernel's values; one layout for all that see the same.
  private mutating func layout(
    fields: [FieldSpec], people: [FieldSpec], settings: [String], actions: [ActionSpec] = [],
    hidden: Set<String> = [], of plugin: String? = nil,
  ) -> HostLayout {
    // Its own actions' values it sees, also by a permission that others' have too.
    let seesOwn = actions.contains { action in
      action.plugin == plugin
        && (action.params + action.data).compactMap(\.viewPermission)
          .contains(where: hidden.contains)
    }
    let own = seesOwn ? plugin : nil
    let traits = LayoutTraits(
      fields: fields.map(\.name), people: people.map(\.name), settings: settings,
      actions: actions.map(\.name), hidden: hidden, own: own)
    if let known = layouts[traits] { return known }
    let made = HostLayout(
      fields: fields, people: people, settings: settings, actions: actions, hidden: hidden,
      own: own)
    layouts[traits] = made
    return made
  }

  /// Keeps a plugin that does not load in the registry, with what it used to validate.
  private mutating func suspend(_ source: PluginSource) {
    let reasons = problems.filter { $0.plugin == source.name }.map(\.description)
    let earlier = previous?.plugins.first { $0.name == source.name }
    builder.registry.plugins.append(
      PluginSpec(
        name: source.name, version: earlier?.version ?? "", digest: source.digest.hex,
        summary: manifests[source.name]?.summary ?? "", permissions: earlier?.permissions ?? [],
        onFault: earlier?.onFault ?? .refuse, isScript: source.isScript,
        trouble: reasons.joined(separator: "; ")))
    builder.registry.hooks += (previous?.hooks ?? []).filter {
      $0.plugin == source.name && $0.kind == .validate
    }
  }
}

/// What tells the layout of one plugin from that of another, in one loading.
private struct LayoutTraits: Hashable {
  let fields: [String]
  let people: [String]
  let settings: [String]
  let actions: [String]
  let hidden: Set<String>
  /// The plugin, where that makes a difference.
  let own: String?
}

extension [FieldSpec] {
  /// Those that a plugin may read: for everybody, its own, and by permission.
  func visible(to plugin: PluginSpec) -> [FieldSpec] {
    filter { field in
      guard let permission = field.viewPermission, field.plugin != plugin.name else { return true }
      return plugin.permissions.contains { [permission, "*"].contains($0.permission) }
    }
  }
}

extension Registry {
  /// The permissions to see actions' values that a plugin does not have; its own actions' it sees.
  func actionPermissions(hiddenFrom plugin: PluginSpec) -> Set<String> {
    guard !plugin.permissions.contains(where: { $0.permission == "*" }) else { return [] }
    let others = actions.filter { $0.plugin != plugin.name }.flatMap { $0.params + $0.data }
    return Set(others.compactMap(\.viewPermission)).subtracting(
      plugin.permissions.map(\.permission))
  }
}
