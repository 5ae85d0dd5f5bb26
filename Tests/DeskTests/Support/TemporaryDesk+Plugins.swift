import Desk
import TestSupport

extension TemporaryDesk {
  /// How all plugins stand.
  func pluginStatuses() throws -> [Desk.PluginStatus] {
    try desk.moment { try $0.pluginStatuses() }
  }

  /// What is set for a plugin.
  func pluginSettings(_ name: String) throws -> [PluginSetting] {
    try desk.moment { try $0.pluginSettings(name) }
  }
}
