import Desk
import Display
import Kernel
import Texts

extension CommandContext {
  /// Changes the desk itself, as the person who asks.
  func administer<Result: Sendable>(
    _ body: @escaping @Sendable (Administration) throws -> Result,
  ) throws -> Result {
    try desk.administer(as: .person(person.id), body)
  }

  /// A query as the desk is to keep it, of what the person typed in their own language.
  func kept(_ query: String, _ reading: QueryReading, field: String) throws -> String {
    try read { try $0.kept(query, reading, field: field) }
  }

  /// The same for a condition, if there is one.
  func kept(condition: String?) throws -> String? {
    try condition.map { try kept($0, .condition, field: "when") }
  }

  /// Says in one line that something was done; with `--json`, gives the document instead.
  func tell(_ line: String, or document: (ValueText) throws -> JSON) throws {
    guard output.isJSON else { return try output.write(output.standard.shown(line)) }
    try output.write(try read { try document($0.values) })
  }

  /// The same with a text of the catalogue.
  func tell(_ text: Text, or document: (ValueText) throws -> JSON) throws {
    guard output.isJSON else { return try output.write(text) }
    try output.write(try read { try document($0.values) })
  }

  /// Says in a text of the catalogue that something was done.
  func tell(_ text: Text) throws {
    try tell(text) { _ in .object([("done", .boolean(true))]) }
  }

  /// The same where there is nothing more to say than that it was done.
  func tell(_ line: String) throws {
    try tell(line) { _ in .object([("done", .boolean(true))]) }
  }

  /// Refuses who lacks a permission for everything.
  func require(_ permission: Permission) throws { try read { try $0.require(permission) } }

  /// Refuses who is a customer: how the desk is run is the staff's business.
  func requireStaff() throws { try read { try $0.requireStaff() } }
}

extension CommandContext {
  /// Does it, and then says which conditions and queries of the desk mean nothing since.
  func tellingIdle(_ body: () throws -> Void) throws {
    let before = try desk.idleConditions()
    try body()
    for idle in try desk.idleConditions() where !before.contains(idle) {
      try output.say(Text.conditionNowIdle(owner: idle.owner, problem: idle.text))
    }
  }

  /// Does it, and then says who works on tickets and may not any more.
  func tellingStranded(_ body: () throws -> Void) throws {
    let before = Set(try desk.strandedWork().flatMap(\.tickets))
    try body()
    for (person, tickets) in try desk.strandedWork() {
      let left = tickets.filter { !before.contains($0) }
      guard !left.isEmpty else { continue }
      try output.say(
        Text.saidTicketsLeft(person: person.name, count: left.count, tickets: left.words))
    }
  }
}
