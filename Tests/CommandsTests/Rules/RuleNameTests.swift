import Foundation
import TestSupport
import Testing

/// The names in rules, in settings and in conditions are those that the desk has.
@Suite struct RuleNameTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    let enabled = try desk.run("plugin", "enable", "routing", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    return desk
  }

  @Test(arguments: [
    (["queue=nowhere"], "there is no queue `nowhere`"),
    (["set.queue=nowhere"], "there is no queue `nowhere`"),
    (["assign=nadie"], "there is no person `nadie`"),
    (["assign=anne"], "did you mean ann?"), (["team=ann,nadie"], "there is no person `nadie`"),
    (["assign=role:agnt"], "did you mean agent?"),
    (["notify.to=role:agnt"], "did you mean agent?"),
    (["types=questoin", "tags=x"], "did you mean question?"),
    (["event=reply", "stage=opn"], "did you mean open?"), (["set.severty=x"], "there is no field"),
    (["event=field.priorty", "tags=x"], "did you mean priority?"),
    (["when=fooo:x", "tags=x"], "unknown field “fooo”"),
    (["when=created:soonish", "tags=x", "--off"], "“soonish” is no time"),
    (["queue=nowhere", "--off"], "there is no queue `nowhere`"),
  ])
  func `a rule that names what the desk does not have is refused, at work or not`(
    parts: [String], words: String,
  ) throws {
    let desk = try desk()
    let result = try desk.process(["rule", "add", "bad"] + parts).run()
    #expect(result.status == 1 && result.errors.contains(words), "\(result)")
    #expect(try desk.run("rule", "show", "bad").status == 3)
    #expect(try desk.run("new", "x").status == 0)
  }

  @Test func `a setting that names what the desk does not have is refused`() throws {
    let desk = try desk()
    let result = try desk.run("plugin", "set", "routing", "load=assigne:x")
    #expect(result.status == 1 && result.errors.contains("assigne"), "\(result)")
    let rule = try desk.run("plugin", "set", "routing", "rules.round_robin.queue=nowhere")
    #expect(rule.errors.contains("there is no queue `nowhere`"), "\(rule)")
  }

  @Test func `a configuration whose rules name what the desk does not have is refused`() throws {
    let desk = try desk()
    try desk.run("queue", "add", "billing")
    #expect(try desk.run("rule", "add", "bills", "queue=billing").status == 0)
    let text = try desk.run("config", "export").output
    for (name, status) in [("billing", Int32(0)), ("nowhere", 1)] {
      // The rule alone names another queue.
      let changed = text.replacing("queue = \"billing\"", with: "queue = \"\(name)\"")
      try changed.write(toFile: desk.folder + "/config.lua", atomically: true, encoding: .utf8)
      let result = try desk.run("config", "apply", desk.folder + "/config.lua", "--yes")
      #expect(result.status == status, "\(result)")
    }
  }

  @Test func `a condition is typed in one's own language and kept in English`() throws {
    let desk = try desk()
    let added = try desk.run(
      "rule", "add", "r9", "when=created:gestern", "assign=ann", "--lang", "de")
    #expect(added.status == 0, "\(added)")
    let shown = try desk.run("rule", "show", "r9", "--json").output
    #expect(shown.contains("created:yesterday"), "\(shown)")
    try desk.run("plugin", "set", "routing", "rules.r9.when=created:heute", "--lang", "de")
    let later = try desk.run("rule", "show", "r9", "--json").output
    #expect(later.contains("created:today"), "\(later)")
  }

  @Test(arguments: [
    (["when=created:kaputt", "tags=x"], "ist keine Zeitangabe"),
    (["when=subject:x"], "die Regel bewirkt nichts"), (["queue=x"], "es gibt keine Warteschlange"),
  ])
  func `what is wrong with a rule is said in the reader's language`(
    parts: [String], words: String,
  ) throws {
    let result = try desk().process(["rule", "add", "r9"] + parts + ["--lang", "de"]).run()
    #expect(result.status == 1 && result.errors.contains(words), "\(result)")
  }
}
