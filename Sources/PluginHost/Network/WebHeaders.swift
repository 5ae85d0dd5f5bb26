import Kernel
import Lua
import Texts

/// The headers that a plugin gives a request, checked.
struct WebHeaders {
  private(set) var headers: [WebRequest.Header] = []
  /// Names, in small letters, of those that hold a secret.
  private(set) var secretNames: Set<String> = []
  /// What was opened for them.
  private(set) var secrets: [String] = []

  /// What only the connection itself decides.
  private static let reserved: Set = [
    "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]
  private static let most = 64

  init(_ pairs: [LuaPair], _ context: SandboxContext) throws(HostError) {
    for pair in pairs {
      try WebHeaders.check(name: pair.key)
      guard let opened = try context.opened(pair.value) else {
        throw WebHeaders.error(
          pair.key, Text.networkHeaderWants(got: pair.value.kindName))
      }
      // A tab is a space in a header, by RFC 9110.
      guard opened.text.split(separator: "\t").map(String.init).allSatisfy(HeaderText.isOne) else {
        throw WebHeaders.error(pair.key, Text.networkHeaderControl)
      }
      headers.append(WebRequest.Header(pair.key, opened.text))
      if !opened.secrets.isEmpty { secretNames.insert(pair.key.lowercased()) }
      secrets += opened.secrets
    }
    let size = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    guard headers.count <= WebHeaders.most, size <= WebRequest.headLimit else {
      throw HostError(
        Text.networkHeaders(most: WebHeaders.most, bytes: WebRequest.headLimit))
    }
  }

  /// A token, as RFC 9110 has it.
  private static func check(name: String) throws(HostError) {
    let isToken =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    guard isToken else { throw HostError(Text.networkHeaderName) }
    let small = name.lowercased()
    guard !reserved.contains(small), !small.hasPrefix("proxy-") else {
      throw error(name, Text.networkHeaderReserved)
    }
  }

  private static func error(_ name: String, _ problem: Text) -> HostError {
    HostError(Text.networkHeader(name: name, problem: problem))
  }
}
