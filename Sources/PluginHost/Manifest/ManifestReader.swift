import Kernel
import Lua
import Texts

/// Reads manifests: all that is wrong with one comes back together, with file and line.
enum ManifestReader {
  /// What scripts say of themselves too.
  static let sharedKeys: [APIPart] = [
    .init("permissions", .list, "what it may do: texts, or { permission, fields, when }"),
    .init("settings", .table, "its settings by name; see docket help api settings"),
    .init(
      "on_fault", .words(of: HookSpec.OnFault.self),
      "what happens to a change where one of its hooks fails"),
  ]

  /// The keys of `plugin.lua`.
  static let keys: [APIPart] =
    [
      .needed("name", .text, "that of its folder"), .needed("version", .text, "as 1.2.3"),
      .init("api", .integer, "1"), .needed("summary", .text, "what it does, in a line"),
      .init("summaries", .table, "the same in other languages, { nl = \"…\" }"),
      .init("author", .text, "who made it"), .init("license", .text, "as MIT"),
      .init("homepage", .text, "where more is said of it"),
      .init("requires", .table, #"plugins that it needs, { name = ">=1.2" }"#),
      .init(
        "after", .listOf(.text),
        "plugins whose hooks run before its own where both are enabled, { \"sla\" }"),
      .init("limits", .table, "what it may use at most; see docket help api limits"),
    ] + sharedKeys

  /// The manifest in a plugin's `plugin.lua`.
  static func manifest(of source: PluginSource) -> Result<Manifest, ProblemList> {
    do throws(PluginProblem) {
      guard let text = try source.text("plugin.lua") else {
        throw PluginProblem(plugin: source.name, file: "plugin.lua", Text.tableMissing)
      }
      let value = try PlainData.value(of: text, file: "plugin.lua", plugin: source.name)
      var table = SpecTable("plugin.lua", value, keys)
      let manifest = read(&table, of: source)
      table.finish()
      guard table.problems.isEmpty, let manifest else {
        return .failure(problems(table.problems, in: text, of: source))
      }
      return .success(manifest)
    } catch {
      return .failure(ProblemList([error]))
    }
  }

  private static func problems(
    _ problems: [SpecTable.Problem], in text: String, of source: PluginSource,
  ) -> ProblemList {
    ProblemList(
      problems.map { problem in
        PluginProblem(
          plugin: source.name, file: "plugin.lua",
          line: problem.key.flatMap { LineFinder.line(of: $0, in: text) }, problem.text)
      })
  }

  private static func read(_ table: inout SpecTable, of source: PluginSource) -> Manifest? {
    let name = table.required("name")
    if !name.isEmpty, !Names.isPluginName(name) {
      table.fail("name", Text.manifestName(name: name))
    } else if !name.isEmpty, name != source.name {
      table.fail("name", Text.manifestFolder(name: name, folder: source.name))
    }
    let text = table.required("version")
    let version = Version(text)
    if !text.isEmpty, version == nil {
      table.fail("version", Text.tableBadVersion(version: text))
    }
    let api = table.integer("api")
    if api == nil { table.fail("api", Text.manifestNoApi) }
    if let api, api != PluginRuntime.api { table.fail("api", Text.manifestOtherApi(api: api)) }
    var manifest = Manifest(name: source.name, version: version ?? Version(0, 0, 0))
    manifest.summary = table.required("summary")
    manifest.summaries = summaries(&table)
    manifest.author = table.text("author") ?? ""
    manifest.license = table.text("license") ?? ""
    manifest.homepage = table.text("homepage") ?? ""
    manifest.requires = requires(&table)
    manifest.after = after(&table, of: source)
    manifest.limits = PluginLimits(loweredBy: &table)
    readShared(&table, into: &manifest)
    return manifest
  }

  /// The keys that a script's manifest has too.
  static func readShared(_ table: inout SpecTable, into manifest: inout Manifest) {
    manifest.permissions = PermissionList.read(&table, of: manifest)
    manifest.settings = SettingSpec.read(&table)
    for problem in WebPermission.problems(of: manifest) { table.fail("permissions", problem) }
    manifest.onFault = table.word("on_fault", as: HookSpec.OnFault.self) ?? .refuse
  }

  /// Texts by the codes of languages.
  static func summaries(_ table: inout SpecTable) -> [String: String] {
    var summaries: [String: String] = [:]
    for pair in table.pairs("summaries") {
      guard let text = pair.value.text, !text.isBlank, Language(pair.key)?.code == pair.key else {
        table.fail("summaries", Text.manifestSummaries(language: pair.key))
        continue
      }
      summaries[pair.key] = text
    }
    return summaries
  }

  private static func requires(_ table: inout SpecTable) -> [String: VersionRange] {
    var ranges: [String: VersionRange] = [:]
    for pair in table.pairs("requires") {
      guard let range = pair.value.text.flatMap(VersionRange.init) else {
        table.fail(
          pair.key, Text.manifestRange(got: pair.value.kindName))
        continue
      }
      ranges[pair.key] = range
    }
    return ranges
  }

  private static func after(_ table: inout SpecTable, of source: PluginSource) -> [String] {
    let names = table.texts("after")
    for name in names {
      if name == source.name {
        table.fail("after", Text.manifestAfterItself)
      } else if !Names.isPluginName(name) {
        table.fail("after", Text.manifestName(name: name))
      }
    }
    return names
  }
}

/// Several problems that were found together.
struct ProblemList: Error {
  let problems: [PluginProblem]

  init(_ problems: [PluginProblem]) {
    self.problems = problems
  }
}

/// Runs files whose value is plain data: manifests and catalogues of texts.
enum PlainData {
  /// The value of a chunk that sees nothing of Docket.
  static func value(
    of text: String, file: String, plugin: String,
  ) throws(PluginProblem) -> LuaValue {
    do throws(LuaError) {
      return try LuaValue.evaluating(text, chunk: "\(plugin)/\(file)", name: plugin)
    } catch {
      throw PluginProblem(error, plugin: plugin, file: file)
    }
  }
}

extension PluginProblem {
  /// The problem that an error of Lua is; its place is the innermost one of the plugin.
  init(_ error: LuaError, plugin: String, file: String? = nil) {
    let prefix = "\(plugin)/"
    let frames = error.traceback.split(separator: "\n").filter { $0.hasPrefix(prefix) }
    var (place, line) = (error.file, error.line)
    if !place.hasPrefix(prefix), let own = frames.first?.split(separator: ":"), own.count > 2 {
      // It failed in Lua that Docket has written, which the plugin called.
      (place, line) = (String(own[0]), Int(own[1]) ?? 0)
    }
    let isOwn = place.hasPrefix(prefix)
    self.init(
      plugin: plugin, file: isOwn ? String(place.dropFirst(prefix.count)) : file,
      line: isOwn && line > 0 ? line : nil, Text(words: error.message))
    if frames.count > 1 { self.frames = frames.map(String.init) }
  }
}
