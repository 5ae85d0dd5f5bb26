import Kernel

/// The plugins that may use the network, with their channels.
struct NetworkUsers: Sendable {
  let plugins: Set<String>
  let channels: Set<String>
  /// A lane for each of the channels, and one for the other work of each plugin.
  let lanes: [OutboxLane]

  /// Whether one of them would carry a row out.
  func mayCarryOut(_ row: OutboxRow) -> Bool {
    row.kind == .notify ? channels.contains(row.name) : plugins.contains(row.plugin)
  }
}

extension Rulebook {
  /// The plugins whose manifests ask for the network.
  var networkUsers: NetworkUsers {
    let plugins = registry.plugins.filter { plugin in
      plugin.permissions.contains { $0.permission.hasPrefix("http:") }
    }.map(\.name)
    let channels = registry.channels.filter { plugins.contains($0.plugin) }
    let lanes =
      channels.map { OutboxLane(plugin: $0.plugin, channel: $0.name) }
      + plugins.map { OutboxLane(plugin: $0) }
    return NetworkUsers(
      plugins: Set(plugins), channels: Set(channels.map(\.name)), lanes: lanes)
  }
}
