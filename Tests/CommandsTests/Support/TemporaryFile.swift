import Foundation

/// A file that goes away with its owner.
final class TemporaryFile: Sendable {
  let url: URL

  init(_ content: Data = Data()) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "docket-\(UUID().uuidString)")
    try content.write(to: url)
  }

  deinit {
    do { try FileManager.default.removeItem(at: url) } catch { return }
  }

  func reading() throws -> FileHandle { try FileHandle(forReadingFrom: url) }

  func writing() throws -> FileHandle { try FileHandle(forWritingTo: url) }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}
