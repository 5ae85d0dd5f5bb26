import Foundation
import Testing

/// `docket undo`, as a person sees it.
@Suite struct UndoCommandTests {
  private func last(_ desk: TestDesk, _ id: String) throws -> [String: Any] {
    let entries = try desk.json("history", id) as? [[String: Any]]
    return try #require(entries?.last)
  }

  @Test func `an entry's change is taken back, and it says how to do it again`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("update", "1", "priority=high", "--note", "hurry")
    let seq = try #require(try last(desk, "1")["seq"] as? Int)
    let dry = try desk.run("undo", "\(seq)", "--dry-run")
    #expect(dry.output.contains("priority: high → normal"))
    let result = try desk.run("undo", "\(seq)")
    #expect(result.lines == ["priority: high → normal"])
    #expect(result.errors.contains("1 text (notes, replies) not taken back"))
    let request = try #require(try last(desk, "1")["request"] as? String)
    #expect(result.errors.contains("docket undo \(request)"))
    #expect(try desk.run("undo", request).lines == ["priority: normal → high"])
  }

  @Test func `a later edit is a conflict that says what to undo first`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("update", "1", "priority=high")
    let request = try #require(try last(desk, "1")["request"] as? String)
    try desk.run("update", "1", "priority=low", as: "ann")
    let seq = try #require(try last(desk, "1")["seq"] as? Int)
    let result = try desk.run("undo", request)
    #expect(result.status == 5)
    #expect(result.errors.contains("ann edited it"))
    #expect(result.errors.contains("first: docket undo \(seq)"))
  }

  @Test func `an entry that has another ticket's number says whose it is`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("update", "1", "priority=high")
    let seq = try #require(try last(desk, "1")["seq"] as? Int)
    let words = "entry \(seq) is of ticket 1; docket history \(seq) --numbers"
    #expect(try !desk.run("undo", "\(seq)", "--dry-run").errors.contains("is of ticket"))
    let table = "Title\n" + (1...seq).map { "Lamp \($0)\n" }.joined()
    let file = desk.folder + "/lamps.csv"
    try table.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try desk.run("import", file, "--map", "subject=Title").status == 0)
    let result = try desk.run("undo", "\(seq)")
    #expect(result.lines == ["priority: high → normal"] && result.errors.hasPrefix(words))
  }

  @Test func `who may not undo, or sees no history, changes nothing`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("update", "1", "priority=high")
    let request = try #require(try last(desk, "1")["request"] as? String)
    let agent = try desk.run("undo", request, as: "ann")
    #expect(agent.status == 4)
    #expect(agent.errors.contains("ticket.undo"))
    let customer = try desk.run("undo", request, as: "carl")
    #expect(customer.status == 4)
    #expect(customer.errors.contains("ticket.undo"))
    #expect(try desk.run("list", "priority:high").lines.count == 2)
  }

  @Test func `customers do not learn which entries an undo took back`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("update", "1", "priority=high")
    let request = try #require(try last(desk, "1")["request"] as? String)
    try desk.run("undo", request)
    let seen = try desk.run("history", "1", "--json", as: "carl").output
    #expect(seen.contains("\"undo\""))
    #expect(!seen.contains(request) && !seen.contains("entries"))
  }

  @Test func `an undone create is discarded, and --to says where`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let request = try #require(try last(desk, "1")["request"] as? String)
    #expect(try desk.run("undo", request, "--to", "nowhere").status == 1)
    #expect(try desk.run("undo", request, "--to", "spam").lines == ["stage: new → spam"])
  }

  @Test func `a history with numbers says what an undo takes, to those who may know`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    let entry = try last(desk, "1")
    let (seq, request) = (entry["seq"] as? Int ?? 0, entry["request"] as? String ?? "")
    let staff = try desk.run("history", "1", "--numbers").output
    #expect(staff.contains("entry \(seq) of \(request)"))
    #expect(try !desk.run("history", "1", "--numbers", as: "carl").output.contains(" of r"))
    #expect(try !desk.run("history", "1").output.contains(request))
  }
}
