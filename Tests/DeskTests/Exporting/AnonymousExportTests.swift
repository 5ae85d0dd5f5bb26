import Crypto
import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// Exports whose words are nobody's.
@Suite struct AnonymousExportTests {
  /// Stands in every word that people wrote on the desk of `marked`.
  private static let marker = "Zyxqvon"

  /// What is exported anonymously, line by line.
  static func lines(
    of desk: TemporaryDesk, _ query: String? = nil, seed: String? = "s", as name: String = "admin",
  ) throws -> [String] {
    var bytes: [UInt8] = []
    _ = try desk.desk.session(as: try desk.person(name)) { session in
      try session.export(
        try query.map { try session.query($0) }, anonymously: ExportAnonymity(seed: seed)
      ) { bytes += $0 }
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let crm = TestPlugin(
    "crm", permissions: "'ticket.view', 'ticket.update', 'note.add'",
    """
    docket.field{ name = "account", type = "text" }
    docket.field{ name = "story", type = "long_text" }
    docket.field{ name = "number", type = "integer" }
    docket.field{ name = "score", type = "integer", between = { 1, 9999 } }
    docket.field{ name = "kind", type = "choice", choices = { "gold", "iron" } }
    docket.field{ name = "labels", type = "tag", many = true }
    docket.field{ name = "invoice", type = "text", pattern = "INV%-%d+%-%u%l+" }
    docket.field{ name = "company", type = "text", on = "person" }
    docket.action{ name = "call", params = { with = { type = "text" } },
      data = { heard = { type = "text" } },
      propose = function(change) return { heard = change.params.with } end }
    docket.before("ticket.create", function(change)
      docket.state.set("seen", change.after.subject)
      change:add_note(change.after.subject .. " \(marker)note")
    end, { name = "seen" })
    """)

  @Test func `where people live is left out with their zone, and their language stays`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.desk.administer(as: .desk) { desk in
      var draft = PersonDraft(roles: ["customer"])
      (draft.language, draft.zone) = ("de", "Europe/Vaduz")
      _ = try desk.addPerson("vera", draft)
    }
    _ = try desk.question(["subject": .text("lamp"), "requester": .text("vera")])
    let lines = try Self.lines(of: desk)
    #expect(!lines.joined().contains("Vaduz"))
    #expect(lines.contains { $0.contains("\"language\":\"de\"") && $0.contains("\"zone\":\"\"") })
  }

  /// A desk on which everything that people can write has the marker in it.
  private static func marked() throws -> TemporaryDesk {
    let (desk, word) = (try TemporaryDesk(staffed: ExportTests.plugins), marker)
    try desk.enable(crm)
    try desk.desk.administer(as: .desk) { desk in
      var draft = PersonDraft(email: "\(word).doe@\(word).com", roles: ["customer"])
      draft.fields = [PersonFieldChange("company", .value(.text("\(word) Ltd")))]
      _ = try desk.addPerson("\(word).doe", draft)
      try desk.addQueue("billing")
    }
    let id = try desk.question([
      "subject": .text("\(word) lamp"), "body": .text("Call \(word)@\(word).org, 555-471147, #1"),
      "tags": .texts(["\(word)-late"]), "requester": .text("\(word).doe"),
      "queue": .text("billing"), "account": .text("\(word)"), "story": .text("é \(word)\n\(word)"),
      "number": .integer(8_471_147), "score": .integer(4711), "kind": .text("gold"),
      "labels": .texts(["\(word)"]),
      "invoice": .text("INV-471147-\(word)"),
    ])
    try desk.act("ann", "note", id, text: "internal \(word)").receipt()
    try desk.act("ann", "reply", id, text: "Dear \(word), see #1 and #8471147").receipt()
    try desk.attach("\(word).pdf", "the \(word) file", to: id).receipt()
    try desk.act("ann", "detach", id, params: ["name": .text("\(word).pdf")]).receipt()
    try desk.act("admin", "call", id, params: ["with": .text("\(word)")]).receipt()
    try desk.act(
      "mia", "close", id,
      ["close_reason": .text("solved"), "root_causes": .texts(["\(word) bulb"])],
      text: "\(word) was it"
    ).receipt()
    return desk
  }

  @Test func `nothing that people wrote is in it, as it is or encoded`() throws {
    let desk = try Self.marked()
    let plain = try ExportTests.lines(of: desk).joined(separator: "\n")
    #expect(plain.contains(Self.marker) && plain.contains("8471147"))
    let file = try Self.lines(of: desk).joined(separator: "\n")
    let decoded = try Self.lines(of: desk).compactMap { line in
      try JSON(parsing: line)["content"]?["bytes"]?.string.flatMap(Base64.decode)
    }.map { String(decoding: $0, as: UTF8.self) }
    #expect(!decoded.isEmpty)
    let folded = (file + decoded.joined()).lowercased()
    let word = Self.marker.lowercased()
    let escaped = word.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
    let bytes = Array(Self.marker.utf8)
    // The ends of what is encoded hang on what stands around it.
    let base64 = [0, 1, 2].map { shift in
      String(Base64.encode([UInt8](repeating: 0x20, count: shift) + bytes).dropFirst(4).dropLast(4))
    }
    for trace in [word, escaped, bytes.hex, "471147", "555-"] {
      #expect(!folded.contains(trace), "\(trace)")
    }
    for trace in base64 where trace.count > 3 { #expect(!file.contains(trace), "\(trace)") }
    for name in ["\"carl\"", "\"mia\"", "lamp", "Dear"] {
      #expect(!file.contains(name), "\(name)")
    }
  }

  @Test func `declared names, bounded numbers, times and numbers of tickets stay`() throws {
    let desk = try Self.marked()
    let file = try Self.lines(of: desk).joined(separator: "\n")
    for word in ["billing", "gold", "4711", "solved", "customer", "crm@1.0.0:seen", "#1", "INV-"] {
      #expect(file.contains(word), "\(word)")
    }
    let times = { (lines: [String]) in try lines.map { try JSON(parsing: $0)["entry"]?["at"] } }
    #expect(
      try times(Self.lines(of: desk, "is:closed"))
        == times(ExportTests.lines(of: desk, "is:closed")))
  }

  @Test func `it goes into another desk, with the same structure`() throws {
    let old = try Self.marked()
    let new = try TemporaryDesk(plugins: ExportTests.plugins)
    try new.enable(Self.crm)
    try new.desk.administer(as: .desk) { try $0.addQueue("billing") }
    new.time.advance(milliseconds: 1_000)
    let report = try ExportTests.take(Self.lines(of: old), into: new)
    #expect(report.bad == [] && report.notes == [])
    let (before, after) = (try old.entries(1), try new.entries(1))
    #expect(before.map(\.action) == after.map(\.action))
    #expect(before.map(\.at) == after.map(\.at))
    #expect(before.map(\.text.count) == after.map(\.text.count))
    #expect(before.map { $0.edits.map(\.field) } == after.map { $0.edits.map(\.field) })
    #expect(try old.ticket(1)?.stage == new.ticket(1)?.stage)
    #expect(try new.auditProblems() == [])
    #expect(try new.ticket(1)?.fields["number"] != .integer(8_471_147))
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  func `shapes, links and people are the same whatever happened`(seed: UInt64) throws {
    let old = try ExportTests.worked(seed: seed, steps: 120)
    let new = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(Self.lines(of: old), into: new).bad == [])
    for id in 1...20 as ClosedRange<Int64> {
      let (before, after) = (try old.ticket(id), try new.ticket(id))
      #expect(before?.subject.count == after?.subject.count)
      #expect(before.map { Self.shape(of: $0.subject) } == after.map { Self.shape(of: $0.subject) })
      #expect(before?.stagesBefore == after?.stagesBefore && before?.version == after?.version)
      #expect(before?.parent == after?.parent && before?.tags.count == after?.tags.count)
      #expect(before?.attachments.map(\.size) == after?.attachments.map(\.size))
      #expect((before?.requester == nil) == (after?.requester == nil))
      if let subject = before?.subject, subject.contains(where: \.isLetter) {
        #expect(subject != after?.subject)
      }
    }
    #expect(try new.auditProblems() == [])
  }

  /// Capitals, small letters, digits, and everything else as it is.
  private static func shape(of text: String) -> String {
    String(
      text.map { character -> Character in
        if character.isLetter { return character.isUppercase ? "A" : "a" }
        return character.isNumber ? "0" : character
      })
  }

  @Test func `the same word is the same one throughout, and another key makes others`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    for subject in ["Printer broken", "printer away"] {
      try desk.question(["subject": .text(subject)])
    }
    let subjects = { (seed: String?) in
      try Self.lines(of: desk, seed: seed).compactMap {
        try JSON(parsing: $0)["ticket"]?["fields"]?["subject"]?.string
      }
    }
    let words = try subjects("one").map { $0.split(separator: " ")[0].lowercased() }
    #expect(words.count == 2 && words[0] == words[1])
    #expect(try subjects("one") == subjects("one"))
    #expect(try subjects("one") != subjects("two"))
    #expect(try subjects(nil) != subjects(nil))
  }

  @Test func `it needs what an export needs`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    let refusal = #expect(throws: Refusal.self) { _ = try Self.lines(of: desk, as: "ann") }
    #expect(refusal?.code == .denied)
  }
}
