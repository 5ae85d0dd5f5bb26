import CCurl
import Kernel
import Texts

/// The way out to the web through libcurl.
///
/// Every request has a connection of its own, which nothing else uses: no cookies, proxies, or
/// passwords from files, and certificates are checked. libcurl is loaded with the first request.
package struct CurlNetwork: Network, Sendable {
  /// A file of certificates that are trusted; `nil` for those that the system trusts.
  private let certificates: String?

  package init(certificates: String? = nil) {
    self.certificates = certificates
  }

  package func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    guard CurlLibrary.isThere, let exchange = Exchange() else {
      throw WebFailure(.unavailable, Text.networkNoLibrary)
    }
    for line in CurlNetwork.lines(of: request) {
      guard exchange.add(line) else {
        throw WebFailure(.unavailable, Text.networkNoLibrary)
      }
    }
    let outcome = exchange.run(request, certificates: certificates, isStopped: isStopped)
    if let failure = CurlNetwork.failure(outcome, of: request, exchange.detail) { throw failure }
    return WebResponse(
      status: exchange.status, headers: CurlNetwork.headers(in: exchange.head),
      body: exchange.body)
  }

  /// The headers as libcurl takes them: it leaves out what it would add itself where that has no
  /// value, and sends one without a value where it ends with a semicolon.
  private static func lines(of request: WebRequest) -> [String] {
    let names = request.headers.map { $0.name.lowercased() }
    let unwanted = ["Content-Type", "Expect"].filter { !names.contains($0.lowercased()) }
    let agent = names.contains("user-agent") ? [] : ["User-Agent: docket"]
    return request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
      + unwanted.map { "\($0):" } + agent
  }

  /// The headers of the last answer in what came: an interim answer (100 to 199) may precede it.
  private static func headers(in head: [UInt8]) -> [WebRequest.Header] {
    var headers: [WebRequest.Header] = []
    for line in head.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self).trimmed
      if text.hasPrefix("HTTP/") { headers = [] }
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("HTTP/") else { continue }
      headers.append(
        WebRequest.Header(
          String(text[..<colon]).trimmed, String(text[text.index(after: colon)...]).trimmed))
    }
    return headers
  }

  private static func failure(
    _ outcome: web_outcome, of request: WebRequest, _ detail: String,
  ) -> WebFailure? {
    let host = request.hostWords
    // What libcurl says may name the host.
    let isOpen = host == request.address.host.written
    let reason: Text = isOpen ? Text(words: detail) : Text.networkHidden
    switch outcome {
    case WEB_ANSWERED: return nil
    case WEB_TIMED_OUT:
      return WebFailure(
        .timeout,
        Text.networkTimedOut(host: host, milliseconds: request.timeout))
    case WEB_UNKNOWN_HOST: return WebFailure(.connect, Text.networkResolve(host: host))
    case WEB_NOT_CONNECTED: return WebFailure(.connect, Text.networkConnect(host: host))
    case WEB_NOT_PERMITTED: return WebFailure(.denied, Text.networkAddress(host: host))
    case WEB_NOT_TRUSTED:
      return WebFailure(
        .certificate, Text.networkCertificate(host: host, reason: reason))
    case WEB_BODY_TOO_LARGE:
      return WebFailure(
        .tooLarge,
        Text.networkBodyTooLarge(host: host, limit: request.answerLimit))
    case WEB_HEAD_TOO_LARGE:
      return WebFailure(
        .tooLarge,
        Text.networkHeadTooLarge(host: host, limit: WebRequest.headLimit))
    case WEB_STOPPED: return WebFailure(.stopped, Text.networkStopped)
    default:
      return WebFailure(.broken, Text.networkBroken(host: host, reason: reason))
    }
  }
}

extension String {
  /// Without blanks and line ends around it.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    guard let start = firstIndex(where: { !isBlank($0) }),
      let end = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[start...end])
  }
}
