import Foundation
import TestSupport
import Testing

/// What commands show of secrets: where they are, never what they say.
@Suite struct SecretCommandTests {
  private static let words = "correct-horse-battery"

  /// A plugin that tries to give its secret away wherever it is heard.
  private static let talker = TestPlugin(
    "talker", permissions: "'ticket.view', 'note.add', 'note.view'",
    manifest: "settings = { token = { type = 'secret', required = true } },",
    """
    docket.after("ticket.create", function(change)
      local token = docket.settings.token
      print(token, "x" .. token)
      docket.log.warn("{token} is it", { token = token })
      docket.state.set("mac", docket.hash("x", { key = token }))
      docket.tickets.note(change.id, { text = tostring(token) })
      error("no more of " .. tostring("y" .. token))
    end)
    docket.before("ticket.create", function(change)
      change:add_note(tostring(docket.settings.token))
    end)
    """)

  private static func desk(_ place: String) throws -> TestDesk {
    let desk = try TestDesk()
    try talker.write(toDesk: desk.path)
    try "return { secrets = { talker = { token = \(place) } } }".write(
      toFile: desk.path + "/docket.lua", atomically: true, encoding: .utf8)
    #expect(try desk.run("plugin", "enable", "talker", "--yes").status == 0)
    return desk
  }

  @Test func `no command shows a secret, and the database does not have it`() throws {
    let desk = try Self.desk("{ env = 'TALKER_TOKEN' }")
    let secret = ["TALKER_TOKEN": Self.words]
    let commands = [
      ["new", "x"], ["new", "x", "--dry-run"], ["work", "--once"], ["log"], ["log", "--json"],
      ["outbox", "list"], ["outbox", "list", "--json"], ["show", "1"], ["history", "1", "--json"],
      ["plugin", "settings", "talker"], ["plugin", "settings", "talker", "--json"],
      ["plugin", "info", "talker"], ["plugin", "list", "--json"], ["plugin", "top", "--json"],
      ["config", "export"], ["export"], ["doctor"], ["history", "desk", "--json"],
    ]
    for command in commands {
      let result = try desk.process(command, environment: secret).run()
      #expect(!result.output.contains(Self.words), "\(command)")
      #expect(!result.errors.contains(Self.words), "\(command)")
    }
    let log = try desk.run("log").output
    #expect(log.contains("(secret) is it"))
    #expect(log.contains("no more of (secret)"))
    for name in ["docket.db", "docket.db-wal"] {
      guard let data = FileManager.default.contents(atPath: desk.path + "/" + name) else {
        continue
      }
      #expect(data.range(of: Data(Self.words.utf8)) == nil, "\(name)")
    }
  }

  @Test func `settings say where a secret is to be, and whether it is there`() throws {
    let desk = try Self.desk("{ env = 'TALKER_TOKEN' }")
    func settings(_ environment: [String: String]) throws -> String {
      try desk.run("plugin", "settings", "talker", environment: environment).output
    }
    #expect(try settings([:]).contains("the environment variable TALKER_TOKEN, which is not there"))
    let there = try settings(["TALKER_TOKEN": Self.words])
    #expect(there.contains("(secret)"))
    #expect(!there.contains("not there"))
  }

  @Test func `a secret that nobody gives has no value, and the table says so`() throws {
    let desk = try Self.desk("nil")
    let row = try desk.run("plugin", "settings", "talker").lines.first { $0.hasPrefix("token") }
    #expect(row?.contains("not given") == true, "\(row ?? "")")
    let settings = try desk.json("plugin", "settings", "talker") as? [[String: Any]]
    let token = try #require(settings?.first { $0["name"] as? String == "token" })
    #expect(token["value"] is NSNull && token["given"] as? Bool == false)
  }

  @Test(arguments: ["{ env = 'TALKER_TOKEN' }", "{ file = 'missing' }"])
  func `without its secret a plugin's row waits, with clear words, and the desk goes on`(
    _ place: String,
  ) throws {
    let desk = try Self.desk(place)
    #expect(try desk.run("new", "x").status == 0)
    let rows = try desk.run("outbox", "list", "--json").output
    #expect(rows.contains("the secret talker.token: it is to be in the "))
    #expect(rows.contains("waiting"))
    #expect(try desk.run("note", "1", "goes on").status == 0)
  }

  @Test func `a secret cannot be set, and what was typed is not repeated`() throws {
    let desk = try Self.desk("{ env = 'TALKER_TOKEN' }")
    let result = try desk.run("plugin", "set", "talker", "token=\(Self.words)")
    #expect(result.status == 1)
    #expect(result.errors.contains("is a secret: it is given in docket.lua"))
    #expect(!result.errors.contains(Self.words))
  }

  @Test(arguments: [
    "'plain'", "{ value = 'plain' }", "{ env = 'A', file = 'b' }", "{}", "{ env = 7 }",
  ])
  func `a place that is none is wrong in docket_lua, without being repeated`(_ place: String) throws
  {
    let desk = try TestDesk()
    let text = "return { secrets = { talker = { token = \(place) } } }"
    let before = try String(contentsOfFile: desk.path + "/docket.lua", encoding: .utf8)
    try text.write(toFile: desk.path + "/docket.lua", atomically: true, encoding: .utf8)
    let result = try desk.run("list")
    #expect(result.status == 1)
    #expect(result.errors.contains("talker.token"))
    #expect(!result.errors.contains("plain"))
    try before.write(toFile: desk.path + "/docket.lua", atomically: true, encoding: .utf8)
  }
}
