import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// A desk with two agents, a manager and two customers.
  convenience init(staffed plugins: [String] = ["support", "close-reasons", "inbox"]) throws {
    try self.init(plugins: plugins)
    for (name, role) in Staff.people { try add(name, roles: [role]) }
  }

  /// What that person sees of a ticket.
  func seen(_ id: Int64, by name: String, at moment: Instant? = nil) throws -> Ticket? {
    let person = try person(name)
    return try desk.session(as: person) { try $0.ticket(Ticket.ID(rawValue: id), at: moment) }
  }

  /// What that person sees of a ticket's history.
  func history(_ id: Int64, by name: String) throws -> [Entry]? {
    let person = try person(name)
    return try desk.session(as: person) { try $0.history(Ticket.ID(rawValue: id)) }
  }

  /// The problems that an audit finds, in words.
  func auditProblems() throws -> [String] {
    try desk.read { reader, _ in
      var problems: [String] = []
      _ = try Audit.verify(reader) { problems.append("\($0)") }
      return problems
    }
  }
}
