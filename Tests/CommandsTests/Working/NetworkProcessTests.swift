import Foundation
import TestSupport
import Testing

/// Plugins on the web, in processes of their own.
@Suite struct NetworkProcessTests {
  /// Asks a server about every new ticket.
  private static func asking(_ server: LoopbackServer) -> TestPlugin {
    TestPlugin(
      "asking", permissions: "'http:127.0.0.1'",
      """
      docket.after("ticket.create", function()
        local response, problem = docket.http.request{ url = "\(server.url())", timeout = 25 }
        docket.state.set("answer", response and response.status or problem.code)
      end)
      """)
  }

  private static func desk(_ server: LoopbackServer) throws -> TestDesk {
    let desk = try TestDesk()
    try asking(server).write(toDesk: desk.path)
    #expect(try desk.run("plugin", "enable", "asking", "--yes").status == 0)
    return desk
  }

  @Test func `a command leaves what needs the network to a worker, and says so`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    let desk = try Self.desk(server)
    let made = try desk.run("new", "x")
    #expect(made.status == 0)
    #expect(made.errors.contains("docket work"))
    #expect(server.requests.isEmpty)
    #expect(try desk.run("work", "--once").lines == ["1 done"])
    #expect(try DeskView(of: desk.path).state("asking", "answer") == "200")
  }

  @Test func `the program starts without the libraries of the web`() throws {
    let result = try TestDesk.unchanged().shell("ldd '\(DocketProcess.program.path)'")
    #expect(result.output.contains("libsodium"))
    #expect(!result.output.contains("libcurl"))
    #expect(!result.output.contains("libssl"))
  }

  @Test func `proxies of the environment are not used`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    let desk = try Self.desk(server)
    try desk.run("new", "x", "--no-work")
    let proxies = ["http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"]
    #expect(try desk.run("work", "--once", environment: proxies).lines == ["1 done"])
    #expect(try DeskView(of: desk.path).state("asking", "answer") == "200")
  }

  @Test(arguments: [["work"], ["work", "--once"]])
  func `a worker that is asked to end while a server keeps it waiting ends, and nothing is lost`(
    _ command: [String],
  ) throws {
    let server = try LoopbackServer { _ in .silence }
    let desk = try Self.desk(server)
    let view = try DeskView(of: desk.path)
    try desk.run("new", "x", "--no-work")
    let worker = try desk.process(command).start()
    try eventually("the server is asked") { !server.requests.isEmpty }
    let start = ContinuousClock.now
    worker.signal(SIGTERM)
    let result = try worker.end()
    #expect(start.duration(to: .now) < .seconds(15), "the request's own limit is 25 s")
    #expect(result.status == 0)
    #expect(result.output == "0 done\n")
    #expect(try view.outbox() == ["waiting 0"])
    #expect(try view.state("asking", "answer") == nil)
  }

  @Test func `a dry run of a script sends nothing`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    let desk = try TestDesk()
    let script = """
      docket.script{ summary = "Asks", permissions = { "http:127.0.0.1" } }
      local response, problem = docket.http.request{ url = "\(server.url())" }
      print(response and response.status or problem.message)
      """
    try script.write(toFile: desk.folder + "/ask.lua", atomically: true, encoding: .utf8)
    let rehearsal = try desk.run("script", "run", "./ask.lua", "--dry-run")
    #expect(rehearsal.output.contains("nothing is sent in a dry run"))
    #expect(server.requests.isEmpty)
    #expect(try desk.run("script", "run", "./ask.lua").output.contains("200"))
  }

  @Test func `a script run by hand asks only hosts that it names, whoever runs it`() throws {
    let desk = try TestDesk()
    let script = """
      docket.script{ summary = "Asks" }
      docket.http.request{ url = "http://127.0.0.1:1/" }
      """
    try script.write(toFile: desk.folder + "/ask.lua", atomically: true, encoding: .utf8)
    let result = try desk.run("script", "run", "./ask.lua")
    #expect(result.status == 1)
    #expect(result.errors.contains("needs the permission http:127.0.0.1"))
  }
}
