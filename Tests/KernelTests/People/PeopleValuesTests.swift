import Kernel
import Testing

/// What people's fields say while conditions are judged.
@Suite struct PeopleValuesTests {
  /// A store whose file is broken.
  private final class BrokenPeople: PeopleReading {
    struct Broken: Error {}

    func person(_ id: Person.ID) throws -> Person? { throw Broken() }
    func person(named name: String) throws -> Person? { throw Broken() }
    func people() throws -> [Person] { throw Broken() }
    func people(withRole role: String) throws -> [Person] { throw Broken() }
    func names(like name: String) throws -> [String] { throw Broken() }
  }

  private static let carl = Person(id: Person.ID(rawValue: 1), name: "carl", roles: ["customer"])

  private static func rulebook(_ grants: [Grant]) -> Rulebook {
    var registry = Registry()
    registry.personFields = [FieldSpec(name: "organization", kind: .text, plugin: "crm")]
    return Rulebook(
      registry: registry, epoch: "",
      roles: [RoleSpec(name: "customer", side: .customer, grants: grants)], queues: [],
      settings: DeskSettings(), people: QueryPeople([]))
  }

  private static var ticket: Ticket {
    var ticket = Ticket(id: Ticket.ID(rawValue: 7))
    ticket.requester = carl.id
    return ticket
  }

  private static let colleagues = "requester.organization:me.organization"

  @Test(arguments: [
    ([Grant("ticket.view", when: colleagues)], false),
    ([Grant("ticket.view", when: "not:\(colleagues)")], false),
    ([Grant("ticket.view"), Grant("ticket.view", isDenial: true, when: colleagues)], false),
    ([Grant("ticket.view", when: "requester:me")], true),
  ])
  func `where people cannot be read an allow does not hold and a denial does`(
    grants: [Grant], isAllowed: Bool,
  ) throws {
    let rulebook = Self.rulebook(grants)
    let authority = rulebook.authority(of: Self.carl)
    let now = Instant(milliseconds: 0)
    let broken = rulebook.context(at: now, me: Self.carl.id, reading: BrokenPeople())
    #expect(authority.may("ticket.view", on: Self.ticket, in: broken) == isAllowed)
    if isAllowed {
      try broken.people?.check()
    } else {
      #expect(throws: BrokenPeople.Broken.self) { try broken.people?.check() }
    }
    // Nor where nobody said where people are read.
    let deskWide = rulebook.deskContext(at: now, me: Self.carl.id)
    #expect(authority.may("ticket.view", on: Self.ticket, in: deskWide) == isAllowed)
  }
}
