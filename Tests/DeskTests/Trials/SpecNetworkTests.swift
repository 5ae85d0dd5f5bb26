import Desk
import PluginHost
import Testing

/// The web of specs: nothing leaves them.
@Suite struct SpecNetworkTests {
  private static let manifest = """
    return {
      name = "asking", version = "1.0.0", api = 1, summary = "A plugin of a test",
      permissions = { "http:example.org" },
      settings = { token = { type = "secret" } },
    }
    """

  private static let main = """
    docket.after("ticket.create", function()
      local response, problem = docket.http.request{
        url = "https://example.org/x", headers = { Authorization = docket.settings.token },
      }
      docket.log.info(response and response.body or problem.code .. ": " .. problem.message)
    end)
    """

  /// Runs one case with that body; gives why it failed.
  private func run(_ body: String) throws -> String? {
    let spec = """
      spec.case("x", { requires = { "support" }, settings = { token = "abc" } }, function(desk)
        \(body)
      end)
      """
    let source = PluginSource(
      name: "asking",
      texts: ["plugin.lua": Self.manifest, "init.lua": Self.main, "spec.lua": spec])
    let results = try Desk.testPlugin(source, among: try Desk.bundledPlugins())
    return try #require(results.first).failure?.message
  }

  private static let ask = "desk:create{ subject = 'x' } desk:advance(1)"

  @Test func `a function of the spec answers, and every request is listed`() throws {
    let failure = try run(
      """
      desk:http(function(request) return { status = 200, body = "hello " .. request.url } end)
      \(Self.ask)
      spec.equal(desk.log, { "info: hello https://example.org/x" })
      spec.equal(desk.requests, {
        { method = "GET", url = "https://example.org/x", headers = { authorization = "abc" } },
      })
      """)
    #expect(failure == nil)
  }

  @Test func `without one there is no answer, and the request is listed all the same`() throws {
    let failure = try run(
      """
      \(Self.ask)
      spec.equal(desk.log, { "info: unavailable: this case answers no requests: give it desk:http(fn)" })
      spec.equal(#desk.requests, 1)
      """)
    #expect(failure == nil)
  }

  @Test(arguments: [
    ("return nil, { code = 'timeout', message = 'too slow' }", "timeout: ", "too slow"),
    ("return nil, { code = 'odd', message = 'odd' }", "broken: ", "odd"),
    ("error('boom')", "broken: ", "boom"),
  ])
  func `a spec can let a request fail`(_ answer: String, _ code: String, _ words: String) throws {
    let failure = try run(
      """
      desk:http(function() \(answer) end)
      \(Self.ask)
      spec.equal(string.find(desk.log[1], "\(code)", 1, true) ~= nil, true)
      spec.equal(string.find(desk.log[1], "\(words)", 1, true) ~= nil, true)
      """)
    #expect(failure == nil)
  }
}
