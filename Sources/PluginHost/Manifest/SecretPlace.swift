import Kernel
import System
import Texts

/// Where a plugin's secret stands: never in the desk's database, nor in its logs or exports.
package enum SecretPlace: Equatable, Sendable {
  /// In that variable of the environment.
  case environment(String)
  /// In that file, whose line end is not a part of it.
  case file(String)
  /// Here: for the examples of a spec.
  case text(String)

  /// The same place, where a file's path is told from that folder.
  package func relative(to folder: String) -> SecretPlace {
    guard case .file(let path) = self, !path.hasPrefix("/") else { return self }
    return .file("\(folder)/\(path)")
  }

  /// Where it is, for people.
  package var words: Text {
    switch self {
    case .environment(let name): Text.settingInVariable(name: name)
    case .file(let path): Text.settingInFile(path: path)
    case .text: Text.secretInSpec
    }
  }

  /// Whether there is something at that place now.
  package var isThere: Bool {
    do throws(SecretError) {
      _ = try read()
      return true
    } catch {
      return false
    }
  }

  /// The secret's bytes; there is at least one.
  package func read() throws(SecretError) -> [UInt8] {
    let bytes: [UInt8]
    switch self {
    case .environment(let name):
      guard let value = ThisProcess.variable(name) else {
        throw SecretError(place: self, reason: Text.secretNotSet)
      }
      bytes = Array(value.utf8)
    case .file(let path): bytes = try SecretPlace.bytes(at: path, for: self)
    case .text(let text): bytes = Array(text.utf8)
    }
    guard !bytes.isEmpty else { throw SecretError(place: self, reason: Text.secretEmpty) }
    return bytes
  }

  /// The most bytes that a secret may have.
  private static let limit = 64 << 10

  private static func bytes(
    at path: String, for place: SecretPlace,
  ) throws(SecretError) -> [UInt8] {
    do throws(SystemError) {
      // Nobody is waited for: a pipe that nobody writes to would hold the worker up.
      var bytes = try FileSystem.bytes(of: path, atMost: limit, waits: false)
      while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
      return bytes
    } catch {
      let isLarge = error.cause == .tooLarge(limit: limit)
      throw SecretError(
        place: place, reason: isLarge ? Text.secretTooLarge(limit: limit) : error.reason)
    }
  }
}

/// That a secret is not where `docket.lua` says.
package struct SecretError: TextError, Equatable {
  package let place: SecretPlace
  let reason: Text

  package var text: Text {
    Text.secretUnreadable(place: place.words, reason: reason)
  }

  package var description: String { text.description }
}
