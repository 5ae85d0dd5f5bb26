import Desk
import Foundation
import Kernel
import Packs
import Synchronization
import TestSupport
import Testing
import Texts

/// An index on the web: a server that does as it likes.
@Suite struct IndexWebTests {
  /// What the server says next time, by path; `nil` for what lies in the folder.
  private final class Script: Sendable {
    let answers = Mutex<[String: LoopbackServer.Answer]>([:])

    func say(_ answer: LoopbackServer.Answer?, at path: String = "/packs/index.json") {
      answers.withLock { $0[path] = answer }
    }
  }

  private struct Place {
    let desk: TemporaryDesk
    let index: IndexFolder
    let server: LoopbackServer
    let script = Script()

    init() throws {
      let index = try IndexFolder()
      try index.add("lamp", "1.0.0")
      try index.make()
      (desk, self.index) = (try TemporaryDesk(), index)
      let files = try FileManager.default.contentsOfDirectory(atPath: index.path)
      let texts = files.reduce(into: [String: String]()) { $0["/packs/\($1)"] = index.text($1) }
      let script = script
      server = try LoopbackServer { request in
        if let answer = script.answers.withLock({ $0[request.target] }) { return answer }
        guard let text = texts[request.target] else { return .status(404) }
        return .status(200, body: text)
      }
    }

    func add() throws {
      _ = try desk.desk.addIndex(
        "corp", at: IndexLocation(server.url("/packs")), of: index.publicKey, as: .desk)
    }
  }

  @Test func `packs are installed from the web as from a folder`() throws {
    let place = try Place()
    try place.add()
    #expect(try place.desk.install("lamp").map(\.version) == ["1.0.0"])
    #expect(
      place.server.requests.map(\.target) == [
        "/packs/index.json", "/packs/index.json", "/packs/lamp-1.0.0.docketpack",
      ])
    #expect(place.server.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test(arguments: [301, 302, 304, 401, 403, 404, 410, 429, 500, 503, 204])
  func `an answer that is no file is told with its status, and followed nowhere`(status: Int) throws
  {
    let place = try Place()
    try place.add()
    place.script.say(.status(status, headers: ["Location: /packs/elsewhere"]))
    let problem = try #require(try place.desk.problem())
    #expect(problem.contains("\(status)") && problem.contains("corp"), "\(problem)")
    #expect(!place.server.requests.contains { $0.target.contains("elsewhere") })
  }

  @Test func `a server that hangs up, sends rubbish or never ends leaves the desk as it was`()
    throws
  {
    let place = try Place()
    try place.add()
    let entries = try place.desk.entries(0).count
    let answers: [LoopbackServer.Answer] = [
      .hangUp, .raw("rubbish"), .endlessHead, .endless, .status(200, body: "{}"),
      .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"),
    ]
    for answer in answers {
      place.script.say(answer)
      #expect(try place.desk.problem() != nil)
    }
    #expect(try place.desk.entries(0).count == entries)
  }

  @Test func `a pack from the web is read no further than the list says that it is long`() throws {
    let place = try Place()
    try place.add()
    let pack = "/packs/lamp-1.0.0.docketpack"
    for answer in [LoopbackServer.Answer.endless, .status(200, body: "short"), .status(404)] {
      place.script.say(answer, at: pack)
      #expect(throws: DeskError.self) { try place.desk.install("lamp") }
      #expect(place.desk.versionOnDisk("lamp") == nil)
    }
    place.script.say(nil, at: pack)
    #expect(try place.desk.install("lamp").count == 1)
  }

  @Test func `whoever waits for a server that says nothing can stop it`() throws {
    let place = try Place()
    try place.add()
    place.script.say(.silence)
    let way = IndexWay(isStopped: { true })
    #expect(try place.desk.problem(way) != nil)
  }

  @Test(arguments: [
    "ftp://example.org/", "file:///etc", "http://jane:secret@example.org/",
    "http://example.org/?a=b",
    "http://exa mple.org/", "http:///x", "packs", "", "https://example.org/a\nb", "/a\nb",
  ])
  func `a location is a path from the root, or a plain URL of the web`(text: String) {
    #expect(throws: (any Error).self) { try IndexLocation(text) }
  }

  @Test func `a URL is kept without its fragment, and with a slash`() throws {
    #expect(try IndexLocation("https://Example.org/a#b").text == "https://example.org/a/")
    #expect(try IndexLocation("/srv/packs").text == "/srv/packs")
  }
}
