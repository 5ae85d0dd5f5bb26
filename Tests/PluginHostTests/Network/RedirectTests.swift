import Kernel
import PluginHost
import Testing

@Suite struct `Where servers lead plugins` {
  private let plugin = AskingPlugin(permissions: "'http:example.org', 'http:other.example'")

  private func ask(_ url: String, _ more: String = "") -> String {
    """
    local response, problem = docket.http.request{ url = '\(url)', \(more) }
    docket.state.set('answer', response and response.body or problem.code .. ': ' .. problem.message)
    """
  }

  private let end = WebResponse(status: 200, body: Array("end".utf8))

  @Test(arguments: [
    ("/next", "http://example.org/next"), ("next?x", "http://example.org/a/next?x"),
    ("http://other.example/", "http://other.example/"),
    ("https://example.org/", "https://example.org/"),
  ])
  func `a redirect to a permitted host is followed`(_ place: String, _ url: String) throws {
    let network = PretendNetwork(["http://example.org/a/b": .leading(to: place), url: end])
    #expect(try plugin.answer(ask("http://example.org/a/b"), on: network) == #""end""#)
  }

  @Test(arguments: [
    ("http://evil.example/", "example.org leads on to evil.example, which no permission names"),
    ("http://127.0.0.1/", "example.org leads on to 127.0.0.1, which no permission names"),
    ("http://other.example/", "example.org leads from https to http"),
    ("file:///etc/passwd", "example.org leads on to what is no web address"),
    ("https://ann:pw@example.org/", "example.org leads on to what is no web address"),
  ])
  func `no other redirect is`(_ place: String, _ words: String) throws {
    let network = PretendNetwork(["https://example.org/": .leading(to: place)])
    let answer = try plugin.answer(ask("https://example.org/"), on: network)
    #expect(answer?.contains(words) == true)
    #expect(network.requests.count == 1)
  }

  @Test func `five redirects are followed, not six`() throws {
    func pages(_ count: Int) -> PretendNetwork {
      var pages = ["http://example.org/\(count)": end]
      for number in 0..<count {
        pages["http://example.org/\(number)"] = .leading(to: "/\(number + 1)")
      }
      return PretendNetwork(pages)
    }
    #expect(try plugin.answer(ask("http://example.org/0"), on: pages(5)) == #""end""#)
    #expect(
      try plugin.answer(ask("http://example.org/0"), on: pages(6))
        == #""denied: example.org leads on more than 5 times""#)
  }

  @Test(arguments: [
    (301, WebRequest.Method.get, false), (302, .get, false), (303, .get, false), (307, .post, true),
    (308, .post, true),
  ])
  func `what is asked of the next place depends on how it was led there`(
    _ status: Int, _ method: WebRequest.Method, _ hasBody: Bool,
  ) throws {
    let network = PretendNetwork([
      "http://example.org/": .leading(to: "/next", status: status), "http://example.org/next": end,
    ])
    try plugin.run(ask("http://example.org/", "body = 'b'"), on: network)
    #expect(network.requests.last?.method == method)
    #expect((network.requests.last?.body != nil) == hasBody)
  }

  @Test func `what is for one host does not go to another`() throws {
    var plugin = plugin
    plugin.settings = "token = { type = 'secret' }"
    plugin.secrets = ["token": .text("correct horse")]
    let network = PretendNetwork([
      "http://example.org/": .leading(to: "/next"),
      "http://example.org/next": .leading(to: "http://other.example/"),
    ])
    try plugin.run(
      ask(
        "http://example.org/",
        """
        headers = { Authorization = 'x', Cookie = 'y', ['X-Plain'] = 'z',
          ['X-Token'] = 'Bearer ' .. docket.settings.token }
        """), on: network)
    #expect(network.requests.map(\.headers.count) == [4, 4, 1])
    #expect(network.requests.last?.headers == [.init("X-Plain", "z")])
  }
}
