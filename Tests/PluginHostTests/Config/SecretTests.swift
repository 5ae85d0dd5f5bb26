import Foundation
import Kernel
import PluginHost
import TestSupport
import Testing
import Texts

/// What can be done with a secret, and that nothing else can.
@Suite struct `Secrets of plugins` {
  private let secret = "correct horse"

  private func plugin(_ place: SecretPlace? = nil) -> AskingPlugin {
    var plugin = AskingPlugin(
      permissions: "'http:example.org'", settings: "token = { type = 'secret' }")
    plugin.secrets = ["token": place ?? .text(secret)]
    return plugin
  }

  private let start = "local token = docket.settings.token\n"

  @Test(arguments: [
    ("'Bearer ' .. token", "Bearer correct horse"), ("token", "correct horse"),
    ("token .. ':' .. 1 .. token", "correct horse:1correct horse"),
    ("'a' .. ('b' .. token) .. 'c'", "abcorrect horsec"),
  ])
  func `a secret joined with texts goes into a header`(_ value: String, _ header: String) throws {
    let network = PretendNetwork([:])
    try plugin().run(
      start
        + "docket.http.request{ url = 'http://example.org/', headers = { Authorization = \(value) } }",
      on: network)
    #expect(network.requests.first?.headers == [.init("Authorization", header)])
  }

  @Test func `a secret goes into a URL`() throws {
    let network = PretendNetwork([:])
    try plugin(.text("a/b")).run(
      start + "docket.http.request{ url = 'http://example.org/bot' .. token .. '/send' }",
      on: network)
    #expect(network.requests.first?.address.url == "http://example.org/bota/b/send")
  }

  @Test func `a whole URL may be secret, and permitted by that`() throws {
    var plugin = AskingPlugin(permissions: "'http:@url'", settings: "url = { type = 'secret' }")
    plugin.secrets = ["url": .text("https://hooks.example.org/T0/B0")]
    let code = """
      local _, problem = docket.http.request{ url = docket.settings.url }
      docket.state.set('answer', problem.message)
      """
    let network = PretendNetwork { request throws(WebFailure) in
      throw WebFailure(.connect, Text.networkConnect(host: request.hostWords))
    }
    #expect(try plugin.answer(code, on: network) == #""(secret) cannot be connected to""#)
    #expect(network.requests.first?.address.url == "https://hooks.example.org/T0/B0")
  }

  @Test func `a secret signs`() throws {
    let code =
      start + "docket.state.set('answer', docket.hash('x', { algorithm = 'sha256', key = %@ }))"
    func hash(_ key: String) throws -> String? {
      try plugin().answer(code.replacingOccurrences(of: "%@", with: key), on: PretendNetwork([:]))
    }
    #expect(try hash("token") == hash("'correct horse'"))
    #expect(try hash("'v1:' .. token") == hash("'v1:correct horse'"))
    #expect(try hash("token") != hash("'other'"))
  }

  @Test(arguments: [
    "tostring(token)", "tostring('x' .. token)", "string.format('%s', token)",
    "docket.text(docket.tr('said', { it = token }))",
  ])
  func `a secret prints as such`(_ value: String) throws {
    let source = PluginSource.sample(
      "docket.log.info(\(value.replacingOccurrences(of: "token", with: "docket.settings.token")))",
      manifest: "settings = { token = { type = 'secret' } },",
      files: ["locales/en.lua": "return { said = '{it}' }"])
    let log = BenchLog()
    let loader = PluginLoader(
      desk: DeskTraits(secrets: ["sample": ["token": .text(secret)]])
    ) { log.lines.append($0) }
    #expect(try loader.load([source]).problems == [])
    #expect(log.lines.map(\.message) == ["(secret)"])
  }

  @Test func `a secret in the values of a log line is not in the log`() throws {
    let log = try plugin().run(
      start
        + "docket.log.info('{token} went', { token = token, more = { 'x' .. token } })\nprint(token)"
        + "\ndocket.log.warn('all', docket.settings)"
    ).log
    #expect(
      log.map(\.message)
        == [
          #"(secret) went {"more":["(secret)"]}"#, "(secret)", #"all {"token":"(secret)"}"#,
        ])
  }

  @Test(arguments: [
    "docket.state.set('x', token)", "docket.state.set('x', { deep = { token } })",
    "docket.json.encode{ token = token }", "docket.base64.encode(token)", "docket.hash(token)",
    "docket.tickets.note(change.id, { text = token })",
    "docket.tickets.note(change.id, { text = 'x' .. token })",
    "docket.tickets.update(change.id, { set = { subject = token } })",
    "docket.notify{ about = change.id, to = 'requester', text = token }",
    "docket.schedule{ ticket = change.id, name = 'x', at = docket.time.now(), data = token }",
    "docket.http.request{ url = 'http://example.org/', body = token }",
    "string.upper(token)", "string.sub(token, 1, 3)", "table.concat{ token }",
    "token.x = 1", "return token.value", "error(token)", "error('x' .. token)",
    "return token .. {}", "string.rep(token, 3)", "return token < 'z'",
    "docket.http.request{ url = 'http://example.org/', headers = { [token] = 'x' } }",
  ])
  func `nothing else takes a secret, and what it raises does not show it`(_ use: String) throws {
    let network = PretendNetwork([:])
    let fault = try plugin().fault(start + use, on: network)
    #expect(fault.contains("sample/init.lua"))
    #expect(!fault.contains("horse"))
    #expect(network.requests.isEmpty)
  }

  @Test(arguments: ["http://example.org/%@ x", "http://%@/", "nothing:%@"])
  func `an address that a secret spoils is not shown`(_ url: String) throws {
    let parts = url.components(separatedBy: "%@")
    let fault = try plugin().fault(
      start + "docket.http.request{ url = '\(parts[0])' .. token .. '\(parts[1])' }")
    #expect(!fault.contains("horse"))
  }

  @Test func `a secret with a line end splits no request`() throws {
    let network = PretendNetwork([:])
    let fault = try plugin(.text("one\r\nX-Two: horse")).fault(
      start + "docket.http.request{ url = 'http://example.org/', headers = { X = token } }",
      on: network)
    #expect(fault.contains("line end"))
    #expect(!fault.contains("horse"))
    #expect(network.requests.isEmpty)
  }

  @Test func `a server that sends a secret back tells the plugin nothing`() throws {
    let network = PretendNetwork { request in
      let said = request.headers.first?.value ?? ""
      return WebResponse(
        status: 200, headers: [.init("X-Said", said)], body: Array("<\(said)|\(said)>".utf8))
    }
    let answer = try plugin().answer(
      start + """
        local response = docket.http.request{
          url = 'http://example.org/', headers = { Authorization = 'Bearer ' .. token } }
        docket.state.set('answer', response.body .. response.headers['x-said'])
        """, on: network)
    #expect(answer == #""<Bearer (secret)|Bearer (secret)>Bearer (secret)""#)
  }

  @Test func `a server that leads on to a host made of a secret gets it into no message`() throws {
    let network = PretendNetwork { _ in .leading(to: "http://sesame-open.evil.example/") }
    let answer = try plugin(.text("sesame-open")).answer(
      start + """
        local _, problem = docket.http.request{
          url = 'http://example.org/', headers = { Authorization = token } }
        docket.state.set('answer', problem.message)
        """, on: network)
    #expect(answer == #""example.org leads on to (secret), which no permission names""#)
  }

  @Test func `a secret of a file is what stands in it without the line end, as it is by then`()
    throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write("first\n", to: "token")
    #expect(try SecretPlace.file(file).read() == Array("first".utf8))
    try folder.write("second\r\n", to: "token")
    #expect(try SecretPlace.file(file).read() == Array("second".utf8))
  }

  @Test(arguments: [
    (SecretPlace.environment("DOCKET_TEST_NOWHERE"), "DOCKET_TEST_NOWHERE"),
    (.file("/nowhere/token"), "the file /nowhere/token, and cannot be read there: No such file"),
    (.file("/dev"), "Is a directory"), (.file("/dev/null"), "there is nothing in it"),
    (.file("/dev/zero"), "it has more than 65536 bytes"), (.text(""), "there is nothing in it"),
  ])
  func `a secret that is not there fails what needs it, and says where it is to be`(
    _ place: SecretPlace, _ words: String,
  ) throws {
    let fault = try plugin(place).fault(start + "docket.hash('x', { key = token })")
    #expect(fault.contains("the secret sample.token: it is to be in"))
    #expect(fault.contains(words))
  }

  @Test func `a secret that docket_lua does not speak of is nil`() throws {
    var plugin = plugin()
    plugin.secrets = [:]
    let answer = try plugin.answer(
      "docket.state.set('answer', docket.settings.token == nil)", on: PretendNetwork([:]))
    #expect(answer == "true")
  }

  @Test func `a secret is set nowhere but in docket_lua`() throws {
    var plugin = plugin()
    plugin.given = ["token": .string("correct horse")]
    let problem = try #require(throws: PluginProblem.self) { try plugin.run("") }
    #expect(problem.message.contains("it is given in docket.lua"))
    #expect(!problem.message.contains("horse"))
  }
}
