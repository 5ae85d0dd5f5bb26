import Foundation
import Testing

/// What is typed in another language than English, and how dates and numbers are shown in it.
@Suite struct TypedLanguageTests {
  /// A desk whose tickets have a number, an answer, a length of time and a day.
  private static func measured() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "measures",
      """
      docket.field{ name = "ratio", type = "number" }
      docket.field{ name = "urgent_call", type = "boolean" }
      docket.field{ name = "effort", type = "duration" }
      docket.field{ name = "visit", type = "date" }
      """)
    try desk.run("plugin", "enable", "measures", "--yes")
    try desk.run("new", "x")
    try desk.run("new", "y")
    return desk
  }

  @Test(arguments: [
    ("de", "31.12.2026 um 9"), ("nl", "31-12-2026 9:00"), ("es", "31 de diciembre de 2026 a las 9"),
    ("ru", "31 декабря 2026 года в 9"), ("en", "31 december 2026 at 9"),
  ])
  func `a date is typed in the language of --lang, and shown as it is written there`(
    language: String, typed: String,
  ) throws {
    let desk = try TestDesk()
    let new = try desk.run("new", "x", "--due", typed, "--lang", language)
    #expect(new.status == 0, "\(new.errors)")
    #expect(try desk.run("show", "1", "--json").output.contains("2026-12-31T09:00:00.000Z"))
    let shown = [
      "de": "31.12.2026 09:00", "nl": "31-12-2026 09:00", "es": "31/12/2026 09:00",
      "ru": "31.12.2026 09:00", "en": "2026-12-31 09:00",
    ]
    let page = try desk.run("show", "1", "--lang", language).output
    #expect(page.contains(shown[language] ?? "?"), "\(page)")
    let rows = try desk.run("list", "--lang", language, "--format", "csv", "--columns", "due")
    #expect(rows.output.contains("2026-12-31T09:00:00.000Z"), "\(rows.output)")
  }

  @Test func `words of dates go by --lang before the person's language, also of many tickets`()
    throws
  {
    let desk = try Self.measured()
    try desk.run("person", "set", "ann", "--language", "nl")
    #expect(try desk.run("update", "1", "due=overmorgen", as: "ann").status == 0)
    let other = try desk.run("update", "1", "due=послезавтра", as: "ann")
    #expect(other.status == 1 && other.errors.contains("morgen"), "\(other.errors)")
    let asked = try desk.run("update", "1", "due=послезавтра", "--lang", "ru", as: "ann")
    #expect(asked.status == 0, "\(asked.errors)")
    let bulk = try desk.run(
      "update", "1", "2", "due=завтра в 9", "--yes", "--lang", "ru")
    #expect(bulk.status == 0, "\(bulk.errors)")
    let found = try desk.run("list", "due:завтра", "--lang", "ru", "--format", "csv", as: "ann")
    #expect(found.lines.count == 3, "\(found.output)")
  }

  @Test func `what is taken back of several tickets is refused in the language that is asked for`()
    throws
  {
    let desk = try TestDesk()
    for subject in ["x", "y"] { try desk.run("new", subject, "--priority", "low") }
    let done = try desk.run("update", "1", "2", "priority=high", "--yes").output
    let request = try #require(done.firstMatch(of: /r[0-9]+/)).output
    try desk.write(
      plugin: "lock",
      files: [
        "locales/en.lua": #"return { ["refusal.locked"] = "locked" }"#,
        "locales/de.lua": #"return { ["refusal.locked"] = "gesperrt" }"#,
      ],
      """
      docket.validate("field.priority", function(change)
        if change.after.priority == "low" then
          change:refuse("priority", docket.tr("refusal.locked"))
        end
      end)
      """)
    try #require(desk.run("plugin", "enable", "lock", "--yes").status == 0)
    let undone = try desk.run("undo", String(request), "--yes", "--lang", "de")
    let words = undone.output + undone.errors
    #expect(words.contains("gesperrt") && !words.contains("locked"), "\(words)")
  }

  @Test func `fields take numbers, answers, days and lengths of time as a language writes them`()
    throws
  {
    let desk = try Self.measured()
    let set = try desk.run(
      "update", "1", "ratio=1.234,5", "urgent_call=ja", "effort=2 Stunden 30 Minuten",
      "visit=31.12.2026", "--lang", "de")
    #expect(set.status == 0, "\(set.errors)")
    let json = try desk.run("show", "1", "--json").output
    #expect(json.contains("1234.5") && json.contains("2026-12-31"), "\(json)")
    let page = try desk.run("show", "1", "--lang", "de").output
    #expect(page.contains("1234,5") && page.contains("31.12.2026"), "\(page)")
    #expect(page.contains(" ja") && page.contains("2 Std 30 Min"), "\(page)")
    let plain = try desk.run("list", "--format", "csv", "--columns", "ratio,visit").output
    #expect(plain.contains("1234.5,2026-12-31"), "\(plain)")
  }

  @Test(arguments: [
    ("ratio=1.234", "de", "1234"), ("ratio=1.234", "de", "1,234"), ("ratio=1,5", "en", "1.5"),
    ("ratio=viel", "de", "viel"), ("visit=31.02.2026", "de", "28"),
    ("visit=5/6/2026", "en", "2026-06-05"),
    ("urgent_call=oui", "es", "sí"), ("effort=lang", "de", "90m"),
  ])
  func `what a field does not take is told with what it would`(
    assignment: String, language: String, told: String,
  ) throws {
    let result = try Self.measured().run("update", "1", assignment, "--lang", language)
    #expect(result.status == 1 && result.errors.contains(told), "\(result.errors)")
  }

  @Test func `who writes in a language and has none is offered it on a terminal`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let german = "Der Drucker ist kaputt und ich kann nicht drucken"
    let offered = try desk.runOnTerminal("note", "1", german, columns: 100).output
    #expect(offered.contains("--language de") && offered.contains("auf Deutsch"), "\(offered)")
    let agents = try desk.runOnTerminal("note", "1", german, as: "ann", columns: 100).output
    #expect(agents.contains("--lang de"), "\(agents)")
    for piped in [try desk.run("note", "1", german), try desk.run("note", "1", german, as: "ann")] {
      #expect(!piped.errors.contains("Deutsch"), "\(piped.errors)")
    }
    let english = try desk.runOnTerminal("note", "1", "It is not the printer, that is all").output
    #expect(!english.contains("--language"), "\(english)")
    try desk.run("person", "set", "ann", "--language", "en")
    let settled = try desk.runOnTerminal("note", "1", german, as: "ann").output
    #expect(!settled.contains("--lang"), "\(settled)")
  }
}
