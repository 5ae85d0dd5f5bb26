import Kernel
import Storage
import Texts

extension Doctor {
  /// Looks for open tickets whose assignee or team may not work on them.
  mutating func lookAtWorkers(_ desk: Desk) throws {
    for (person, left) in try desk.strandedWork() {
      note(
        Finding(
          "assignee", .warning, at: Text("doctor.person", ["name": person.name]),
          Text("doctor.assignee", ["count": left.count, "tickets": left.words]),
          remedy: Text("doctor.assignee_remedy", ["name": person.name])))
    }
  }

  /// Looks for people whose names are one as names compare, as older desks may have them.
  mutating func lookAtNames(_ desk: Desk) throws {
    for names in try desk.readers.read({ try $0.namesAlike() }) {
      note(
        Finding(
          "names_alike", .warning, at: Text("doctor.person", ["name": names[0]]),
          Text("doctor.names_alike", ["names": names.joined(separator: ", ")]),
          remedy: Text("doctor.names_alike_remedy", ["name": names[0]])))
    }
  }
}
