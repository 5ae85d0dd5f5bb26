import Desk
import Kernel
import TestSupport
import Testing

/// The desk at one moment, before it is known who asks.
@Suite struct MomentTests {
  @Test func `who asks, the settings and what they see are read in one transaction`() throws {
    let desk = try TemporaryDesk()
    try desk.act("admin", "create", nil, ["subject": .text("No light")]).receipt()
    let before = desk.desk.readingsBegun
    let subject = try desk.desk.moment { moment in
      let person = try #require(try moment.person(login: "root"))
      guard try !moment.isRemoved(person) else { return "" }
      let language = try moment.settings().languageCode
      let session = try moment.session(as: person, labelledIn: language)
      return try session.ticket(Ticket.ID(rawValue: 1))?.subject ?? ""
    }
    #expect(subject == "No light")
    #expect(desk.desk.readingsBegun - before == 1)
  }

  @Test func `two people see the same moment of a desk that changes meanwhile`() throws {
    let desk = try TemporaryDesk()
    try desk.add("ann", roles: ["agent"])
    let ann = try desk.person("ann")
    let counts = try desk.desk.moment { moment in
      let before = try moment.session(as: ann).list(Query(condition: .always)).count
      try desk.act("admin", "create", nil, ["subject": .text("No light")]).receipt()
      let person = try #require(try moment.person(named: "admin"))
      return (before, try moment.session(as: person).list(Query(condition: .always)).count)
    }
    #expect(counts == (0, 0))
  }

  @Test func `a prompt that waits holds no transaction and sees the next moment`() throws {
    let desk = try TemporaryDesk()
    let admin = try desk.admin
    let first = try desk.desk.session(as: admin) { try $0.list(Query(condition: .always)).count }
    try desk.act("admin", "create", nil, ["subject": .text("No light")]).receipt()
    let second = try desk.desk.session(as: admin) { try $0.list(Query(condition: .always)).count }
    #expect((first, second) == (0, 1))
  }
}
