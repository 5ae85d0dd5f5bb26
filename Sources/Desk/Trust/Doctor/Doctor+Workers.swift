import Kernel
import Storage
import Texts

extension Doctor {
  /// Looks for open tickets whose assignee or team may not work on them.
  mutating func lookAtWorkers(_ desk: Desk) throws {
    for (person, left) in try desk.strandedWork() {
      note(
        Finding(
          "assignee", .warning, at: Text.doctorPerson(name: person.name),
          Text.doctorAssignee(count: left.count, tickets: left.words),
          remedy: Text.doctorAssigneeRemedy(name: person.name)))
    }
  }

  /// Looks for people whose names are one as names compare, as older desks may have them.
  mutating func lookAtNames(_ desk: Desk) throws {
    for names in try desk.readers.read({ try $0.namesAlike() }) {
      note(
        Finding(
          "names_alike", .warning, at: Text.doctorPerson(name: names[0]),
          Text.doctorNamesAlike(names: names.joined(separator: ", ")),
          remedy: Text.doctorNamesAlikeRemedy(name: names[0])))
    }
  }
}
