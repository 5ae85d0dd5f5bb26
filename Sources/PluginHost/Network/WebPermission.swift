import Kernel
import Lua
import Texts

/// The permission `http:HOST`, or `http:@SETTING`, whose value names hosts or URLs.
enum WebPermission {
  static let prefix = "http:"

  /// What is wrong with it, however the settings are; `nil` where nothing is.
  static func problem(with name: String) -> Text? {
    let host = name.dropFirst(prefix.count)
    if host.hasPrefix("@") {
      return Names.isPlain(String(host.dropFirst()))
        ? nil : Text.networkPermissionAt(name: name)
    }
    return HostRule(String(host)) == nil
      ? Text.networkPermissionHost(name: name) : nil
  }

  /// What is wrong with the settings that permissions name.
  static func problems(of manifest: Manifest) -> [Text] {
    manifest.permissions.map(\.permission).compactMap { name in
      guard let setting = setting(of: name) else { return nil }
      let names = manifest.settings.filter { holdsHosts($0) }.map(\.name)
      guard !names.contains(setting) else { return nil }
      return Text.networkPermissionSetting(name: name, setting: setting)
    }
  }

  /// The setting that a permission names.
  static func setting(of permission: String) -> String? {
    permission.hasPrefix(prefix + "@") ? String(permission.dropFirst(prefix.count + 1)) : nil
  }

  private static func holdsHosts(_ setting: SettingSpec) -> Bool {
    switch setting.kind {
    case .text, .choice, .secret: true
    case .list, .map: setting.element.kind == .text
    default: false
    }
  }

  /// The host in a setting's text, which is a host or a URL.
  static func rule(_ text: String) -> HostRule? {
    guard text.contains("://") else { return HostRule(text) }
    return (try? WebAddress(text)).map(HostRule.init)
  }
}

extension SandboxContext {
  /// All that the manifest lets the plugin ask, with its settings as they are now.
  func webReach() throws(HostError) -> WebReach {
    var rules: [HostRule] = []
    let values = SettingValues.resolve(manifest.settings, with: givenSettings, plugin: plugin)
      .values
    for grant in manifest.permissions where grant.permission.hasPrefix(WebPermission.prefix) {
      guard let setting = WebPermission.setting(of: grant.permission) else {
        let host = String(grant.permission.dropFirst(WebPermission.prefix.count))
        rules += [HostRule(host)].compactMap(\.self)
        continue
      }
      let value = try secretSetting(named: setting) ?? values.first { $0.key == setting }?.value
      rules += WebPermission.texts(in: value ?? .null).compactMap(WebPermission.rule)
    }
    return WebReach(rules)
  }

  /// What to say of a host that no permission names.
  func forbidden(_ host: String) -> HostError {
    let file = manifest.isScript ? "docket.script" : "plugin.lua"
    let settings = manifest.permissions.compactMap { WebPermission.setting(of: $0.permission) }
    let named =
      settings.isEmpty
      ? nil : Text.networkNorSettings(settings: settings.joined(separator: ", "))
    return HostError(
      Text.networkForbidden(host: host, plugin: plugin, file: file, named: named))
  }

  /// What a secret setting says, as a text.
  private func secretSetting(named name: String) throws(HostError) -> LuaValue? {
    guard let number = manifest.settings.firstIndex(where: { $0.name == name }),
      manifest.settings[number].kind == .secret, desk.secrets[plugin]?[name] != nil
    else { return nil }
    let secret = LuaValue.record(shape: HostLayout.secretShape, handle: Int64(number), [])
    return try opened(secret).map { .string($0.text) }
  }
}

extension WebPermission {
  fileprivate static func texts(in value: LuaValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.compactMap(\.text)
    case .table(let pairs): pairs.compactMap(\.value.text)
    default: []
    }
  }
}
