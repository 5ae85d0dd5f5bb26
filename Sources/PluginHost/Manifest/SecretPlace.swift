import Glibc
import Texts

/// Where a plugin's secret stands: never in the desk's database, nor in its logs or exports.
package enum SecretPlace: Equatable, Sendable {
  /// In that variable of the environment.
  case environment(String)
  /// In that file, whose line end is not a part of it.
  case file(String)

  /// The same place, where a file's path is told from that folder.
  package func relative(to folder: String) -> SecretPlace {
    guard case .file(let path) = self, !path.hasPrefix("/") else { return self }
    return .file("\(folder)/\(path)")
  }

  /// Where it is, for people.
  package var words: Text {
    switch self {
    case .environment(let name): Text("setting.in_variable", ["name": name])
    case .file(let path): Text("setting.in_file", ["path": path])
    }
  }

  /// Whether there is something at that place now.
  package var isThere: Bool {
    do throws(SecretError) {
      return try !read().isEmpty
    } catch {
      return false
    }
  }

  /// The secret's bytes.
  func read() throws(SecretError) -> [UInt8] {
    switch self {
    case .environment(let name):
      guard let value = unsafe getenv(name) else { throw SecretError(place: self) }
      return Array(unsafe String(cString: value).utf8)
    case .file(let path): return try SecretPlace.bytes(at: path, for: self)
    }
  }

  private static func bytes(
    at path: String, for place: SecretPlace,
  ) throws(SecretError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SecretError(place: place) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw SecretError(place: place) }
    bytes.removeLast(bytes.count - count)
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    return bytes
  }
}

/// That a secret is not where `docket.lua` says.
struct SecretError: TextError {
  let place: SecretPlace

  var text: Text { Text("setting.secret_place", ["place": place.words]) }
  var description: String { text.description }
}
