import Desk
import Glibc
import Kernel
import Storage

/// A desk with many tickets, made once for each format of desks and kept for later runs.
struct LargeDesk {
  let tickets: Int
  let place: WorkFolder

  static let queues = ["support", "sales", "legal", "office"]
  /// Who sees the queue `support` and what is assigned to them.
  static let viewer = "vera"
  /// The first of the customers, of whom each organization has as many.
  static let customer = "c0"
  static let (customers, organizations) = (2_000, 50)

  static func organization(_ number: Int) -> String { "org-\(number % organizations)" }

  private static let stages = ["new", "open", "answered", "resolved", "resolved", "resolved"]
  private static let callers = 128

  /// The desk's folder; it is made where it is not there yet.
  func folder() async throws -> String {
    // Another number where what is on it becomes another.
    let path = "\(place.kept)/desk-2-\(Upgrade.format)-\(tickets)"
    if unsafe access(path, F_OK) == 0 { return path }
    Progress.say("  making a desk of \(tickets) tickets, once")
    let building = place.fresh("large")
    let desk = try Samples.desk(
      at: building, plugins: Desk.standardPlugins + ["organizations"])
    try people(on: desk)
    try await fill(desk)
    desk.close()
    guard unsafe rename(building, path) == 0 else {
      throw BenchError("cannot put the large desk at \(path)")
    }
    return path
  }

  private func people(on desk: Desk) throws {
    try desk.administer(as: .desk) { administration in
      for queue in LargeDesk.queues { try administration.addQueue(queue) }
    }
    // Conditions name what there is, so the queues come first.
    try desk.administer(as: .desk) { administration in
      try administration.grant(
        Grant("ticket.view", when: "queue:support or assignee:me"), to: "first-line")
      try administration.grant(Grant("note.view"), to: "first-line")
    }
    _ = try desk.administer(as: .desk) { administration in
      try administration.addPerson(LargeDesk.viewer, PersonDraft(roles: ["first-line"]))
    }
    try desk.administer(as: .desk) { administration in
      for number in 0..<LargeDesk.customers {
        let organization = PersonFieldChange(
          "organization", .value(.text(LargeDesk.organization(number))))
        try administration.addPerson(
          "c\(number)", PersonDraft(roles: ["customer"], fields: [organization]))
      }
    }
  }

  private func fill(_ desk: Desk) async throws {
    let admin = try desk.admin.id
    let first = try desk.read { reader, _ in
      try reader.person(named: LargeDesk.customer)?.id.rawValue ?? 1
    }
    let start = Clock.system.now().milliseconds - Int64(tickets) * 60_000
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<LargeDesk.callers {
        group.addTask {
          for number in stride(from: caller, to: tickets, by: LargeDesk.callers) {
            var request = LargeDesk.request(number, by: admin, start: start)
            // Spread so that no customer's tickets are all in one queue.
            let customer = first + Int64(number * 7 % LargeDesk.customers)
            request.set.append(("requester", .value(.person(Person.ID(rawValue: customer)))))
            try await desk.submit(request).receipt()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private static func request(_ number: Int, by person: Person.ID, start: Int64) -> Request {
    var request = Samples.create(number, by: person)
    request.source = .import
    request.obeysRules = false
    request.hasEffects = false
    request.at = Instant(milliseconds: start + Int64(number) * 60_000)
    request.set += [
      ("queue", .value(.text(queues[number % queues.count]))),
      ("stage", .value(.text(stages[number / queues.count % stages.count]))),
      ("tags", .value(.texts([number % 3 == 0 ? "hardware" : "software"]))),
      ("assignee", .value(.person(Person.ID(rawValue: Int64(2 + number % 5))))),
    ]
    return request
  }
}
