import Foundation
import TestSupport
import Testing

/// For a customer a note does not exist: two desks that differ in their notes alone say the same to
/// them, whatever they ask.
@Suite struct NoteTraceTests {
  /// What only the notes have: their words, their file and what is in it, who wrote them, and when.
  private static let traces = [
    "zebraquartz", "hushfile", "hushcontent", "nora", "2001-02-03", "2002-05-06",
  ]

  /// What was said of ten tickets long ago, as an importer takes it in; some of it in notes.
  private static func past(withNotes: Bool) -> String {
    var rows: [[String: String]] = []
    func row(_ what: String, _ ticket: Int, _ at: String, _ actor: String, _ text: String) {
      guard what != "note" || withNotes else { return }
      rows.append([
        "what": what, "case": "c\(ticket)", "at": at + "T10:11:12Z", "actor": actor, "text": text,
      ])
    }
    for ticket in 1...9 { row("create", ticket, "2001-01-0\(ticket)", "carl", "Lamp \(ticket)") }
    for ticket in [1, 2, 3] {
      row("note", ticket, "2001-02-03", "nora", "zebraquartz, the lamp lies")
      row("reply", ticket, "2001-03-04", "ann", "Is the plug of the lamp in?")
      row("note", ticket, "2002-05-06", "nora", "more zebraquartz")
    }
    row("note", 8, "2002-05-06", "nora", "only zebraquartz")
    let lines = rows.map { row in
      let members = row.sorted { $0.key < $1.key }.map { "\"\($0)\":\"\($1)\"" }
      return "{\(members.joined(separator: ","))}\n"
    }
    return lines.joined()
  }

  private static let importer = """
    docket.importer{
      name = "past",
      format = "ndjson",
      each = function(row, import)
        local entry = { key = row.case, at = row.at, actor = row.actor }
        if row.what == "create" then
          entry.subject, entry.requester = row.text, "carl"
          import:create(entry)
        else
          entry.text = row.text
          import[row.what](import, entry)
        end
      end,
    }
    """

  /// Gives customers all that a role on their side can have, but for other people's names.
  private static let powers = """
    docket.role{ name = "customer", side = "customer", grants = {
      "ticket.view", "history.view", "ticket.create", "ticket.update", "ticket.reply",
      "ticket.close", "ticket.reopen", "ticket.postpone", "ticket.discard", "ticket.restore",
      "ticket.forward", "ticket.attach", "ticket.undo", "ticket.redact", "ticket.purge", "bulk",
      "export", "report", "view.share",
    } }
    """

  private func desk(withNotes: Bool) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "powers", Self.powers)
    let files = [
      "past.lua": Self.importer, "past.ndjson": Self.past(withNotes: withNotes),
      "empty.ndjson": "", "photo.txt": "a lamp", "mine.txt": "mine",
      "hushfile.txt": "hushcontent",
      "notes.lua": "docket.script{ summary = 'x', permissions = { 'note.view' } }\n",
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(desk.folder)/\(name)"))
    }
    var setting = [
      ["plugin", "enable", "powers", "reports", "--yes"],
      ["person", "add", "nora", "--role", "agent"],
      ["import", "past.ndjson", "--with", "past.lua"], ["attach", "1", "photo.txt"],
      ["role", "grant", "customer", "close-reasons.merge"],
    ]
    if withNotes {
      setting += [
        ["--as", "nora", "note", "1", "zebraquartz here", "--attach", "hushfile.txt"],
        ["--as", "nora", "note", "9", "zebraquartz"],
      ]
    }
    setting += [["--as", "ann", "reply", "1", "And now?"]]
    for arguments in setting {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    return desk
  }

  /// What differs between any two desks: the time of today, lengths of time, the desk's own number, and
  /// numbers of requests, which are counted whoever asks.
  private static let apart = [
    "20[2-9][0-9]-[0-9]{2}-[0-9]{2}([T ][0-9:.]+Z?)?": "TODAY",
    "\\b1[78][0-9]{8}(\\.[0-9]+)?": "TODAY",
    "\\b[0-9]+[smhd]([0-9]+[smh])?\\b": "LONG", "\\br[0-9]+\\b": "REQUEST",
    "\"id\":\"[0-9a-f]{16}\"": "DESK",
    "[0-9]+ (s|min|h) ago": "AGO",
  ]

  /// What carl is told on both desks, without what differs between any two.
  private func answers(_ words: [String], on desks: [TestDesk]) throws -> [String] {
    let running = try desks.map { try $0.process(words, as: "carl").start() }
    return try zip(running, desks).map { process, desk in
      let result = try process.end()
      let all = "\(result.status)\n\(result.output)\n\(result.errors)"
        .replacing(desk.folder, with: "FOLDER")
      return Self.apart.reduce(all) { text, one in
        text.replacingOccurrences(of: one.key, with: one.value, options: .regularExpression)
      }
    }
  }

  @Test func `a customer finds no trace of a note in anything that is said`() throws {
    let (noted, bare) = (try desk(withNotes: true), try desk(withNotes: false))
    for (command, ways) in NoteTraceCommands.all.sorted(by: { $0.key < $1.key }) {
      #expect(!ways.isEmpty, "\(command)")
      for way in ways {
        for form in Self.isRead(way) ? [[], ["--json"]] : [[]] {
          let answers = try answers(way + form, on: [noted, bare])
          #expect(answers[0] == answers[1], "\(way + form)")
          let typed = way.joined(separator: " ")
          for trace in Self.traces where !typed.contains(trace) {
            #expect(!answers[0].contains(trace), "\(trace) in \(way + form): \(answers[0])")
          }
        }
      }
    }
    // The notes are there all the same.
    let seen = try noted.run("history", "1", as: "ann").output
    for trace in Self.traces where trace != "hushcontent" {
      #expect(seen.contains(trace), "\(seen)")
    }
  }

  /// What is read is asked for in both forms.
  private static func isRead(_ way: [String]) -> Bool {
    let commands: Set = ["show", "list", "history", "explain", "report", "dashboard", "do", "why"]
    return commands.contains(way[0]) && !way.contains("--format") && !way.contains("--html")
      || way == ["inbox", "--all"]
  }

  @Test func `each command is asked`() throws {
    let help = try TestDesk.unchanged().run("--experimental-dump-help").output
    let tree = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
    var found: Set<String> = ["---complete"]
    func visit(_ command: [String: Any], _ path: [String]) {
      let inner = command["subcommands"] as? [[String: Any]] ?? []
      // A group without a command of its own is not asked for anything.
      if inner.isEmpty || command["defaultSubcommand"] != nil {
        found.insert(path.joined(separator: " "))
      }
      for one in inner { visit(one, path + [one["commandName"] as? String ?? ""]) }
    }
    visit(try #require(tree?["command"] as? [String: Any]), [])
    found.subtract(["", "subscribe"])
    #expect(found == Set(NoteTraceCommands.all.keys))
  }
}
