import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// What of a ticket goes along when it is forwarded, part by part.
@Suite struct ForwardedPartsTests {
  /// A desk with a ticket that has something of every part.
  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    try desk.enable(.mail)
    try desk.question([
      "body": .text("It went dark."), "cost": .text("999"), "priority": .text("high"),
      "tags": .texts(["lamp"]),
    ])
    try desk.act("ann", "reply", 1, text: "try again").receipt()
    let offer = try Upload.text("offer.txt", "the price")
    try desk.act("ann", "note", 1, text: "bulb again") { $0.uploads = [offer] }.receipt()
    try desk.attach("dark-lamp.txt", "a lamp", to: 1).receipt()
    return desk
  }

  /// What bob reads of the ticket in his inbox, forwarded with those parts.
  private func read(_ parts: [String], on desk: TemporaryDesk) throws -> String {
    try desk.forward(1, to: ["bob"], include: parts).receipt()
    try desk.work()
    return try #require(try desk.inbox(of: "bob").last).text
  }

  @Test(arguments: [
    ("details", ["--- Details ---", "requester: carl", "priority: high", "tags: lamp"]),
    ("body", ["--- Ticket 1: No light ---\nIt went dark."]),
    (
      "history",
      ["--- History ---", "ann: reply\n  stage: new → answered\n  try again", "priority: – → high"]
    ),
    ("notes", ["--- Notes ---", "ann: note\n  note_attachments: – → offer.txt\n  bulb again"]),
    ("files", ["--- Files ---\ndark-lamp.txt (6 bytes)"]),
  ])
  func `each part goes along where it is chosen, and no other does`(
    _ part: String, _ words: [String],
  ) throws {
    let desk = try desk()
    let text = try read([part], on: desk)
    for word in words { #expect(text.contains(word), "\(word) in \(text)") }
    #expect(text.components(separatedBy: "--- ").count == 2, "\(text)")
    #expect(text.hasPrefix("Have a look\n\n---"), "\(text)")
  }

  @Test func `details and body go along where nothing is chosen`() throws {
    let desk = try desk()
    try desk.act("mia", "forward", 1, params: ["to": .texts(["bob"])]).receipt()
    try desk.work()
    let text = try #require(try desk.inbox(of: "bob").last).text
    #expect(text.hasPrefix("--- Details ---") && text.contains("--- Ticket 1"), "\(text)")
    #expect(!text.contains("History") && !text.contains("offer.txt"))
  }

  @Test func `files of notes go along with the notes only`() throws {
    let desk = try desk()
    #expect(try !read(["files"], on: desk).contains("offer.txt"))
    let both = try read(["notes", "files"], on: desk)
    #expect(both.contains("offer.txt (9 bytes), of a note") && both.contains("dark-lamp.txt"))
  }

  @Test func `the row has what its files are, and no content`() throws {
    let desk = try desk()
    let outside = try desk.forward(1, to: ["v@example.com", "bob"], include: ["notes", "files"])
    #expect(outside.refusal?.message.contains("notes: v@example.com;") == true)
    try desk.forward(1, to: ["v@example.com", "bob"], include: ["files"]).receipt()
    let rows = try desk.rows(.notify).filter { $0.key.hasPrefix("forward/") }
    #expect(rows.count == 2)
    for row in rows {
      let forward = try #require(Forward(payload: try JSON(parsing: row.payload)))
      let photo = try #require(try desk.ticket(1)?.attachments.first)
      #expect(forward.files == [ForwardedFile(photo, isInternal: false)])
      #expect(!row.payload.contains("a lamp") && !row.payload.contains("offer.txt"))
    }
  }

  @Test func `a channel is told of the files that go along`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "carrier", permissions: "\"ticket.view\"",
        """
        docket.channel{ name = "carrier", send = function(message)
          docket.state.set("files", docket.json.encode(message.files))
          return true
        end }
        """))
    _ = try desk.desk.administer(as: .desk) {
      try $0.subscribe(SubscriptionDraft(to: "bob", event: "close", channel: "carrier"))
    }
    try desk.forward(1, to: ["bob"], include: ["notes", "files"]).receipt()
    try desk.work()
    let files = try #require(try desk.state("carrier", "files"))
    #expect(files.contains("dark-lamp.txt") && files.contains("digest"), "\(files)")
    #expect(!files.contains("offer.txt"), "its manifest reads no notes")
  }

  @Test func `a file that is taken away after the forward is not in it any more`() throws {
    let desk = try desk()
    try desk.forward(1, to: ["bob"], include: ["files"]).receipt()
    let entry = try #require(
      try desk.entries(1).first {
        $0.edits.contains { !$0.attachmentsAdded.isEmpty && !$0.isOfNotes }
      })
    try desk.redact(entry.seq, of: 1, "all").receipt()
    try desk.work()
    let text = try #require(try desk.inbox(of: "bob").last).text
    #expect(!text.contains("dark-lamp.txt"))
    #expect(try !desk.holds("dark-lamp.txt"))
  }

  @Test func `nobody is given a field that the one who forwards does not see`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true, fields: ["priority"]), to: "blinkered")
    }
    try desk.add("eve", roles: ["agent", "blinkered"])
    for sender in ["mia", "eve"] {
      try desk.forward(1, to: ["bob"], include: ["details", "history"], as: sender).receipt()
      try desk.work()
      let text = try #require(try desk.inbox(of: "bob").last).text
      #expect(text.contains("priority") == (sender == "mia"), "\(sender): \(text)")
      #expect(text.contains("tags: lamp"))
    }
  }

  @Test func `an address sees the fields that a customer sees`() throws {
    let desk = try desk()
    try desk.forward(1, to: ["v@example.com"], include: ["details", "files"]).receipt()
    try desk.work()
    let sent = try #require(try desk.state("post", "sent"))
    #expect(sent.contains("requester: carl") && sent.contains("dark-lamp.txt"), "\(sent)")
    #expect(!sent.contains("cost") && !sent.contains("offer.txt"), "\(sent)")
  }

  @Test(arguments: [
    ("de", "--- Einzelheiten ---\n", "Priorität: Hoch", "--- Verlauf ---"),
    ("nl", "--- Gegevens ---\n", "Prioriteit: Hoog", "--- Geschiedenis ---"),
    ("es", "--- Detalles ---\n", "Prioridad: Alta", "--- Historial ---"),
    ("ru", "--- Сведения ---\n", "Приоритет: Высокий", "--- История ---"),
  ])
  func `headings and names are in the reader's language`(
    _ language: String, _ details: String, _ field: String, _ history: String,
  ) throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      var draft = PersonDraft(roles: ["agent"])
      draft.language = language
      _ = try $0.addPerson("lee", draft)
    }
    try desk.forward(1, to: ["lee"], include: ["details", "history"]).receipt()
    try desk.work()
    let text = try #require(try desk.inbox(of: "lee").last).text
    for words in [details, field, history] { #expect(text.contains(words), "\(words): \(text)") }
  }

  @Test func `other forwards that say the same are history`() throws {
    let desk = try desk()
    for _ in 1...2 {
      try desk.forward(1, to: ["bob"], include: ["notes"]).receipt()
      try desk.work(after: .seconds(60))
    }
    let texts = try desk.inbox(of: "bob").suffix(2).map(\.text)
    #expect(texts.map { $0.components(separatedBy: ": forward").count - 1 } == [1, 1], "\(texts)")
  }

  @Test func `a dry run gives for each recipient what they would read`() throws {
    let desk = try desk()
    let params: [String: Value] = [
      "to": .texts(["bob", "ann", "v@example.com"]),
      "include": .texts(["details", "history", "files"]),
    ]
    let receipt = try desk.act(
      "mia", "forward", 1, text: "Have a look", params: params, isDryRun: true
    ).receipt()
    let shown = try desk.desk.session(as: try desk.person("mia")) {
      try $0.forwarded(by: receipt.outbox)
    }
    #expect(shown.map(\.recipients) == [["bob", "ann"], ["v@example.com"]])
    #expect(shown.map(\.files.count) == [1, 1])
    #expect(try desk.rows(.notify).allSatisfy { !$0.key.hasPrefix("forward/") })
    try desk.act("mia", "forward", 1, text: "Have a look", params: params).receipt()
    try desk.work()
    #expect(try desk.inbox(of: "bob").last?.text == shown.first?.text)
    let sent = try JSON(parsing: try #require(try desk.state("post", "sent")))
    #expect(sent.string?.hasSuffix(shown.last?.text ?? "?") == true, "\(sent)")
  }
}
