import Desk
import Kernel
import TestSupport
import Testing

/// Saved queries: whose they are, and what each reader sees in them.
@Suite struct ViewTests {
  private func views(_ desk: TemporaryDesk, of name: String) throws -> [String] {
    try desk.desk.session(as: desk.person(name)) { try $0.views().map(\.name) }
  }

  private func found(_ desk: TemporaryDesk, _ view: String, by name: String) throws -> [Int64] {
    try desk.desk.session(as: desk.person(name)) { session in
      try session.list(session.query(of: session.view(named: view))).map(\.id.rawValue)
    }
  }

  @Test func `a view is its owner's, a shared one also that of everybody with the role`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.administer(as: "ann") { _ = try $0.saveView("mine", "assignee:me") }
    try desk.administer(as: "mia") { _ = try $0.saveView("late", "due:..now", share: "agent") }
    #expect(try views(desk, of: "ann") == ["late", "mine"])
    #expect(try views(desk, of: "bob") == ["late"])
    #expect(try views(desk, of: "carl") == [])
  }

  @Test func `me in a shared view is whoever looks`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.administer(as: "mia") { _ = try $0.saveView("mine", "assignee:me", share: "agent") }
    let ids = try ["ann", "bob"].map { try desk.question(["assignee": .text($0)]) }
    #expect(try found(desk, "mine", by: "ann") == [ids[0]])
    #expect(try found(desk, "mine", by: "bob") == [ids[1]])
  }

  @Test func `sharing needs view.share, and a role that there is`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let denied = #expect(throws: Refusal.self) {
      try desk.administer(as: "ann") { _ = try $0.saveView("x", "is:open", share: "agent") }
    }
    #expect(denied?.code == .denied)
    let unknown = #expect(throws: Refusal.self) {
      try desk.administer(as: "mia") { _ = try $0.saveView("x", "is:open", share: "agnt") }
    }
    #expect(unknown?.message.contains("did you mean agent?") == true)
  }

  @Test func `a query is checked when it is saved`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let refusal = #expect(throws: Refusal.self) {
      try desk.administer(as: "ann") { _ = try $0.saveView("x", "is:open prioriti:high") }
    }
    #expect(refusal?.message.contains("column 9") == true)
    #expect(try views(desk, of: "ann") == [])
  }

  @Test func `a field hidden from a reader is unknown in a shared view too`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "secret", #"docket.field{ name = "margin", type = "integer", view = "secret.view" }"#))
    try desk.administer(as: "admin") { _ = try $0.saveView("rich", "margin:9..", share: "agent") }
    let refusal = #expect(throws: Refusal.self) { try found(desk, "rich", by: "ann") }
    #expect(refusal?.message.contains("unknown field “margin”") == true)
    #expect(refusal?.message.contains("9..") == false)
  }

  @Test func `a plugin's view is for its role, else for the staff, and its name is taken`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "looks",
        """
        docket.view{ name = "open_ones", query = "is:open" }
        docket.view{ name = "theirs", query = "requester:me", share = "customer" }
        """))
    #expect(try views(desk, of: "ann") == ["open_ones"])
    #expect(try views(desk, of: "carl") == ["theirs"])
    #expect(throws: Refusal.self) {
      try desk.administer(as: "ann") { _ = try $0.saveView("open_ones", "is:closed") }
    }
  }

  @Test func `two people do not share views of one name`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.add("max", roles: ["manager"])
    try desk.administer(as: "mia") { _ = try $0.saveView("late", "due:..now", share: "agent") }
    let refusal = #expect(throws: Refusal.self) {
      try desk.administer(as: "max") { _ = try $0.saveView("late", "is:open", share: "agent") }
    }
    #expect(refusal?.message.contains("mia shares a view `late`") == true)
  }

  @Test func `one's own view goes, another's needs person.manage or is not there`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.administer(as: "mia") { _ = try $0.saveView("late", "due:..now", share: "agent") }
    try desk.administer(as: "ann") { _ = try $0.saveView("mine", "assignee:me") }
    #expect(throws: Refusal.self) { try desk.administer(as: "bob") { try $0.deleteView("mine") } }
    #expect(throws: Refusal.self) { try desk.administer(as: "bob") { try $0.deleteView("late") } }
    try desk.administer(as: "ann") { try $0.deleteView("mine") }
    try desk.administer(as: "mia") { try $0.deleteView("late") }
    #expect(try views(desk, of: "ann") == [])
    let actions = try desk.entries(0).map(\.action).suffix(2)
    #expect(actions == ["view.delete", "view.delete"])
  }
}
