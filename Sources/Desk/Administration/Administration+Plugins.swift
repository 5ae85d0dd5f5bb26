import Kernel
import Storage
import Texts

extension Administration {
  /// Lets plugins begin anew, as if they had never failed; the desk's log tells of it.
  func forgetFaults(of plugins: [String]) throws {
    for plugin in plugins where try transaction.clearHealth(of: plugin) {
      let name =
        try actor.person.flatMap { try transaction.person($0)?.name }
        ?? Text.deskItself.description
      try transaction.write(
        LogLine(
          at: chain.clock, level: .info, plugin: plugin,
          message: Text.logEnabled(name: name).description))
      try chain.bumpRevision()
    }
  }

  /// Begins to count anew what plugins use.
  package func clearPluginUses() throws {
    try require(.pluginManage)
    try transaction.clearUses()
  }
}
