import Foundation
import Testing

@Suite struct ListTests {
  @Test func `a query chooses, sorts and limits`() throws {
    let desk = try TestDesk()
    for priority in ["low", "urgent", "high"] {
      try desk.run("new", "is \(priority)", "--priority", priority)
    }
    let result = try desk.run(
      "list", "priority:high..", "sort:-priority", "--columns", "id,priority")
    #expect(result.lines.map { $0.split(separator: " ").last } == ["priority", "urgent", "high"])
    #expect(try desk.run("list", "limit:1").lines.count == 2)
  }

  @Test func `CSV quotes what needs it and gives times in ISO 8601`() throws {
    let desk = try TestDesk()
    try desk.run("new", "a, \"b\"", "--due", "2026-01-31T12:00Z")
    let result = try desk.run("list", "--format", "csv", "--columns", "id,subject,due")
    #expect(result.output == "id,subject,due\n1,\"a, \"\"b\"\"\",2026-01-31T12:00:00.000Z\n")
  }

  @Test func `a table has fifty rows and says how many there are; CSV and JSON have all`() throws {
    let desk = try TestDesk()
    for number in 1...52 { try desk.run("new", "number \(number)") }
    let table = try desk.run("list")
    #expect(table.lines.count == 51)
    #expect(table.errors == "50 of 52 tickets; limit:52 shows all\n")
    #expect(try desk.run("list", "--format", "csv").lines.count == 53)
    #expect((try desk.json("list") as? [Any])?.count == 52)
  }

  @Test(arguments: [
    ("asignee:me", "did you mean “assignee”?"), ("due:7d", "write +7d"), ("(is:open", "column"),
    ("priority:hgih", "did you mean “high”?"), ("assignee:an", "unknown person"),
  ])
  func `a query that is none says where and what would be right`(
    query: String, advice: String,
  ) throws {
    let desk = try TestDesk()
    let result = try desk.run("list", query)
    #expect(result.status == 2)
    #expect(result.errors.contains("column") && result.errors.contains(advice))
  }

  @Test func `a column that is no field is a usage error with the nearest one`() throws {
    let desk = try TestDesk()
    let result = try desk.run("list", "--columns", "id,subjct")
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean subject?"))
  }

  @Test func `as many columns as are asked for, in their order`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "a,b")
    #expect(
      try desk.run("list", "--columns", "tags,subject,id").output
        == "tags  subject  id\na, b  x         1\n")
  }
}
