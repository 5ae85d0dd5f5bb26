import Kernel
import Lua
import LuaSyntax
import Texts

/// Looks for mistakes in a plugin without a desk: `docket plugin check`.
///
/// It reads the code, and loads the plugin in a sandbox with what it requires. Rules say nothing of
/// what is not certain.
package struct PluginCheck {
  private let source: PluginSource
  private let available: [PluginSource]
  private var findings: [CheckFinding] = []
  /// What loading says of no place: where a rule has found an error of its kind, it is the same one.
  private var unplaced: Set<CheckFinding> = []

  /// `available` are plugins that it may require.
  private init(of source: PluginSource, among available: [PluginSource]) {
    self.source = source
    self.available = available
  }

  /// What was found, by file and place.
  package static func findings(
    of source: PluginSource, among available: [PluginSource],
  ) throws -> [CheckFinding] {
    var check = PluginCheck(of: source, among: available)
    try check.run()
    return check.sorted
  }

  private mutating func run() throws {
    let (manifest, trees, source) = (readManifest(), readCode(), source)
    let runner = SpecRunner(available: available) { _, _ in throw PluginProblem.noDesk(source) }
    let isWhole = trees.count == luaPaths.count
    var set: LoadedSet?
    if let manifest, isWhole, hasAll(manifest) { set = try load(with: runner) }
    let plugin = set?.plugin(source.name)
    let box = try plugin.map { try $0.makeBox(desk: set?.desk ?? DeskTraits()) { _ in } }
    let registry = set?.registry ?? Registry()
    let files = trees.map { path, tree in
      CodeFile(
        path, tree,
        APIKnowledge(
          ofSpec: path == "spec.lua", actions: registry.actions.map(\.name),
          settings: manifest?.settings.map(\.name)))
    }
    look(at: files, manifest, registry)
    if let manifest {
      findings += files.filter(\.isCode).flatMap {
        ExportRules(file: $0, manifest: manifest, registry: set?.registry).findings()
      }
    }
    if isWhole, let catalogue = try? PluginTexts(of: source) {
      let locales = files.filter { $0.path.hasPrefix("locales/") }
      findings +=
        TextRules(catalogue, in: box, code: files.filter(\.isCode), locales: locales).findings()
    }
    if let box, let set {
      findings += ConditionRules(registry: set.registry, draft: box.context.draft, files: files)
        .findings()
      findings += CostRules(box: box, source: source).findings()
    }
  }

  /// Rules that need the text alone, and names that others declare.
  private mutating func look(
    at files: [CodeFile], _ manifest: Manifest?, _ registry: Registry,
  ) {
    let code = files.filter { $0.isCode }
    let fields = Set((registry.fields + (registry.personFields ?? [])).map(\.name))
    let declared = DeclaredNames(in: code)
    for file in files where file.isCode || file.path == "spec.lua" {
      findings += NameRules(file: file, fields: fields.union(declared.fields)).findings()
      findings += CallRules(file: file, fields: fields.union(declared.fields)).findings()
    }
    for file in code {
      findings +=
        EventRules(
          file: file, registry: registry, isOpen: declared.isOpen,
          declared: declared.fields.union(declared.actions)
        ).findings()
    }
    let reach = CodeReach(files.filter { $0.isCode || $0.path == "spec.lua" })
    findings += LaneRules(reach: reach).findings() + OrderRules(reach: reach).findings()
    guard let manifest else { return }
    findings +=
      ManifestRules(
        manifest: manifest, code: code, declaration: files.first { $0.path == "plugin.lua" }
      ).findings()
  }

  private var luaPaths: [String] {
    source.files.keys.filter { $0.hasSuffix(".lua") }.sorted()
  }
}

/// What is read and loaded.
extension PluginCheck {
  private mutating func readManifest() -> Manifest? {
    switch ManifestReader.manifest(of: source) {
    case .success(let manifest): return manifest
    case .failure(let list):
      for problem in list.problems { add(problem, as: .manifest) }
      return nil
    }
  }

  /// The files that are Lua, by path.
  private mutating func readCode() -> [(path: String, tree: SyntaxTree)] {
    var trees: [(path: String, tree: SyntaxTree)] = []
    for path in luaPaths {
      do throws(PluginProblem) {
        guard let text = try source.text(path) else { continue }
        if let tree = tree(of: text, at: path) { trees.append((path, tree)) }
      } catch {
        add(error, as: .syntax)
      }
    }
    return trees
  }

  /// The tree of a text that Lua's own front end takes, which is the judge.
  private mutating func tree(of text: String, at path: String) -> SyntaxTree? {
    let (objection, tree) = (PluginCheck.objection(to: text), SyntaxTree.reading(text))
    guard let objection else {
      switch tree {
      case .success(let tree): return tree
      case .failure(let error):
        findings.append(CheckFinding(unread: error, file: path))
        return nil
      }
    }
    var place = Place(line: max(objection.line, 1), column: 1)
    if case .failure(let error) = tree, error.place.line == place.line { place = error.place }
    findings.append(
      CheckFinding(
        .syntax, file: path, line: place.line, column: place.column,
        Text(words: objection.message)))
    return nil
  }

  private static func objection(to text: String) -> LuaError? {
    do throws(LuaError) {
      let sandbox = try Sandbox(configuration: SandboxConfiguration(name: "check"))
      sandbox.release(try sandbox.load(text, chunk: "check/text.lua"))
      return nil
    } catch {
      return error
    }
  }

  /// Whether all that the plugin requires is there to be loaded with it.
  private mutating func hasAll(_ manifest: Manifest) -> Bool {
    let missing = manifest.requires.filter { name, _ in !available.contains { $0.name == name } }
    for (name, range) in missing.sorted(by: { $0.key < $1.key }) {
      add(
        PluginProblem(
          plugin: source.name, file: "plugin.lua",
          Text.loadingNeededMissing(name: name, range: range.text)), as: .loading)
    }
    return missing.isEmpty
  }

  /// Loads the plugin as its first example would; `nil` where a desk has to set something first.
  private mutating func load(with runner: SpecRunner) throws -> LoadedSet? {
    let set: LoadedSet
    do {
      guard let loaded = try runner.loaded(source) else { return nil }
      set = loaded
    } catch let problem as PluginProblem {
      add(problem, as: .loading)
      return nil
    }
    for problem in set.problems where problem.plugin == source.name { add(problem, as: .loading) }
    for problem in set.problems where problem.plugin != source.name {
      findings.append(CheckFinding(.loading, file: "plugin.lua", problem.text))
    }
    return set
  }

  private mutating func add(_ problem: PluginProblem, as rule: CheckRule) {
    let file = problem.file ?? (rule == .manifest ? "plugin.lua" : source.mainPath)
    let finding = CheckFinding(rule, file: file, line: problem.line ?? 1, problem.reason)
    findings.append(finding)
    if problem.line == nil { unplaced.insert(finding) }
  }

  /// Each once, by file and place; what loading says of a place where a rule says it better is left
  /// out.
  private var sorted: [CheckFinding] {
    let errors = findings.filter { $0.rule.severity == .error && $0.rule != .loading }
    let kept = findings.filter { finding in
      // What is wrong with its Lua keeps a manifest from being read.
      if finding.rule == .manifest {
        return !errors.contains { $0.rule == .syntax && $0.file == finding.file }
      }
      guard finding.rule == .loading else { return true }
      return !errors.contains { error in
        guard error.file == finding.file else { return false }
        return unplaced.contains(finding)
          ? [.unknownEvent, .missingPermission].contains(error.rule) : error.line == finding.line
      }
    }
    var seen: Set<CheckFinding> = []
    return kept.filter { seen.insert($0).inserted }.sorted {
      ($0.file, $0.line, $0.column, $0.rule.rawValue)
        < ($1.file, $1.line, $1.column, $1.rule.rawValue)
    }
  }
}

extension CheckFinding {
  /// Lua takes a file that the check cannot read, so that nothing else is said of it.
  package init(unread error: SyntaxError, file: String) {
    self.init(
      .unread, file: file, line: error.place.line, column: error.place.column, Text.checkUnread)
  }
}

extension PluginProblem {
  /// A check makes no desks.
  fileprivate static func noDesk(_ source: PluginSource) -> PluginProblem {
    PluginProblem(plugin: source.name, Text.specOutside)
  }
}

extension SyntaxTree {
  fileprivate static func reading(_ text: String) -> Result<SyntaxTree, SyntaxError> {
    do throws(SyntaxError) { return .success(try SyntaxTree(parsing: text)) } catch {
      return .failure(error)
    }
  }
}

extension CodeFile {
  /// Whether a desk runs it when it works.
  fileprivate var isCode: Bool { path == "init.lua" || path.hasPrefix("lib/") }
}

/// Names of fields and actions that code declares, as far as they stand there.
private struct DeclaredNames {
  private(set) var fields: Set<String> = []
  private(set) var actions: Set<String> = []
  /// Whether there are others.
  private(set) var isOpen = false

  init(in files: [CodeFile]) {
    for file in files {
      for call in file.calls {
        let isField = call.function.path == "docket.field"
        guard isField || call.function.path == "docket.action" else { continue }
        guard let table = call.arguments.first, case .table(let items) = file.tree[table].kind,
          let item = items.first(where: { if case .name("name") = $0.key { true } else { false } }),
          let name = file.text(item.value)
        else {
          isOpen = true
          continue
        }
        if isField { fields.insert(name) } else { actions.insert(name) }
      }
    }
  }
}

/// What loading takes, against what it may.
private struct CostRules {
  let box: PluginBox
  let source: PluginSource

  func findings() -> [CheckFinding] {
    let used = box.sandbox.statistics
    var found: [CheckFinding] = []
    if used.instructions > PluginBox.loadInstructions / 2 {
      found.append(
        finding(
          source.mainPath,
          Text.checkLoadInstructions(
            count: used.instructions, most: PluginBox.loadInstructions)))
    }
    if used.memory > used.memoryLimit / 2 {
      found.append(
        finding(
          source.mainPath,
          Text.checkLoadMemory(kilobytes: used.memory >> 10, most: used.memoryLimit >> 10)))
    }
    for (path, bytes) in source.files.sorted(by: { $0.key < $1.key })
    where path.hasSuffix(".lua") && bytes.count > PluginSource.fileLimit / 2 {
      found.append(
        finding(
          path,
          Text.checkFileSize(kilobytes: bytes.count >> 10, most: PluginSource.fileLimit >> 10)))
    }
    return found
  }

  private func finding(_ file: String, _ words: Text) -> CheckFinding {
    CheckFinding(.loadingCost, file: file, words)
  }
}
