import Kernel
import Testing

@Suite struct VerbTests {
  @Test(arguments: Verb.allCases)
  func `a verb's name is read as the verb, and as no plugin's action`(_ verb: Verb) {
    #expect(Action(verb.rawValue) == .verb(verb))
    #expect(Action(verb.rawValue).name == verb.rawValue)
  }

  @Test(arguments: ["log_time", "Close", "close ", ""])
  func `any other name is a plugin's action`(_ name: String) {
    #expect(Action(name) == .plugin(name))
    #expect(Action(name).verb == nil)
    #expect(Action(name).needsTicket)
  }

  @Test(arguments: Verb.movers)
  func `a life cycle leads a verb only to where the verb's move goes`(_ verb: Verb) throws {
    let destinations = try #require(verb.destinations)
    switch try #require(verb.move) {
    case .into(let category): #expect(destinations == [category])
    case .outOf(let category): #expect(!destinations.contains(category))
    }
  }

  @Test func `each category but the working ones has a verb into it and one out of it`() {
    for category in [Category.closed, .postponed, .discarded] {
      #expect(Verb.movers.count { $0.move == .into(category) } == 1)
      #expect(Verb.movers.count { $0.move == .outOf(category) } == 1)
    }
    #expect(Verb.movers.count == 6)
  }

  @Test(arguments: ["redact", "log_time", "desk.rename", "was.once", ""])
  func `an entry keeps whatever action it has, and says which of ours it is`(_ name: String) {
    let entry = Entry(
      seq: EntryID(rawValue: 1), ticket: Ticket.ID(rawValue: 1), number: 1, version: 1,
      at: Instant(milliseconds: 0), recorded: Instant(milliseconds: 0), request: "r1",
      actor: .desk, source: .trial, action: name)
    #expect(entry.action == name)
    #expect(entry.isOf(.redact) == (name == "redact"))
    #expect(entry.isOf(.rename) == (name == "desk.rename"))
    #expect(entry.verb?.rawValue == (name == "redact" ? name : nil))
  }
}

@Suite struct KernelPermissionTests {
  @Test(arguments: Permission.allCases.filter(\.rulesTheDesk))
  func `what rules the desk is the staff's, and about the desk as a whole`(_ permission: Permission)
  {
    #expect(permission.isForStaffOnly)
    #expect(permission.isDeskWide)
  }

  @Test(arguments: Verb.allCases)
  func `a verb's permission is about tickets`(_ verb: Verb) {
    #expect(!verb.permission.isDeskWide)
  }
}
