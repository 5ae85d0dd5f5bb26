import Foundation
import Testing

/// What actions of plugins and rights are called in traces, questions and verdicts.
@Suite struct ActionLabelTests {
  @Test func `a dry run calls an action as the history does`() throws {
    let desk = try desk()
    let trace = try desk.run("do", "1", "lift", "--dry-run", "--lang", "es").output
    #expect(trace.contains("Elevar, ") && !trace.contains(" lift, "), "\(trace)")
    #expect(try desk.run("do", "1", "lift", "--dry-run").output.contains("lift, public"))
  }

  @Test(arguments: [("es", "consulta"), ("ru", "просмотр"), ("nl", "bekijken"), ("de", "Ansehen")])
  func `a verdict about seeing a ticket is in the reader's words`(
    language: String, word: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    let verdict = try desk.run("why", "carl", "ticket.view", "1", "--lang", language).lines.first
    #expect(verdict?.contains(word) == true, "\(verdict ?? "")")
  }

  @Test(arguments: [
    ("nl", "Nr", "Fase sinds"), ("de", "Nr", "Phase seit"), ("ru", "№", "На этапе с"),
  ])
  func `a list's columns of the kernel have heads in the reader's words`(
    language: String, number: String, since: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let head = try desk.run(
      "list", "--columns", "id,stage_since,category", "--lang", language
    ).lines.first
    #expect(head?.hasPrefix(number) == true && head?.contains(since) == true, "\(head ?? "")")
    #expect(head?.contains("category") == false)
  }

  @Test(arguments: [("month", "Creado (mes)"), ("week", "Creado (semana)")])
  func `a count by periods is headed with the field and the period`(
    period: String, head: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let key = "created.\(period)"
    #expect(try desk.run("list", "--group", key, "--lang", "es").output.hasPrefix(head))
    #expect(try desk.run("list", "--group", key).output.hasPrefix(key))
    let document = try desk.json("list", "--group", key, "--lang", "es") as? [[String: Any]]
    #expect(document?.first?["field"] as? String == key)
  }

  /// A desk with a ticket and an action that has a label.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "lifts", permissions: "\"ticket.update\"",
      files: [
        "locales/en.lua": #"return { ["action.lift"] = "Lift" }"#,
        "locales/es.lua": #"return { ["action.lift"] = "Elevar" }"#,
      ],
      """
      docket.action{ name = "lift", propose = function(change)
        change:set("priority", "high")
      end }
      """)
    let enabled = try desk.run("plugin", "enable", "lifts", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    try desk.run("new", "x")
    return desk
  }
}
