import Testing

/// What plugins say of their health, where people look after the desk.
@Suite struct HealthCommandTests {
  private static func desk(_ answer: String) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "pulse", "docket.health(function() \(answer) end) docket.export('beat', print)")
    #expect(try desk.run("plugin", "enable", "pulse", "--yes").status == 0)
    return desk
  }

  @Test func `a plugin that is well is listed so`() throws {
    let desk = try Self.desk("return { ok = true, text = 'all sent' }")
    let list = try desk.run("plugin", "list")
    #expect(list.output.contains("health") && list.output.contains("well"))
    #expect(!list.errors.contains("pulse"))
    #expect(try desk.run("plugin", "info", "pulse").output.contains("well: all sent"))
    #expect(try desk.run("doctor").status == 0)
  }

  @Test func `what is not well is said by the list, the page and the doctor`() throws {
    let desk = try Self.desk("return { ok = false, text = 'no server\\27[31m' }")
    let list = try desk.run("plugin", "list")
    #expect(list.output.contains("not well"))
    #expect(list.errors.contains("pulse is not well: no server"))
    #expect(!(list.errors + list.output).contains("\u{1B}"))
    #expect(try desk.run("plugin", "info", "pulse").output.contains("not well: no server"))
    let doctor = try desk.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("plugin pulse: it says that it is not well: no server"))
  }

  @Test func `a fault of it is told as one`() throws {
    let desk = try Self.desk("error('broken')")
    let list = try desk.run("plugin", "list")
    #expect(list.status == 0 && list.output.contains("failed"))
    #expect(list.errors.contains("pulse: docket.health failed:"))
    #expect(list.errors.contains("broken"))
    #expect(try desk.run("doctor").output.contains("its docket.health failed"))
    #expect(try desk.run("log", "--plugin", "pulse").output.contains("broken"))
  }

  @Test func `programs are told the same, and null where a plugin says nothing`() throws {
    let desk = try Self.desk("return { ok = false, text = 'no server' }")
    let list = try #require(try desk.json("plugin", "list") as? [[String: Any]])
    let pulse = try #require(list.first { $0["name"] as? String == "pulse" })
    let health = try #require(pulse["health"] as? [String: Any])
    #expect(health["ok"] as? Bool == false && health["text"] as? String == "no server")
    #expect(health["fault"] as? Bool == false)
    #expect(list.filter { $0["health"] is [String: Any] }.count == 1)
    let info = try #require(try desk.json("plugin", "info", "pulse") as? [String: Any])
    #expect((info["health"] as? [String: Any])?["text"] as? String == "no server")
    let brings = try #require(info["brings"] as? [String: [String]])
    #expect(brings["exports"] == ["beat"])
  }

  @Test func `without one there is no column`() throws {
    let desk = try TestDesk.unchanged()
    #expect(try !desk.run("plugin", "list").output.contains("health"))
  }
}
