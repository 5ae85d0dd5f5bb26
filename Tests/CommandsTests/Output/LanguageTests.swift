import Foundation
import Testing

@Suite struct LanguageTests {
  /// A desk where dora reads Dutch.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("person", "set", "ann", "--language", "nl")
    try desk.run("new", "x", "--requester", "carl", "--priority", "high", as: "ann")
    try desk.run("reply", "1", "answer", as: "ann")
    return desk
  }

  @Test func `a person's own language is that of labels, in show, list and history`() throws {
    let desk = try desk()
    let show = try desk.run("show", "1", as: "ann").output
    for words in ["Fase", "Beantwoord", "Prioriteit  Hoog", "Soort", "Vraag", "Aanvrager"] {
      #expect(show.contains(words), "\(words)\n\(show)")
    }
    let list = try desk.run("list", "--columns", "id,stage,priority", as: "ann").lines
    #expect(list[0].contains("Fase") && list[1].contains("Beantwoord"))
    #expect(try desk.run("history", "1", as: "ann").output.contains("Fase: Nieuw → Beantwoord"))
    #expect(try desk.run("show", "1", as: "bob").output.contains(" answered"))
  }

  @Test func `--lang goes before the person's language`() throws {
    let desk = try desk()
    #expect(
      try desk.run("show", "1", "--lang", "de", as: "ann").output.contains("Zuständig") == false)
    #expect(try desk.run("show", "1", "--lang", "de", as: "ann").output.contains("Priorität"))
    #expect(try desk.run("--lang=en", "show", "1", as: "ann").output.contains("Answered"))
  }

  @Test(arguments: ["de", "es", "nl", "ru"])
  func `what a plugin refuses is told in the language that was asked for`(code: String) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    func refusals(_ more: String...) throws -> [String] {
      try [["close", "1"], ["close", "1", "--dry-run"], ["repl", "--write", "-e", "close(1)"]].map {
        let result = try desk.process($0 + more).run()
        #expect(result.status != 0, "\($0): \(result)")
        return result.errors
      }
    }
    // Somebody who reads Dutch asks for another language; then it is their own.
    try desk.run("person", "set", "admin", "--language", code == "nl" ? "de" : "nl")
    let asked = try refusals("--lang", code)
    try desk.run("person", "set", "admin", "--language", code)
    #expect(try refusals() == asked)
  }

  @Test(arguments: [["doctor", "--quick"], ["version"], ["upgrade"], ["show", "nonsense"]])
  func `what needs no open desk is said in the person's language, else the desk's`(
    arguments: [String],
  ) throws {
    let desk = try TestDesk()
    func screen(_ more: String..., environment: [String: String] = [:]) throws -> String {
      let result = try desk.process(arguments + more, environment: environment).run()
      // Entries are counted, and each change of a setting is one.
      return (result.output + result.errors).filter { !$0.isNumber }
    }
    let (german, dutch) = (try screen("--lang", "de"), try screen("--lang", "nl"))
    try desk.run("setting", "set", "language", "de")
    #expect(try screen(environment: ["LANG": "ru_RU.UTF-8"]) == german)
    try desk.run("person", "set", "admin", "--language", "nl")
    #expect(try screen(environment: ["LANG": "ru_RU.UTF-8"]) == dutch)
    #expect(german != dutch)
  }

  @Test func `who makes a desk in a language is answered in it`() throws {
    let (one, other) = (try TestDesk(), try TestDesk())
    let german = try one.run("init", "new", "--bare", "--lang", "de")
    let chosen = try other.run("init", "new", "--bare", "--language", "de")
    #expect(german.status == 0 && chosen.status == 0, "\(chosen.errors)")
    #expect(chosen.output == german.output && !chosen.output.contains("made a desk"))
  }

  @Test func `a plugin says in the reader's language what it does`() throws {
    let desk = try TestDesk.unchanged()
    for arguments in [["plugin", "list"], ["plugin", "info", "support"]] {
      let russian = try desk.process(arguments + ["--lang", "ru"]).run().output
      #expect(russian.contains("Вопросы клиентов"), "\(russian)")
    }
    let list = try desk.json("plugin", "list") as? [[String: Any]]
    let support = try #require(list?.first { $0["name"] as? String == "support" })
    #expect((support["summary"] as? String)?.hasPrefix("Questions from customers") == true)
  }

  @Test func `histories tell in the reader's language what was done, by whom and how`() throws {
    let desk = try desk()
    try desk.run("note", "1", "words", as: "ann")
    let own = try desk.run("history", "1", "--lang", "ru").output
    for words in ["создание", "ответ", "заметка", "внутреннее"] {
      #expect(own.contains(words), "\(words): \(own)")
    }
    for word in [" reply", " create", " note"] { #expect(!own.contains(word)) }
    #expect(try desk.run("history", "1").output.contains(" reply"))
  }

  @Test func `rows that do not go in are told in the reader's language`() throws {
    let desk = try TestDesk()
    let file = desk.folder + "/rows.csv"
    try Data("title,place\nFirst,nowhere\n".utf8).write(to: URL(fileURLWithPath: file))
    let line = ["import", "rows.csv", "--map", "subject=title,queue=place", "--dry-run"]
    let german = try desk.process(line + ["--lang", "de"]).run().errors
    #expect(german.contains("Warteschlange"), "\(german)")
    #expect(!german.contains("there is no"))
  }

  @Test(arguments: [
    ([], "line 3, column 2 (row 2): text after"),
    (["--lang", "de"], "Zeile 3, Spalte 2 (Datensatz 2): Text hinter"),
    (["--lang", "ru"], "строка 3, столбец 2 (по счёту 2): текст после"),
  ])
  func `where a row cannot be read is told once, with the column`(
    _ language: [String], _ words: String,
  ) throws {
    let desk = try TestDesk()
    let file = desk.folder + "/rows.csv"
    let table = "number,title\n1,Lamp\n2,\"Chair\"x\n3,Table\n"
    try Data(table.utf8).write(to: URL(fileURLWithPath: file))
    let line = ["import", "rows.csv", "--map", "key=number,subject=title", "--dry-run"]
    let told = try desk.process(line + language).run().errors
    #expect(told.split(separator: "\n").first?.hasPrefix(words) == true, "\(told)")
  }

  @Test func `a language without words shows English labels, and names where there are none`()
    throws
  {
    let desk = try desk()
    let set = try desk.run("person", "set", "bob", "--language", "fi")
    #expect(set.status == 0 && set.errors.contains("nobody has words in the language `fi`"))
    let show = try desk.run("show", "1", as: "bob").output
    #expect(show.contains("Stage") && show.contains("Answered"))
  }

  @Test func `a language that nobody has words in is refused, with those that there are`() throws {
    let result = try TestDesk.unchanged().run("list", "--lang", "fi")
    #expect(result.status == 2)
    #expect(result.errors.contains("the language `fi`"), "\(result.errors)")
    #expect(result.errors.contains("there is de, en, es, nl, ru"), "\(result.errors)")
    #expect(try TestDesk.unchanged().run("list", "--lang", "nk").errors.contains("did you mean"))
  }

  @Test func `what programs read stays with the names`() throws {
    let desk = try desk()
    #expect(
      try desk.run("show", "1", "--json", as: "ann").output.contains("\"stage\":\"answered\""))
    let csv = try desk.run("list", "--format", "csv", "--columns", "id,stage,priority", as: "ann")
    #expect(csv.output == "id,stage,priority\n1,answered,high\n")
  }

  @Test func `a refusal tells the field by its label and as it is typed`() throws {
    let desk = try desk()
    let refusal = try desk.run("close", "1", "--lang", "nl").errors
    #expect(refusal.contains("Reden van sluiting (close_reason)"), "\(refusal)")
    #expect(try desk.run("close", "1").errors.contains("  close_reason  "))
  }

  @Test func `the label of a hidden field tells nobody of it`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "hidden",
      files: ["locales/nl.lua": "return { [\"field.margin\"] = \"Winst\" }"],
      "docket.field{ name = \"margin\", type = \"integer\", view = \"margin.view\" }")
    #expect(try desk.run("plugin", "enable", "hidden", "--yes").status == 0)
    try desk.run("new", "x", "--requester", "carl")
    let own = try desk.run("update", "1", "margin=x", "--lang", "nl")
    #expect(own.errors.contains("Winst"), "\(own.errors)")
    let others = try desk.run("update", "1", "margin=x", "--lang", "nl", as: "carl")
    #expect(!(others.errors + others.output).contains("Winst"))
  }

  @Test func `the desk's language is for those who have none of their own`() throws {
    let desk = try desk()
    let file = URL(fileURLWithPath: desk.path + "/docket.lua")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "\"en\"", with: "\"es\"").utf8).write(to: file)
    #expect(try desk.run("show", "1", as: "bob").output.contains("Prioridad"))
    #expect(try desk.run("show", "1", as: "ann").output.contains("Prioriteit"))
  }

  @Test(arguments: [("nl_NL.UTF-8", "nl"), ("C.UTF-8", "en"), ("de", "de"), ("x\"y", "en")])
  func `a new desk speaks the language of whoever makes it`(locale: String, code: String) throws {
    let desk = try TestDesk()
    try desk.run("init", "other", environment: ["LC_ALL": locale])
    let text = try String(contentsOfFile: desk.folder + "/other/docket.lua", encoding: .utf8)
    #expect(text.contains("language = \"\(code)\""))
  }

  @Test(arguments: ["xx!", "", "english", "n"])
  func `what is no language is refused`(language: String) throws {
    let result = try TestDesk.unchanged().run("list", "--lang", language)
    #expect(result.status == 2)
    #expect(result.errors.contains("is no language"))
  }

  @Test func `a desk's language that nobody has words in is refused, with what there is`() throws {
    let desk = try TestDesk()
    let set = try desk.run("setting", "set", "language", "fi")
    #expect(set.status == 1 && set.errors.contains("nobody has words in the language `fi`"))
    #expect(set.errors.contains("there is de, en, es, nl, ru"), "\(set.errors)")
    let near = try desk.run("setting", "set", "language", "nk")
    #expect(near.status == 1 && near.errors.contains("did you mean nl?"), "\(near.errors)")
    #expect(try desk.run("setting", "list").output.contains("fi") == false)
    #expect(try desk.run("setting", "set", "language", "nl").errors.isEmpty)
  }

  @Test func `files have a label as other fields have`() throws {
    let desk = try desk()
    try Data("x".utf8).write(to: URL(fileURLWithPath: desk.folder + "/a.txt"))
    let attach = try desk.run("attach", "1", desk.folder + "/a.txt", as: "ann")
    #expect(attach.output == "Bijlagen: – → a.txt\n")
  }
}
