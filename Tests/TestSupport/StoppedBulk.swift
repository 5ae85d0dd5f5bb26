import Desk
import Kernel

/// A bulk that was begun and stopped before its first part.
package enum StoppedBulk {
  /// Begins one on the desk in a folder, as its admin, and gives its name.
  ///
  /// Each of those tickets is to get a tag.
  package static func begin(at folder: String, tagging tickets: [Int64]) throws -> String {
    let desk = try Desk(at: folder)
    defer { desk.close() }
    guard let admin = try desk.moment({ try $0.person(named: "admin") }) else {
      throw DeskError.noPerson(name: "admin", nearest: nil)
    }
    let request = Request(
      actor: .person(admin.id), source: .cli, action: .verb(.update),
      set: [("tags", .elements(adding: [.text("seen")], removing: []))])
    let targets = try desk.session(as: admin) { session in
      try session.targets(tickets.map(Ticket.ID.init(rawValue:)))
    }
    let result = try desk.perform(BulkOrder(request, for: targets), isStopped: { true })
    return result.name ?? ""
  }
}
