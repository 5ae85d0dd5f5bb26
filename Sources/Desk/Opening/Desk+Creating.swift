import Kernel
import PluginHost
import Storage
import System
import Texts

extension Desk {
  /// The plugins that a desk has where nobody says otherwise.
  package static let standardPlugins = ["support", "close-reasons", "inbox", "round-robin"]

  /// Makes a desk in a folder, with an administrator and plugins, and opens it.
  ///
  /// Naming a plugin that comes with Docket is agreeing to it; of others `consent` must say so.
  /// `login` is the system's login of the administrator. `language` and `zone` are what a new
  /// `docket.lua` says, one that is there keeps its own; what is `chosen` counts whatever it says.
  /// Where anything goes wrong, no database is left behind.
  @discardableResult
  package static func create(
    at folder: String, plugins: [String] = standardPlugins, login: String, language: String = "en",
    zone: String = DeskSettings().zone.name, chosen: [DeskSetting: String] = [:],
    agreeingTo consent: Consent = .none, clock: Clock = .system,
    checking decisions: DecisionCheck? = nil,
  ) throws -> Desk {
    try create(
      at: folder, beginningWith: DeskStart(plugins), login: login, language: language, zone: zone,
      chosen: chosen, agreeingTo: consent, clock: clock, checking: decisions)
  }

  /// The same with what is set for the plugins.
  @discardableResult
  package static func create(
    at folder: String, beginningWith start: DeskStart, login: String, language: String,
    zone: String, chosen: [DeskSetting: String] = [:], agreeingTo consent: Consent = .none,
    clock: Clock = .system, checking decisions: DecisionCheck? = nil,
  ) throws -> Desk {
    let place = DeskFolder(path: folder)
    let database = try NewDatabase(of: place)
    do {
      let wanted = [.language: language, .timeZone: zone].merging(chosen) { $1 }
      try FileSystem.create(configurationText(wanted), at: place.configuration)
      let desk = try Desk(at: folder, clock: clock, checking: decisions)
      try desk.found(
        login: login, wanted.merging(desk.file.named) { $1 }.merging(chosen) { $1 })
      if desk.file.named.contains(where: { chosen[$0.key] ?? $0.value != $0.value }) {
        try desk.mirrorSettings()
      }
      var consent = consent
      consent.bundled = try Set(start.plugins.filter(desk.isBundled))
      consent.named.formUnion(consent.bundled)
      // Before they are enabled: what is enabled has the settings from the beginning.
      for plugin in start.plugins {
        let changes = start.changes(of: plugin)
        guard !changes.isEmpty else { continue }
        try desk.setPlugin(plugin, changes, as: .desk, source: .creation)
      }
      try desk.enablePlugins(start.plugins, as: .desk, source: .creation, agreeingTo: consent)
      _ = consume database
      return desk
    } catch {
      place.removeDatabase()
      throw error
    }
  }

  /// Whether the plugin that is found under that name is the one that comes with Docket: a folder
  /// that was there before the desk may have another one.
  private func isBundled(_ name: String) throws -> Bool {
    let bundled = try BundledPlugins.folders.compactMap {
      try PluginFolder.plugin(at: "\($0)/\(name)")
    }
    return try bundled.first?.digest == findPlugin(name).digest
  }

  /// The first person: may do everything, and so give others their roles.
  private func found(login: String, _ settings: [DeskSetting: String]) throws {
    _ = try administer(as: .desk, source: .creation) { [file] administration in
      for (setting, value) in settings { try administration.check(value, for: setting) }
      return try administration.addPersonUnchecked(
        "admin", PersonDraft(login: login, roles: [RoleSpec.admin.name]),
        telling: administration.found(settings, beside: file))
    }
  }

  private static func configurationText(_ settings: [DeskSetting: String]) -> String {
    let quoted = settings.mapValues(ConfigDocument.quoted)
    let language = settings[.language].flatMap { Language($0) } ?? .english
    return """
      \(Text.deskFileHead.rendered(in: language))
      return {
        name = "",
        \(Text.deskFileSettings.rendered(in: language))
        language = \(quoted[.language] ?? ""),
        time_zone = \(quoted[.timeZone] ?? ""),
        plugin_paths = {},
      }

      """
  }
}
