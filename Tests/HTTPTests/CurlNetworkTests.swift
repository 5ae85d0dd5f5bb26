import HTTP
import Kernel
import TestSupport
import Testing

/// One request and its answer, with real servers on this machine.
@Suite struct CurlNetworkTests {
  /// Asks a server for a path; it may be connected to unless `rules` say otherwise.
  private func ask(
    _ server: LoopbackServer, _ method: WebRequest.Method = .get, host: String = "127.0.0.1",
    headers: [WebRequest.Header] = [], body: String? = nil, timeout: Int64 = 10_000,
    rules: [String] = ["127.0.0.1"], isStopped: @escaping () -> Bool = { false },
  ) throws -> WebResponse {
    let request = WebRequest(
      method, try WebAddress(server.url("/x?y=1", host: host)), headers: headers,
      body: body.map { Array($0.utf8) }, timeout: timeout,
      reach: WebReach(rules.compactMap(HostRule.init)))
    return try CurlNetwork().send(request, isStopped: isStopped)
  }

  /// Why such a request fails.
  private func trouble(_ body: () throws -> WebResponse) throws -> WebFailure {
    try #require(throws: WebFailure.self) { _ = try body() }
  }

  @Test func `a request arrives as it was given, and the answer comes back`() throws {
    let server = try LoopbackServer { _ in
      .status(201, headers: ["X-One: 1", "X-Empty:", "X-One: 2"], body: "made")
    }
    let response = try ask(
      server, .put, headers: [.init("X-Colour", "blue"), .init("X-Nothing", "")], body: "bodý")
    #expect(response.status == 201)
    #expect(String(decoding: response.body, as: UTF8.self) == "made")
    #expect(response.headers.filter { $0.name == "X-One" }.map(\.value) == ["1", "2"])
    let asked = try #require(server.requests.first)
    #expect(asked.method == "PUT")
    #expect(asked.target == "/x?y=1")
    #expect(String(decoding: asked.body, as: UTF8.self) == "bodý")
    #expect(asked.headers["x-colour"] == "blue")
    #expect(asked.headers["x-nothing"] == "")
    #expect(asked.headers["user-agent"] == "docket")
    #expect(asked.headers["content-type"] == nil)
  }

  @Test(arguments: WebRequest.Method.allCases)
  func `every method goes out by its name`(_ method: WebRequest.Method) throws {
    let server = try LoopbackServer { _ in .status(200, body: "ok") }
    let response = try ask(server, method)
    #expect(server.requests.map(\.method) == [method.rawValue])
    #expect(response.body.isEmpty == (method == .head))
  }

  @Test func `an answer that asks for patience precedes the real one`() throws {
    let server = try LoopbackServer { _ in
      .raw(
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nX-Real: yes\r\nContent-Length: 0\r\n\r\n")
    }
    let response = try ask(server)
    #expect(response.status == 200)
    #expect(response.header("x-real") == "yes")
    #expect(response.header("link") == nil)
  }

  @Test func `a redirect is an answer like any other`() throws {
    let server = try LoopbackServer { _ in .status(302, headers: ["Location: /elsewhere"]) }
    #expect(try ask(server).status == 302)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    ("127.0.0.1", "example.org"), ("localhost", "example.org"), ("localhost", "127.0.0.1:1"),
    ("pretend.localhost", "pretend.localhost"),
  ])
  func `an address inside is judged when it is connected to, whatever name led there`(
    _ host: String, _ rule: String,
  ) throws {
    let server = try LoopbackServer { _ in .status(200) }
    let failure = try trouble { try ask(server, host: host, rules: [rule]) }
    #expect(failure.code == .denied)
    #expect(
      failure.description
        == "\(host) leads to an address that is not on the internet, and no permission names that"
        + " address")
    #expect(server.requests.isEmpty)
  }

  @Test func `localhost may be reached where it is named`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    #expect(try ask(server, host: "localhost", rules: ["localhost"]).status == 200)
  }

  @Test func `who does not answer in time is waited for no longer`() throws {
    let server = try LoopbackServer { _ in .silence }
    let failure = try trouble { try ask(server, timeout: 300) }
    #expect(failure.code == .timeout)
    #expect(failure.description == "127.0.0.1 did not answer within 300 ms")
  }

  @Test(arguments: [
    (LoopbackServer.Answer.endless, "more than 1048576 bytes"),
    (.endlessHead, "headers of more than 65536 bytes"),
    (
      .raw(
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
          + String(repeating: "x", count: 2 << 20)),
      "more than 1048576 bytes"
    ),
  ])
  func `an answer that is too large is cut off`(
    _ answer: LoopbackServer.Answer, _ words: String,
  ) throws {
    let server = try LoopbackServer { _ in answer }
    let failure = try trouble { try ask(server) }
    #expect(failure.code == .tooLarge)
    #expect(failure.description.contains(words))
  }

  @Test(arguments: [
    LoopbackServer.Answer.hangUp, .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    .raw("not HTTP at all"),
  ])
  func `an answer that breaks off is none`(_ answer: LoopbackServer.Answer) throws {
    let server = try LoopbackServer { _ in answer }
    let failure = try trouble { try ask(server, body: "x") }
    #expect(failure.code == .broken)
    #expect(failure.description.hasPrefix("the exchange with 127.0.0.1 broke off: "))
  }

  @Test func `nobody there is not a timeout`() throws {
    // Port 1 is for a service that nobody has any more.
    let request = WebRequest(
      .get, try WebAddress("http://127.0.0.1:1/"), timeout: 20_000,
      reach: WebReach(["127.0.0.1"].compactMap(HostRule.init)))
    let failure = try trouble { try CurlNetwork().send(request, isStopped: { false }) }
    #expect(failure.code == .connect)
    #expect(failure.description == "127.0.0.1 cannot be connected to")
  }

  @Test func `cookies are forgotten, and no two requests share a connection`() throws {
    let server = try LoopbackServer { _ in .status(200, headers: ["Set-Cookie: id=7"]) }
    for _ in 1...2 { #expect(try ask(server).status == 200) }
    #expect(server.requests.map { $0.headers["cookie"] } == [nil, nil])
  }

  @Test func `a request ends when the worker is to end`() throws {
    let server = try LoopbackServer { _ in .silence }
    let failure = try trouble {
      try ask(server, timeout: 30_000, isStopped: { !server.requests.isEmpty })
    }
    #expect(failure.code == .stopped)
  }

  @Test func `the name of a secret host is in no message`() throws {
    let server = try LoopbackServer { _ in .hangUp }
    let request = WebRequest(
      .get, try WebAddress(server.url()), timeout: 5_000,
      reach: WebReach(["127.0.0.1"].compactMap(HostRule.init)), hostWords: "(secret)")
    let failure = try trouble { try CurlNetwork().send(request, isStopped: { false }) }
    #expect(!failure.description.contains("127.0.0.1"))
    #expect(failure.description.contains("(secret)"))
  }

  @Test func `a request says how large its answer may be, and one that is larger is cut off`()
    throws
  {
    let server = try LoopbackServer { _ in
      .status(200, body: String(repeating: "x", count: 2_000_000))
    }
    var request = WebRequest(
      .get, try WebAddress(server.url()), timeout: 10_000,
      reach: WebReach(["127.0.0.1"].compactMap(HostRule.init)))
    request.answerLimit = 2_000_000
    #expect(try CurlNetwork().send(request) { false }.body.count == 2_000_000)
    for limit in [10, WebRequest.bodyLimit, 1_999_999] {
      request.answerLimit = limit
      let failure = try trouble { try CurlNetwork().send(request) { false } }
      #expect(failure.code == .tooLarge && failure.description.contains("\(limit)"))
    }
  }

  @Test func `a place that is trusted by hand is reached by its name, and no other place`() throws {
    let server = try LoopbackServer { _ in .status(200, body: "ok") }
    let address = try WebAddress(server.url(host: "localhost"))
    let trusting = WebReach(trusting: address)
    let request = WebRequest(.get, address, timeout: 10_000, reach: trusting)
    #expect(try CurlNetwork().send(request) { false }.status == 200)
    #expect(trusting.permits(address))
    #expect(try !trusting.permits(WebAddress("http://other.example/")))
    #expect(try !trusting.permits(WebAddress("http://localhost:1/")))
  }
}
