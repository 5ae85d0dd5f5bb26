import Desk
import Kernel
import Texts

extension Stage {
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
