import Texts

/// Where something is on the web: an `http` or `https` URL of a strict form.
///
/// It takes only what all programs read in the same way: no name and password, no escapes or other
/// scripts in the host, no odd ways of writing an address, no blanks and control characters.
package struct WebAddress: Hashable, Sendable {
  /// How it is spoken to.
  package enum Scheme: String, Sendable {
    case http
    case https

    /// The port where a URL names none.
    package var port: Int { self == .http ? 80 : 443 }
  }

  package let scheme: Scheme
  package let host: WebHost
  /// The port that the URL names; `nil` for the scheme's own.
  package let givenPort: Int?
  /// Path and query, beginning with `/`.
  package let target: String

  package var port: Int { givenPort ?? scheme.port }

  /// The whole of it, as it is asked for.
  package var url: String { "\(origin)\(target)" }

  private var origin: String {
    "\(scheme.rawValue)://\(host.written)\(givenPort.map { ":\($0)" } ?? "")"
  }

  private init(_ scheme: Scheme, _ host: WebHost, _ givenPort: Int?, target: String) {
    self.scheme = scheme
    self.host = host
    self.givenPort = givenPort
    self.target = target
  }

  /// Reads a URL; a fragment is left out, as it is no business of the server's.
  ///
  /// What is wrong with it is thrown without quoting it: it may hold a secret.
  package init(_ text: String) throws(WebAddressError) {
    guard let mark = text.firstRange(of: "://"),
      let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
    else { throw .scheme }
    let rest = text[mark.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else { throw .credentials }
    guard let (host, port) = WebHost.read(authority) else { throw .host }
    let target = try WebAddress.target(rest[authority.endIndex...])
    self.init(scheme, host, port, target: target)
  }

  private static func target(_ text: Substring) throws(WebAddressError) -> String {
    guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .characters }
    let target = String(text.prefix { $0 != "#" })
    return target.hasPrefix("/") ? target : "/" + target
  }
}

extension WebAddress {
  /// The address that a reference in an answer from here leads to (RFC 3986, 5.2).
  package func resolving(_ reference: String) throws(WebAddressError) -> WebAddress {
    let head = reference.prefix { !"/?#".contains($0) }
    if head.contains(":") { return try WebAddress(reference) }
    if reference.hasPrefix("//") { return try WebAddress("\(scheme.rawValue):\(reference)") }
    let path = target.prefix { $0 != "?" }
    let joined: String
    switch reference.first {
    case "/": joined = reference
    case "?": joined = path + reference
    case nil, "#": joined = target
    default: joined = path[...(path.lastIndex(of: "/") ?? path.startIndex)] + reference
    }
    let whole = try WebAddress.target(joined[...])
    return WebAddress(scheme, host, givenPort, target: WebAddress.withoutDots(whole))
  }

  /// Whether both are spoken to in the same way at the same place.
  package func hasSameOrigin(as other: WebAddress) -> Bool {
    (scheme, host, port) == (other.scheme, other.host, other.port)
  }

  private static func withoutDots(_ target: String) -> String {
    let path = target.prefix { $0 != "?" }
    var parts: [Substring] = []
    let given = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in given.enumerated() {
      let isLast = index == given.count - 1
      switch part {
      case ".": if isLast { parts.append("") }
      case "..":
        _ = parts.popLast()
        if isLast { parts.append("") }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/") + target[path.endIndex...]
  }
}

/// Why a text is no web address that Docket asks.
package enum WebAddressError: TextError, Equatable {
  case scheme
  case credentials
  case host
  case characters

  package var text: Text {
    switch self {
    case .scheme: Text.networkBadScheme
    case .credentials: Text.networkCredentials
    case .host: Text.networkBadHost
    case .characters: Text.networkBadCharacters
    }
  }

  package var description: String { text.description }
}
