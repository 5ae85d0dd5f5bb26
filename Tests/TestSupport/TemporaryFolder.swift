import Foundation

/// A folder of a test, gone with its owner.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("docket-\(UUID().uuidString)").path
    // Its owner's alone, as the folder of a desk is.
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // A folder that stays is only untidy.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, whose name may lead through folders that are there; gives its path back.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes bytes as a file; gives its path back.
  @discardableResult
  package func write(_ bytes: Data, to name: String) throws -> String {
    try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }
}
