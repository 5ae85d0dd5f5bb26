import Desk
import Kernel

extension Stage {
  /// Changes the desk itself, as the person who asks.
  func administer<Result: Sendable>(
    _ body: @escaping @Sendable (Administration) throws -> Result,
  ) throws -> Result {
    try desk.administer(as: .person(person.id), body)
  }

  /// Says in one line that something was done; with `--json`, gives the document instead.
  func tell(_ line: String, or document: (ValueText) throws -> JSON) throws {
    guard output.isJSON else { return try output.write(output.standard.shown(line)) }
    try output.write(try read { try document($0.values) })
  }

  /// The same where there is nothing more to say than that it was done.
  func tell(_ line: String) throws {
    try tell(line) { _ in .object([("done", .boolean(true))]) }
  }

  /// Refuses who lacks a permission for everything.
  func require(_ permission: String) throws {
    guard try read({ $0.may(permission) }) else {
      throw Failure(.denied, "\(person.name) may not do this: it needs \(permission)")
    }
  }

  /// Refuses who is a customer: how the desk is run is the staff's business.
  func requireStaff() throws {
    guard try read({ $0.rulebook.isStaff(person) }) else {
      throw Failure(.denied, "\(person.name) may not see this: it is for the desk's staff")
    }
  }
}
