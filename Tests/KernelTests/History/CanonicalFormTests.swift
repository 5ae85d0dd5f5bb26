import Crypto
import Kernel
import Testing

@Suite struct CanonicalFormTests {
  @Test func `an entry has one canonical form, written out here`() {
    let entry = Entry(
      seq: EntryID(rawValue: 7), ticket: Ticket.ID(rawValue: 3), number: 2, version: 2,
      at: Instant(milliseconds: 1000), recorded: Instant(milliseconds: 2000), request: "r5",
      actor: .person(Person.ID(rawValue: 1)), source: .cli, action: "update",
      edits: [
        Edit(field: "priority", from: .text("low"), to: .text("high"), by: "sla@1.0.0:raise"),
        Edit(field: "subject", from: .text("a"), to: .text("b")),
      ])
    #expect(
      String(decoding: entry.canonicalForm, as: UTF8.self)
        == #"{"action":"update","actor":"person:1","at":1000,"edits":[{"by":"sla@1.0.0:raise","#
        + #""field":"priority","from":"low","to":"high"},{"field":"subject"}],"number":2,"#
        + #""recorded":2000,"request":"r5","seq":7,"source":"cli","ticket":3,"version":2,"#
        + #""visibility":"public"}"#)
  }

  @Test(arguments: 0..<50)
  func `an entry read back has the same canonical form and the same words`(seed: Int) throws {
    var samples = Samples(seed: UInt64(seed))
    for (entry, payloads) in samples.chain(count: 4) {
      var stripped = entry
      stripped.text = ""
      stripped.params = [:]
      stripped.edits = try #require(
        Entry.edits(from: try JSON(parsing: entry.editsJSON.text)))
      #expect(stripped.canonicalForm == entry.canonicalForm)
      try stripped.restore(payloads)
      #expect(stripped.edits == entry.edits)
      #expect(stripped.text == entry.text)
      #expect(stripped.params == entry.params.filter { !$0.value.isEmpty })
    }
  }

  @Test(arguments: 0..<20)
  func `words that are gone leave the canonical form as it was`(seed: Int) {
    var samples = Samples(seed: UInt64(seed))
    for (entry, payloads) in samples.chain(count: 3) {
      #expect(payloads.allSatisfy { entry.parts[$0.part] == $0.digest })
      var redacted = entry
      redacted.text = ""
      for index in redacted.edits.indices where redacted.edits[index].isTextual {
        redacted.edits[index].from = .none
        redacted.edits[index].to = .none
      }
      #expect(Digest(of: redacted.canonicalForm) == entry.digest)
    }
  }

  @Test func `the same words have another digest each time, so that short ones are not guessed`() {
    var samples = Samples(seed: 1)
    var entry = samples.chain(count: 1)[0].entry
    entry.text = "yes"
    _ = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    let first = entry.parts[.text]
    _ = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    #expect(entry.parts[.text] != first)
  }

  @Test(arguments: 0..<100)
  func `a value reads back from its JSON`(seed: Int) throws {
    var samples = Samples(seed: UInt64(seed))
    let value = samples.value()
    let text = value.json.text
    #expect(Value(json: try JSON(parsing: text)) == value)
    #expect(Value(json: try JSON(parsing: text))?.json.text == text)
  }

  @Test(arguments: ["person:7", "plugin:round-robin", "desk"])
  func `an actor reads back from its text`(text: String) {
    #expect(Actor(text: text)?.text == text)
  }
}
