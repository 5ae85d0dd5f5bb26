import Foundation
import Testing

/// What a dry run says would be written and deleted.
@Suite struct PreviewTests {
  private let plain = ["NO_COLOR": "1"]

  /// What stands below the heading, without the trace.
  private func preview(_ result: DocketProcess.Result) throws -> String {
    let parts = result.output.components(separatedBy: "This would be:\n")
    try #require(parts.count == 2, "\(result)")
    return parts[1]
  }

  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Broken lamp", "--body", "It flickers at night", "--requester", "carl")
    try desk.run("note", "1", "The warranty is over", as: "ann")
    return desk
  }

  @Test func `a dry run of words shows how they begin and who may read them`() throws {
    let desk = try desk()
    let note = try desk.run("note", "1", "Seen before", "--dry-run", as: "ann")
    #expect(try preview(note) == "  note, internal: Seen before\n")
    let reply = try desk.run("reply", "1", "We are on it", "--dry-run", as: "ann")
    #expect(try preview(reply).contains("  reply, public: We are on it\n"))
    let long = String(repeating: "long words ", count: 40)
    let cut = try preview(desk.run("note", "1", long, "--dry-run", as: "ann"))
    #expect(cut.contains("…") && cut.count < 120, "\(cut)")
    #expect(try desk.run("show", "1").output.contains("We are on it") == false)
  }

  @Test func `a dry run of a purge shows all words and files that it would delete`() throws {
    let desk = try desk()
    try desk.run("attach", "1", try file("plan.txt", in: desk))
    try desk.run("discard", "1", "--to", "deleted")
    let result = try preview(desk.run("purge", "1", "--dry-run"))
    #expect(result.contains("deleted for good: the words of 3 entries"), "\(result)")
    for words in [
      "#1 create: subject: Broken lamp; body: It flickers at night",
      "#2 note: “The warranty is over”", "the file plan.txt (5 bytes)",
    ] {
      #expect(result.contains(words), "\(result)")
    }
    #expect(!result.contains("no edit"))
    #expect(try desk.run("show", "1").status == 0)
  }

  @Test func `a dry run of a redaction shows the words that it would take`() throws {
    let desk = try desk()
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let seq = try #require(entries.last?["seq"] as? Int)
    let result = try preview(desk.run("redact", "\(seq)", "--dry-run"))
    #expect(result.contains("deleted for good: the words of 1 entry\n"), "\(result)")
    #expect(result.contains("#2 note: “The warranty is over”"), "\(result)")
    #expect(!result.contains("flickers"))
  }

  @Test func `a dry run of a forward shows what would go to whom`() throws {
    let desk = try desk()
    let result = try preview(
      desk.run(
        "forward", "1", "--to", "mia,vendor@example.com", "--message", "Please look",
        "--dry-run", as: "ann"))
    for subject in ["mia by inbox", "vendor@example.com by mail"] {
      #expect(result.contains("forwarded to \(subject): Fwd: ticket 1: Broken lamp"), "\(result)")
    }
    #expect(result.contains("forward, internal: Please look"), "\(result)")
    #expect(result.contains("    requester: carl\n") && result.contains("    It flickers"))
    #expect(try desk.run("outbox", "list").output.contains("vendor") == false)
  }

  @Test func `a dry run shows files that come and go`() throws {
    let desk = try desk()
    let (plan, map) = (try file("plan.txt", in: desk), try file("map.txt", in: desk))
    #expect(
      try preview(desk.run("attach", "1", plan, "--dry-run")) == "  attachments: – → plan.txt\n")
    try desk.run("attach", "1", plan)
    #expect(
      try preview(desk.run("attach", "1", map, "--dry-run")) == "  attachments: +map.txt\n")
    try desk.run("attach", "1", map)
    #expect(
      try preview(desk.run("detach", "1", "plan.txt", "--dry-run"))
        == "  attachments: -plan.txt\n")
  }

  private func file(_ name: String, in desk: TestDesk) throws -> String {
    let path = desk.folder + "/" + name
    try Data("12345".utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func `a text of several lines stands in lines below its field`() throws {
    let desk = try desk()
    let made = try desk.run("new", "Chair", "--body", "It creaks\nand sways", "--dry-run")
    #expect(try preview(made).contains("  body: – →\n    It creaks\n    and sways\n"), "\(made)")
    #expect(!made.output.contains("\\u{A}"), "\(made)")
    let changed = try desk.run("update", "1", "body=One\nTwo")
    #expect(changed.output.contains("body: It flickers at night →\n  One\n  Two\n"), "\(changed)")
    let back = try desk.run("update", "1", "body=Three")
    #expect(back.output.contains("body: One… → Three\n"), "\(back)")
  }
}
