import Kernel
import PluginHost
import Testing

/// A network of a test: keeps what it is asked, and answers by a function.
final class PretendNetwork: Network {
  private(set) var requests: [WebRequest] = []
  private let answer: (WebRequest) throws(WebFailure) -> WebResponse

  init(_ answer: @escaping (WebRequest) throws(WebFailure) -> WebResponse) {
    self.answer = answer
  }

  /// Answers each URL with what stands there, and any other with 404.
  convenience init(_ pages: [String: WebResponse]) {
    self.init { request in pages[request.address.url] ?? WebResponse(status: 404) }
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    requests.append(request)
    return try answer(request)
  }
}

extension WebResponse {
  /// Leads on to another place.
  static func leading(to place: String, status: Int = 302) -> WebResponse {
    WebResponse(status: status, headers: [.init("Location", place)])
  }
}

/// A plugin whose after hook makes requests.
struct AskingPlugin {
  /// The list of permissions, as Lua.
  var permissions: String
  /// The table of settings, as Lua.
  var settings = ""
  var secrets: [String: SecretPlace] = [:]
  var given: [String: JSON] = [:]

  /// Runs the code in an after hook; gives what it left, and what it logged.
  @discardableResult
  func run(
    _ code: String, on network: any Network = ClosedNetwork.dryRun,
  ) throws -> (result: ReactionResult, log: [PluginLogLine]) {
    let source = PluginSource.sample(
      "docket.after('ticket.create', function(change)\n\(code)\nend)",
      manifest: "permissions = { \(permissions) }, settings = { \(settings) },")
    let set = try PluginLoader(
      desk: DeskTraits(secrets: ["sample": secrets]), settings: ["sample": given]
    ).load([Bundled.plugin("support"), source])
    if let problem = set.problems.first { throw problem }
    let desk = try BenchDesk(set, at: SpecRunner.start)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    let ticket = try desk.create()
    let entries = try desk.entries(of: ticket.id)
    let log = BenchLog()
    let host = ReactingHost(set) { log.lines.append($0) }
    let hook = try #require(set.registry.hooks.first { $0.kind == .after })
    let result = try host.after(
      hook, on: #require(entries.first), of: entries, present: ticket,
      in: .init(row: 7, desk: desk, network: network) { _ in
        Outcome(verdict: .refused(Refusal(.busy, "")))
      })
    return (result, log.lines)
  }

  /// What the code leaves in the state under `answer`, as JSON.
  func answer(_ code: String, on network: any Network) throws -> String? {
    let changes = try run(code, on: network).result.state.changes
    guard case .set(let value) = changes.first(where: { $0.key == "answer" })?.write else {
      return nil
    }
    return value
  }

  /// Why the code fails.
  func fault(_ code: String, on network: any Network = ClosedNetwork.dryRun) throws -> String {
    try #require(throws: HookFault.self) { try run(code, on: network) }.message
  }
}
