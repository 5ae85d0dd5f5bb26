import Kernel
import Storage

/// The way out of one piece of work, which is closed when the worker is to end.
final class StoppableNetwork: Network {
  private let network: any Network
  private let isEnding: () -> Bool
  /// Whether something was cut off, or not begun, for that.
  private(set) var wasStopped = false

  init(_ network: any Network, isStopped: @escaping () -> Bool) {
    self.network = network
    isEnding = isStopped
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    do throws(WebFailure) {
      return try network.send(request) { [isEnding] in isEnding() || isStopped() }
    } catch {
      if error.code == .stopped { wasStopped = true }
      throw error
    }
  }
}

/// The plugins that may use the network, with their channels.
struct NetworkUsers: Sendable {
  let plugins: Set<String>
  let channels: Set<String>

  /// Whether one of them would carry a row out.
  func mayCarryOut(_ row: OutboxRow) -> Bool {
    row.kind == .notify ? channels.contains(row.name) : plugins.contains(row.plugin)
  }
}

extension Rulebook {
  /// The plugins whose manifests ask for the network.
  var networkUsers: NetworkUsers {
    let plugins = Set(
      registry.plugins.filter { plugin in
        plugin.permissions.contains { $0.permission.hasPrefix("http:") }
      }.map(\.name))
    let channels = registry.channels.filter { plugins.contains($0.plugin) }.map(\.name)
    return NetworkUsers(plugins: plugins, channels: Set(channels))
  }
}
