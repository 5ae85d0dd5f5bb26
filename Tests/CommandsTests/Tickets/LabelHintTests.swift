import Foundation
import Testing

/// What is called by its label where its name is wanted.
@Suite struct LabelHintTests {
  private static let said: [([String], String)] = [
    (["update", "1", "priority=hoog"], "high"),
    (["update", "1", "prioriteit=high"], "priority"),
    (["update", "1", "Prioriteit=high"], "priority"),
    (["update", "1", "приоритет=high"], "priority"),
    (["update", "1", "Приоритет=high"], "priority"),
    (["update", "1", "Priorität=high"], "priority"),
    (["update", "1", "Subject=x"], "subject"),
    (["update", "is:open", "Метки+=late", "--yes"], "tags"),
    (["update", "1", "stage=Beantwortet"], "answered"),
    (["update", "1", "type=Вопрос"], "question"),
    (["update", "1", "escalation=Zweite Stufe"], "second"),
    (["update", "is:open", "priority=dringend", "--yes"], "urgent"),
    (["new", "x", "--priority", "Высокий"], "high"),
    (["new", "x", "--field", "eskalation=second"], "escalation"),
    (["new", "x", "--field", "Eskalation=second"], "escalation"),
    (["new", "x", "--type", "Vraag"], "question"),
    (["close", "1", "--reason", "Abgelehnt"], "declined"),
    (["discard", "1", "--to", "Gelöscht"], "deleted"),
    (["do", "1", "Eskalieren"], "escalate"),
    (["do", "1", "merge", "met=1"], "into"), (["do", "1", "merge", "Met=1"], "into"),
    (["person", "add", "eve", "--role", "Bearbeiter"], "agent"),
    (["role", "show", "Leitung"], "manager"),
    (["list", "--columns", "id,Betreff"], "subject"),
    (["list", "Приоритет:high"], "priority"),
  ]

  @Test func `a label in any language is answered with its name, whatever is set`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.run("new", "Lamp", "--requester", "carl")
    for (command, name) in Self.said {
      let result = try desk.process(command).run()
      #expect(result.status != 0, "\(command)")
      let hints = ["did you mean \(name)?", "did you mean “\(name)”?", "did you mean `\(name)`?"]
      #expect(hints.contains { result.errors.contains($0) }, "\(command): \(result.errors)")
    }
    #expect(try desk.run("list").lines.count == 2)
  }

  @Test func `a name that is near goes before a label that is near`() throws {
    let desk = try TestDesk.unchanged()
    let near = try desk.run("update", "1", "priority=hihg")
    #expect(near.errors.contains("did you mean high?"), "\(near)")
    let label = try desk.run("update", "1", "priority=Hohc")
    #expect(label.errors.contains("did you mean high?"), "\(label)")
  }

  @Test func `the label of a field that is hidden is answered with nothing`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "vault",
      files: ["locales/de.lua": "return { [\"field.code\"] = \"Geheimzahl\" }"],
      "docket.field{ name = \"code\", type = \"text\", view = \"vault.view\" }")
    try #require(desk.run("plugin", "enable", "vault", "--yes").status == 0)
    try desk.run("new", "Lamp", "--requester", "carl")
    let admins = try desk.run("update", "1", "geheimzahl=1")
    #expect(admins.errors.contains("did you mean code?"), "\(admins)")
    let anns = try desk.run("update", "1", "geheimzahl=1", as: "ann")
    #expect(anns.status != 0 && !anns.errors.contains("code"), "\(anns)")
  }
}
