import Kernel
import Storage

extension DeskSession {
  /// What the functions of all plugins have used since counting began.
  ///
  /// A process that is at work writes down its counts once a second.
  package func pluginUses() throws -> [CountedUse] { try reader.uses() }

  /// How many characters each plugin remembers.
  package func pluginStateSizes() throws -> [String: Int64] { try reader.stateSizes() }
}
