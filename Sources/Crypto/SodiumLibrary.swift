import CSodium

/// The library of libsodium that is loaded.
package enum SodiumLibrary {
  /// Its version, such as `1.0.18`.
  package static var version: String { unsafe String(cString: sodium_version_string()) }
}
