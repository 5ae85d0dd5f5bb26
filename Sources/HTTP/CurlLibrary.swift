import CCurl

/// The library libcurl, which is loaded when it is first needed.
package enum CurlLibrary {
  /// Whether it is there; once for the process.
  static let isThere = web_load()

  /// Its version, such as `7.88.1`; `nil` if it is not there.
  ///
  /// Loads it.
  package static var version: String? {
    guard isThere, let name = unsafe web_version() else { return nil }
    // `libcurl/7.88.1 OpenSSL/3.0.16 …`
    let first = unsafe String(cString: name).prefix { $0 != " " }
    return first.split(separator: "/").last.map(String.init)
  }
}
