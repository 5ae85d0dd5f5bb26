import Kernel
import Lua
import Texts

/// One call of `docket.http.request`: what is asked, and of what nothing may come out.
struct WebCall {
  private let first: WebRequest
  /// Names of headers that hold a secret.
  private let secretHeaders: Set<String>
  /// What was opened for it.
  private let secrets: [String]

  /// How often a server may lead on to another place.
  private static let redirects = 5
  private static let path = "docket.http.request"
  static let keys: [APIPart] = [
    .init("method", .text, "GET, where it is left out"),
    .needed("url", .textOrSecret, "of a host in the manifest's permissions, as http:example.org"),
    .init("headers", .table, "by name; secrets may stand here and in url"),
    .init("body", .bytes, "any bytes"),
    .init("timeout", .duration, #"as "10s" or seconds; 10"#),
  ]
  /// The longest that one call may ask to wait, in milliseconds.
  private static let longest = WebAccess.limit

  /// Reads the table; a wrong one, and a host that the manifest does not name, raise.
  init(_ value: LuaValue, _ context: SandboxContext) throws(HostError) {
    var table = SpecTable(WebCall.path, value, WebCall.keys)
    let method = table.word("method", as: WebRequest.Method.self)
    let url = table.value("url")
    let given = table.pairs("headers")
    let body = WebCall.body(&table)
    let timeout = table.duration("timeout") ?? 10_000
    if !(1...WebCall.longest).contains(timeout) {
      table.fail("timeout", Text.networkWantsTimeout(most: WebCall.longest / 1_000))
    }
    try table.check()
    guard let opened = try context.opened(url ?? .null) else {
      throw HostError(Text.networkWantsUrl(got: (url ?? .null).kindName))
    }
    let address = try WebCall.address(opened)
    let headers = try WebHeaders(given, context)
    let words = opened.showsHost ? address.host.written : "(secret)"
    let reach = try context.webReach()
    guard reach.permits(address) else { throw context.forbidden(words) }
    first = WebRequest(
      method ?? (body == nil ? .get : .post), address, headers: headers.headers, body: body,
      timeout: timeout, reach: reach, hostWords: words)
    secretHeaders = headers.secretNames
    secrets = opened.secrets + headers.secrets
  }

  private static func body(_ table: inout SpecTable) -> [UInt8]? {
    let body = table.read("body", Text.networkBody) {
      value -> [UInt8]? in
      switch value {
      case .string(let text): Array(text.utf8)
      case .bytes(let bytes): bytes
      default: nil
      }
    }
    if let body, body.count > WebRequest.bodyLimit {
      table.fail(
        "body", Text.networkBodyLimit(count: body.count, most: WebRequest.bodyLimit))
    }
    return body
  }

  private static func address(_ opened: OpenedText) throws(HostError) -> WebAddress {
    do throws(WebAddressError) {
      return try WebAddress(opened.text)
    } catch {
      throw HostError(Text.frameOf(owner: path, problem: error))
    }
  }
}

extension WebCall {
  /// Asks, follows where the server leads on, and gives the last answer, without secrets.
  func answer(through access: WebAccess) throws(WebFailure) -> WebResponse {
    let start = ContinuousClock.now
    var request = first
    for _ in 0...WebCall.redirects {
      let left = first.timeout - start.duration(to: .now).milliseconds
      request.timeout = min(left, max(access.left, 1))
      guard left > 0 else {
        throw WebFailure(
          .timeout,
          Text.networkTimedOut(host: request.hostWords, milliseconds: first.timeout))
      }
      let response = try access.send(request)
      guard let next = try next(after: response, to: request) else { return hiding(response) }
      request = next
    }
    throw WebFailure(
      .denied,
      Text.networkRedirects(host: request.hostWords, count: WebCall.redirects))
  }

  /// The request that an answer leads to; `nil` where it leads nowhere.
  private func next(
    after response: WebResponse, to request: WebRequest,
  ) throws(WebFailure) -> WebRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status),
      let place = response.header("location")
    else { return nil }
    let target = try target(place, from: request)
    var next = request
    next.address = target
    next.hostWords = words(for: target)
    if !target.hasSameOrigin(as: request.address) {
      let confined = secretHeaders.union(["authorization", "cookie"])
      next.headers.removeAll { confined.contains($0.name.lowercased()) }
    }
    // As all browsers do it (RFC 9110, 15.4): the answer is to be had with a GET.
    let isPlain = response.status == 303 || response.status < 303 && request.method == .post
    if isPlain, request.method != .head {
      next.method = .get
      next.body = nil
      next.headers.removeAll { $0.name.lowercased() == "content-type" }
    }
    return next
  }

  /// Where a server leads on to: only to permitted hosts, and never out of what is encrypted.
  private func target(
    _ place: String, from request: WebRequest,
  ) throws(WebFailure) -> WebAddress {
    let target: WebAddress
    do throws(WebAddressError) {
      target = try request.address.resolving(place)
    } catch {
      throw WebFailure(
        .broken, Text.networkRedirect(host: request.hostWords, reason: error))
    }
    guard request.reach.permits(target) else {
      throw WebFailure(
        .denied,
        Text.networkElsewhere(host: request.hostWords, other: words(for: target)))
    }
    guard request.address.scheme == .http || target.scheme == .https else {
      throw WebFailure(.denied, Text.networkDowngrade(host: request.hostWords))
    }
    return target
  }

  /// The host's name, unless the server made it of a secret, or it was one from the start.
  private func words(for address: WebAddress) -> String {
    let host = address.host.written
    if address.host == first.address.host { return first.hostWords }
    return secrets.contains { host.contains($0.lowercased()) } ? "(secret)" : host
  }

  /// The answer without the secrets that went out, should the server have sent them back.
  private func hiding(_ response: WebResponse) -> WebResponse {
    let hidden = secrets.filter { $0.utf8.count >= OpenedText.leastHidden }
    guard !hidden.isEmpty else { return response }
    var response = response
    for secret in hidden {
      response.body.replaceAll(Array(secret.utf8), with: Array("(secret)".utf8))
      for index in response.headers.indices {
        response.headers[index].value.replace(secret, with: "(secret)")
      }
    }
    return response
  }
}

extension [UInt8] {
  /// Puts other bytes in place of each run of those.
  fileprivate mutating func replaceAll(_ run: [UInt8], with other: [UInt8]) {
    guard let first = run.first, count >= run.count else { return }
    var result: [UInt8] = []
    var position = 0
    while position < count {
      if self[position] == first, self[position...].starts(with: run) {
        result += other
        position += run.count
      } else {
        result.append(self[position])
        position += 1
      }
    }
    self = result
  }
}
