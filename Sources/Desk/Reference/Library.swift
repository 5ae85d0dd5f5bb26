import Crypto
import HTTP
import PluginHost
import Storage

/// A library of the system that Docket works with.
package struct Library: Equatable, Sendable {
  /// Which one.
  package enum Name: String, CaseIterable, Sendable {
    case lua = "Lua"
    case sqlite = "SQLite"
    case sodium = "libsodium"
    case curl = "libcurl"
  }

  package let name: Name
  /// The version that is loaded; `nil` if the library is not there or does not say.
  package let version: String?

  package init(_ name: Name, version: String?) {
    self.name = name
    self.version = version
  }

  /// All of them as they are loaded; libcurl is loaded by asking, in some milliseconds.
  package static var loaded: [Library] { Name.allCases.map { Library($0, version: $0.loaded) } }

  /// The oldest version that Docket's tests have run with.
  package var oldestTested: String { name.oldestTested.description }

  /// Whether it is older than any that Docket's tests have run with.
  package var isOlderThanTested: Bool {
    guard let version = version.flatMap({ Version($0, isPartial: true) }) else { return false }
    return version < name.oldestTested
  }
}

extension Library.Name {
  fileprivate var loaded: String? {
    switch self {
    case .lua: PluginRuntime.luaVersion
    case .sqlite: SQLiteLibrary.version
    case .sodium: SodiumLibrary.version
    case .curl: CurlLibrary.version
    }
  }

  /// What Debian 12 has.
  fileprivate var oldestTested: Version {
    switch self {
    case .lua: Version(5, 4, 4)
    case .sqlite: Version(3, 40, 1)
    case .sodium: Version(1, 0, 18)
    case .curl: Version(7, 88, 1)
    }
  }
}

extension PluginAPI {
  /// The version of the Lua API, which a manifest names as its `api`.
  package static var version: Int64 { PluginRuntime.api }
}
