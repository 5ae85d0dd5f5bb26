import Kernel
import Lua
import Texts

/// What stands in a desk's `docket.lua`: what one needs before the database opens.
package struct DeskConfiguration: Equatable, Sendable {
  package var name = ""
  /// What it says of the desk's language and time zone, which are settings of the desk: `nil` where it
  /// is silent.
  package var language: String?
  package var zone: Zone?
  /// Folders in which plugins are looked for, besides the desk's own.
  package var pluginPaths: [String] = []
  /// How much of what is past and done a worker keeps.
  package var keeping = KeepingLimits()
  /// How long a change waits for other programs that write to the desk, in milliseconds.
  package var lockWait: Int32 = 30_000
  /// Where plugins' secrets are, by plugin and setting.
  package var secrets: [String: [String: SecretPlace]] = [:]
  /// What plugins may use, where the desk allows more or less than they ask for.
  package var limits: [String: [String: Int64]] = [:]

  package init() {}

  /// What `docket.lua` may say.
  static let keys: [APIPart] =
    [
      .init("name", .text, "the desk's name"),
      .init("language", .text, "a setting of the desk, as en"),
      .init("time_zone", .text, "a setting of the desk, as Europe/Berlin"),
      .init("plugin_paths", .listOf(.text), "folders with plugins, besides the desk's own"),
      .init("lock_wait", .duration, "how long a change waits for other programs; 30 s"),
      .init("secrets", .table, "by plugin and setting: { env = NAME } or { file = PATH }"),
      .init("limits", .table, "by plugin; see docket help api limits"),
    ] + KeepingLimits.keys

  private static let secretKeys: [APIPart] = [
    .init("env", .text, "the variable that holds it"), .init("file", .text, "the file's path"),
  ]

  /// Reads the text of a `docket.lua`; all that is wrong comes back together.
  ///
  /// Throws the first problem, whose message names the others too.
  package init(reading text: String) throws(PluginProblem) {
    let value = try PlainData.value(of: text, file: "docket.lua", plugin: "desk")
    var table = SpecTable("docket.lua", value, DeskConfiguration.keys)
    name = table.text("name") ?? ""
    language = table.text("language")
    pluginPaths = table.texts("plugin_paths")
    keeping = KeepingLimits(from: &table)
    if let wait = table.duration("lock_wait") {
      if (0...DeskConfiguration.longestWait).contains(wait) {
        lockWait = Int32(wait)
      } else {
        table.fail(
          "lock_wait", Text.configLockWait(seconds: DeskConfiguration.longestWait / 1_000))
      }
    }
    if let name = table.text("time_zone") {
      do {
        zone = try Zone.named(name)
      } catch {
        table.fail("time_zone", Text.tableNoZone(zone: name))
      }
    }
    secrets = DeskConfiguration.secrets(&table)
    limits = DeskConfiguration.limits(&table)
    table.finish()
    guard let first = table.problems.first else { return }
    throw PluginProblem(
      plugin: "desk", file: "docket.lua",
      line: first.key.flatMap { LineFinder.line(of: $0, in: text) },
      Text(joining: table.problems.map(\.text), by: "; "))
  }
}

extension DeskConfiguration {
  /// Who waits longer than that waits for a program that has stopped.
  private static let longestWait: Int64 = 600_000

  private static func limits(_ table: inout SpecTable) -> [String: [String: Int64]] {
    guard let value = table.value("limits") else { return [:] }
    var inner = SpecTable("limits", value, [])
    var limits: [String: [String: Int64]] = [:]
    for pair in value.pairs ?? [] where pair.value != .null {
      limits[pair.key] = PluginLimits.given(pair.value, in: &inner, of: pair.key)
    }
    for problem in inner.problems { table.fail("limits", problem.text) }
    return limits
  }

  private static func secrets(_ table: inout SpecTable) -> [String: [String: SecretPlace]] {
    var secrets: [String: [String: SecretPlace]] = [:]
    for plugin in table.pairs("secrets") {
      guard let settings = plugin.value.pairs else {
        table.fail(
          "secrets",
          Text.settingSecretsTable(plugin: plugin.key, got: plugin.value.kindName))
        continue
      }
      for setting in settings {
        var inner = SpecTable("secrets", setting.value, secretKeys)
        let (variable, file) = (inner.text("env"), inner.text("file"))
        inner.finish()
        switch (variable, file) {
        case (let variable?, nil) where inner.problems.isEmpty:
          secrets[plugin.key, default: [:]][setting.key] = .environment(variable)
        case (nil, let file?) where inner.problems.isEmpty:
          secrets[plugin.key, default: [:]][setting.key] = .file(file)
        default:
          table.fail(
            "secrets",
            Text.settingSecretsForm(plugin: plugin.key, setting: setting.key))
        }
      }
    }
    return secrets
  }
}
