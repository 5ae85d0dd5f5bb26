import Kernel
import PluginHost
import Testing

/// What plugins may ask of the web, and what they get.
@Suite struct `Requests of plugins on the web` {
  private let plugin = AskingPlugin(permissions: "'http:example.org', 'http:other.example:8443'")

  /// Asks for a URL, and keeps what comes of it.
  private func ask(_ url: String, _ more: String = "") -> String {
    """
    local response, problem = docket.http.request{ url = '\(url)', \(more) }
    docket.state.set('answer', response or problem.code .. ': ' .. problem.message)
    """
  }

  @Test func `a request goes out as it was asked for, and its answer comes back as a table`() throws
  {
    let network = PretendNetwork { _ in
      WebResponse(
        status: 201, headers: [.init("X-A", "1"), .init("Content-Type", "x/y"), .init("x-a", "2")],
        body: Array("made".utf8))
    }
    let answer = try plugin.answer(
      ask(
        "https://example.org/x",
        "method = 'PUT', body = 'b', headers = { ['X-One'] = 'one', Two = 2 }, timeout = 3"),
      on: network)
    #expect(
      answer == #"{"body":"made","headers":{"content-type":"x/y","x-a":"1, 2"},"status":201}"#)
    let asked = try #require(network.requests.first)
    #expect(asked.method == .put)
    #expect(asked.address.url == "https://example.org/x")
    #expect(asked.headers == [.init("Two", "2"), .init("X-One", "one")])
    #expect(asked.body == Array("b".utf8))
    #expect(asked.timeout == 3_000)
  }

  @Test func `without a method it is GET, or POST where there is a body`() throws {
    let network = PretendNetwork([:])
    try plugin.run(
      ask("http://example.org/") + ask("http://example.org/", "body = ''"), on: network)
    #expect(network.requests.map(\.method) == [.get, .post])
  }

  @Test func `a failure is nil and why, in words`() throws {
    let answer = try plugin.answer(ask("http://example.org/"), on: ClosedNetwork.dryRun)
    #expect(answer == #""dry_run: nothing is sent in a dry run""#)
  }

  @Test(arguments: [
    ("http://example.com/", "needs the permission http:example.com"),
    ("https://other.example/", "needs the permission http:other.example"),
    ("http://sub.example.org/", "needs the permission http:sub.example.org"),
    ("ftp://example.org/", "neither http:// nor https://"),
    ("http://ann:pw@example.org/", "a name or password in it"),
    ("http://example.org/a b", "blanks"),
  ])
  func `a host that the manifest does not name, or no web address, raises`(
    _ url: String, _ words: String,
  ) throws {
    let network = PretendNetwork([:])
    let fault = try plugin.fault(ask(url), on: network)
    #expect(fault.contains(words))
    #expect(network.requests.isEmpty)
  }

  @Test(arguments: [
    ("['X-A'] = 'one\\r\\nX-B: two'", "line end"), ("['X-A'] = 'one\\0'", "line end"),
    ("['X-A: b\\r\\nX'] = 'one'", "has a name that is none"), ("[''] = 'x'", "has a name"),
    ("Host = 'other.example'", "`Host` is for the connection"),
    ("['content-length'] = '5'", "for the connection"),
    ("['Transfer-Encoding'] = 'chunked'", "for the connection"),
    ("['Proxy-Authorization'] = 'x'", "for the connection"),
    ("['X-A'] = string.rep('x', 70000)", "headers"), ("['X-A'] = {}", "wants a text"),
  ])
  func `a header that would change the request raises`(_ header: String, _ words: String) throws {
    let network = PretendNetwork([:])
    let fault = try plugin.fault(ask("http://example.org/", "headers = { \(header) }"), on: network)
    #expect(fault.contains(words))
    #expect(network.requests.isEmpty)
  }

  @Test(arguments: [
    ("method = 'BREW'", "method"), ("timeout = 0", "timeout"), ("timeout = 31", "30 seconds"),
    ("body = {}", "body"), ("bdy = 'x'", "did you mean `body`?"),
    ("body = string.rep('x', 1048577)", "larger than 1 MB"),
  ])
  func `a wrong call raises`(_ more: String, _ words: String) throws {
    #expect(try plugin.fault(ask("http://example.org/", more)).contains(words))
  }

  @Test func `deciding hooks have no network`() throws {
    let source = PluginSource.sample(
      """
      docket.before('ticket.create', function()
        docket.http.request{ url = 'http://example.org/' }
      end)
      """, manifest: "permissions = { 'http:example.org' },")
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("x"))])
    #expect(outcome.refusal.contains("docket.http.request works in after hooks"))
  }

  @Test(arguments: [
    ("permissions = { 'http:' },", "wants a host"),
    ("permissions = { 'http:https://example.org' },", "wants a host"),
    ("permissions = { 'http:exa mple' },", "wants a host"),
    ("permissions = { 'http:@url' },", "no setting of texts"),
    ("permissions = { 'http:@' },", "the name of a setting"),
    (
      "permissions = { 'http:@n' }, settings = { n = { type = 'integer' } },",
      "no setting of texts"
    ),
  ])
  func `a permission that names no host does not load`(_ manifest: String, _ words: String) throws {
    let set = try PluginLoader().load([PluginSource.sample("", manifest: manifest)])
    #expect(set.problems.first?.description.contains(words) == true)
  }

  @Test(arguments: [
    ("url = { type = 'text', default = '' }", #""https://example.org/in?x""#),
    ("url = { type = 'text', default = '' }", #""example.org""#),
    ("url = { type = 'list', of = 'text', default = {} }", #"["10.0.0.1","example.org:443"]"#),
    ("url = { type = 'map', of = 'text', default = {} }", #"{"ann":"https://example.org"}"#),
  ])
  func `a setting may name the hosts`(_ setting: String, _ value: String) throws {
    var plugin = AskingPlugin(permissions: "'http:@url'", settings: setting)
    #expect(try plugin.fault(ask("https://example.org/")).contains("settings it names (url)"))
    plugin.given = ["url": try JSON(parsing: value)]
    let network = PretendNetwork([:])
    try plugin.run(ask("https://example.org/"), on: network)
    #expect(network.requests.count == 1)
  }

  @Test func `the address that is connected to is judged by the same permissions`() throws {
    let network = PretendNetwork([:])
    let plugin = AskingPlugin(permissions: "'http:inside.example', 'http:10.0.0.1'")
    try plugin.run(ask("http://inside.example/"), on: network)
    let reach = try #require(network.requests.first?.reach)
    let (named, other) = try (
      #require(NetworkAddress("10.0.0.1")), #require(NetworkAddress("10.0.0.2"))
    )
    #expect(reach.permits(connectingTo: named, port: 80))
    #expect(!reach.permits(connectingTo: other, port: 80))
  }
}
