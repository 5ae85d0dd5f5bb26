import Testing

/// The plugin subtasks, as it is seen at the terminal.
@Suite struct SubtaskTests {
  @Test func `a ticket shows the children that its reader sees`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "subtasks", "--yes")
    try desk.run("new", "Move", "--requester", "carl")
    #expect(try desk.run("do", "1", "subtask", "subject=Pack", as: "ann").status == 0)
    try desk.run("new", "Chairs", "--requester", "carl", "--field", "parent=1")
    let staff = try desk.run("show", "1", as: "ann").output
    #expect(staff.contains(/children +2, 3/), "\(staff)")
    #expect(staff.contains(/open_children +2/), "\(staff)")
    let customer = try desk.run("show", "1", as: "carl").output
    #expect(customer.contains(/children +3\s/), "\(customer)")
    #expect(!customer.contains("open_children"), "\(customer)")
    #expect(!(try desk.run("history", "1", as: "carl").output.contains("subtask")))
  }
}
