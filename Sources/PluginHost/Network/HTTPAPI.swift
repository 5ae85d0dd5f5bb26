import Kernel
import Lua
import Texts

/// `docket.http.request`: asks other programs, in the reacting lane.
enum HTTPAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.http.request",
      "asks a server that the manifest permits: {status, headers, body}, or nil and why not",
      [.table(WebCall.keys)],
      gives: .init(
        .table, "{ status, headers, body }", else: "nil and why; any status is an answer"),
      example: #"local answer, err = docket.http.request{ url = "https://example.org/" }"#,
      lanes: .writing, judgedBy: WebPermission.prefix,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard let access = context.occupation.reaction?.web else {
        throw HostError(Text.networkNoneHere)
      }
      let asked = try WebCall(call.argument(0), context)
      let start = ContinuousClock.now
      let answer = context.waiting {
        Result { () throws(WebFailure) in try asked.answer(through: access) }
      }
      switch answer {
      case .success(let response): write(response, into: &call.results)
      case .failure(let failure): call.fail(failure.code.rawValue, failure.text)
      }
      // Waiting has a limit of its own, and costs the plugin nothing of its time.
      call.sandbox.postponeDeadline(by: start.duration(to: .now))
    }
  ]

  private static func write(_ response: WebResponse, into results: inout WireWriter) {
    let mark = results.beginTable()
    results.key("status")
    results.integer(Int64(response.status))
    results.key("headers")
    let headers = results.beginTable()
    for (name, value) in merged(response.headers) {
      results.key(name)
      results.string(value)
    }
    results.end(headers)
    results.key("body")
    if let text = String(validating: response.body, as: UTF8.self) {
      results.string(text)
    } else {
      results.bytes(response.body)
    }
    results.end(mark)
  }

  /// Headers by their names in small letters; several of one name are one, with commas (RFC 9110).
  private static func merged(_ headers: [WebRequest.Header]) -> [(String, String)] {
    var values: [String: String] = [:]
    for header in headers {
      let name = header.name.lowercased()
      values[name] = values[name].map { "\($0), \(header.value)" } ?? header.value
    }
    return values.sorted { $0.key.precedesByBytes($1.key) }
  }
}

/// The network that one run may use, and for how long it may still wait for it.
final class WebAccess {
  /// How long one request may wait, and all of a run of an after hook, timer or channel together, in
  /// milliseconds.
  static let limit: Int64 = 30_000

  private let most: Int64
  private let network: any Network
  private let isStopped: () -> Bool
  private(set) var left: Int64

  /// `most` is how long all requests of the run may wait together, in milliseconds.
  init(_ network: any Network, most: Int64 = limit, isStopped: @escaping () -> Bool) {
    self.network = network
    self.most = most
    left = most
    self.isStopped = isStopped
  }

  /// Asks once, and takes the time that it took from what is left.
  func send(_ request: WebRequest) throws(WebFailure) -> WebResponse {
    guard left > 0 else {
      throw WebFailure(.timeout, Text.networkSpent(seconds: most / 1_000))
    }
    let start = ContinuousClock.now
    defer { left -= start.duration(to: .now).milliseconds }
    return try network.send(request, isStopped: isStopped)
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
