import Desk
import Kernel
import TestSupport
import Testing

/// The one entry that somebody names by its number.
@Suite struct EntryLookupTests {
  @Test func `an entry of the desk's own is there only for those who see its history`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let number = EntryID(rawValue: 1)
    let entry = try desk.desk.session(as: desk.person("admin")) { try $0.entry(number) }
    #expect(entry.ticket == .desk)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("person.manage", isDenial: true), to: "manager")
    }
    for name in ["ann", "mia"] {
      #expect(throws: DeskError.noEntry(seq: 1)) {
        try desk.desk.session(as: desk.person(name)) { try $0.entry(number) }
      }
    }
  }
}
