import Kernel
import Lua
import Texts

/// The web of a case: a function of the spec answers, and every request is kept.
final class SpecNetwork: Network {
  /// What a request may fail with that a plugin may be told.
  static let codes: [String] = [
    WebFailure.Code.timeout, .connect, .certificate, .tooLarge, .denied, .broken, .unavailable,
  ].map(\.rawValue)

  /// What was asked so far, oldest first, as Lua has it.
  private(set) var requests: [LuaValue] = []
  private var answer: ((LuaValue) throws(LuaError) -> [LuaValue])?
  /// What every request fails with; `nil` where they are answered.
  private var fault: WebFailure.Code?

  /// Lets every request fail from now on.
  func fail(with code: WebFailure.Code) { fault = code }

  /// Lets a function of the spec's sandbox answer from now on.
  func answer(with function: LuaFunction, in sandbox: Sandbox, keys: KeyTable) {
    fault = nil
    answer = { [unowned sandbox] request throws(LuaError) in
      var budget = Budget(instructions: 5_000_000, time: .seconds(5))
      return try sandbox.call(function, budget: &budget) { $0.value(request, keys: keys) }
    }
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    requests.append(request.lua)
    if let fault {
      throw WebFailure(
        fault, Text.specFaultReason(host: request.hostWords, code: fault.rawValue))
    }
    guard let answer else { throw WebFailure(.unavailable, Text.networkClosed) }
    let values: [LuaValue]
    do throws(LuaError) {
      values = try answer(request.lua)
    } catch {
      throw WebFailure(
        .broken,
        Text.networkBroken(host: request.hostWords, reason: error.description))
    }
    if let response = values.first.flatMap(WebResponse.init(lua:)) { return response }
    throw WebFailure(lua: values.count > 1 ? values[1] : .null, host: request.hostWords)
  }
}

extension WebRequest {
  /// `{ method, url, headers, body }` as a spec sees it, with names of headers in small letters.
  fileprivate var lua: LuaValue {
    let fields = headers.map { LuaPair($0.name.lowercased(), .string($0.value)) }
    var pairs = [
      LuaPair("headers", .table(fields.sorted { $0.key.precedesByBytes($1.key) })),
      LuaPair("method", .string(method.rawValue)), LuaPair("url", .string(address.url)),
    ]
    if let body {
      let text = String(validating: body, as: UTF8.self)
      pairs.insert(LuaPair("body", text.map(LuaValue.string) ?? .bytes(body)), at: 0)
    }
    return .table(pairs)
  }
}

extension WebResponse {
  /// What a spec answers: `{ status, headers, body }`; `nil` for anything else.
  fileprivate init?(lua value: LuaValue) {
    guard value.pairs != nil else { return nil }
    let body: [UInt8] =
      switch value["body"] {
      case .string(let text): Array(text.utf8)
      case .bytes(let bytes): bytes
      default: []
      }
    let headers = (value["headers"]?.pairs ?? []).map {
      WebRequest.Header($0.key, $0.value.shown)
    }
    self.init(status: Int(value["status"]?.integer ?? 200), headers: headers, body: body)
  }
}

extension WebFailure {
  /// What a spec answers in place of a response: nil and `{ code, message }`.
  fileprivate init(lua value: LuaValue, host: String) {
    let code = value["code"]?.text.flatMap(Code.init(rawValue:)) ?? .broken
    let reason = value["message"]?.text ?? "the spec answers nothing"
    self.init(code, Text.networkBroken(host: host, reason: reason))
  }
}

extension SpecDeskAPI {
  /// `desk:http` and `desk.requests`.
  static let web: [APIFunction] = [
    run(
      "http", "answers the requests of plugins from now on",
      [
        .init(
          "fn", .function(["request"], .spec),
          "gives { status, headers, body }, or nil and { code, message }")
      ], "desk:http(function(request) return { status = 204 } end)"
    ) { call, context, run throws(HostError) in
      run.network.answer(
        with: call.function(0), in: call.sandbox, keys: context.layout.layout.keys)
    },
    run(
      "fault", "lets the requests of plugins fail from now on, until desk:http",
      [
        .init("what", .oneOf(["http"])),
        .init("code", .oneOf(SpecNetwork.codes), "what the plugin is told"),
      ], #"desk:fault("http", "timeout")"#
    ) { call, _, run throws(HostError) in
      guard call.text(0) == "http" else {
        throw HostError(Text.specFault(unknown: Names.unknown(call.text(0), among: ["http"])))
      }
      guard let code = WebFailure.Code(rawValue: call.text(1)),
        SpecNetwork.codes.contains(code.rawValue)
      else {
        throw HostError(
          Text.specFault(unknown: Names.unknown(call.text(1), among: SpecNetwork.codes)))
      }
      run.network.fail(with: code)
    },
    run(
      "requests", "the requests of plugins so far", [],
      gives: .init(.list, "a list of { method, url, headers, body }"),
      "spec.equal(#desk.requests, 1)"
    ) { call, context, run throws(HostError) in
      call.results.value(.array(run.network.requests), keys: context.layout.layout.keys)
    },
  ]
}
