/// A host as URLs and permissions name it: a name in small letters, or an address.
package enum WebHost: Hashable, Sendable {
  case name(String)
  case address(NetworkAddress)

  /// As it stands in a URL.
  package var written: String {
    switch self {
    case .name(let name): name
    case .address(let address): address.bytes.count == 4 ? "\(address)" : "[\(address)]"
    }
  }

  /// Reads `HOST` or `HOST:PORT`; an address of version 6 stands in brackets.
  static func read(_ text: some StringProtocol) -> (host: WebHost, port: Int?)? {
    let text = String(text)
    let isBracketed = text.hasPrefix("[")
    let end =
      isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
    let written = text[..<(end ?? text.endIndex)]
    guard let host = isBracketed ? bracketed(written) : plain(String(written)) else { return nil }
    let rest = text[written.endIndex...]
    guard !rest.isEmpty else { return (host, nil) }
    return port(rest).map { (host, $0) }
  }

  private static func port(_ text: Substring) -> Int? {
    let digits = text.dropFirst()
    guard text.hasPrefix(":"), (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits)
    else { return nil }
    return (1...65_535).contains(port) ? port : nil
  }

  private static func bracketed(_ text: Substring) -> WebHost? {
    guard text.hasSuffix("]"), let address = NetworkAddress(String(text.dropFirst().dropLast())),
      address.bytes.count == 16
    else { return nil }
    return .address(address)
  }

  private static func plain(_ text: String) -> WebHost? {
    guard let address = NetworkAddress(text) else { return name(text).map(WebHost.name) }
    return address.bytes.count == 4 ? .address(address) : nil
  }

  /// A name of letters, digits, hyphens and underscores between dots.
  ///
  /// One whose last part could be read as a number is none: `127.1` and `0x7f000001` are addresses
  /// to some programs.
  private static func name(_ text: String) -> String? {
    var name = text.lowercased()
    if name.hasSuffix(".") { name.removeLast() }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      (1...63).contains(part.utf8.count) && !part.hasPrefix("-") && !part.hasSuffix("-")
        && part.utf8.allSatisfy { byte in
          (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 95
        }
    }
    guard isPlain, name.utf8.count <= 253, let last = parts.last,
      let first = last.utf8.first, !(48...57).contains(first)
    else { return nil }
    return name
  }
}

/// A host that a plugin may ask, at one port or at all.
package struct HostRule: Hashable, Sendable {
  package let host: WebHost
  package let port: Int?

  /// Reads `example.org`, `127.0.0.1:8080` or `[2001:db8::1]:443`.
  package init?(_ text: String) {
    guard let (host, port) = WebHost.read(text) else { return nil }
    self.host = host
    self.port = port
  }

  /// The host of a URL, at its port where it names one.
  package init(_ address: WebAddress) {
    host = address.host
    port = address.givenPort
  }
}

/// All that a plugin may ask.
package struct WebReach: Equatable, Sendable {
  package var rules: [HostRule]

  /// Whether one host may be wherever its name leads to, in one's own network too: what an admin
  /// named by hand, and no plugin.
  private var isTrusted = false

  package init(_ rules: [HostRule]) {
    self.rules = rules
  }

  /// That one place, wherever it is.
  package init(trusting address: WebAddress) {
    rules = [HostRule(address)]
    isTrusted = true
  }

  /// Whether a URL may be asked for at all; what its name stands for is checked when it is
  /// connected to.
  package func permits(_ address: WebAddress) -> Bool {
    rules.contains { $0.host == address.host && ($0.port ?? address.port) == address.port }
  }

  /// Whether that address may be connected to: one on the internet, or one that a rule names.
  ///
  /// `localhost` names 127.0.0.1 and ::1; no other name stands for an address of its own.
  package func permits(connectingTo address: NetworkAddress, port: Int) -> Bool {
    address.isPublic || isTrusted
      || rules.contains { rule in
        guard (rule.port ?? port) == port else { return false }
        return switch rule.host {
        case .address(let named): named == address
        case .name("localhost"): address.isLoopback
        case .name: false
        }
      }
  }
}
