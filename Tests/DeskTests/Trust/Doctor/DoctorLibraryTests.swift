import Desk
import TestSupport
import Testing

/// What the doctor says of the system's libraries.
@Suite struct DoctorLibraryTests {
  @Test(arguments: [
    (Library.Name.sqlite, "3.39.4", true), (.sqlite, "3.40.1", false), (.sqlite, "3.100", false),
    (.lua, "5.4.3", true), (.lua, "5.4.6", false), (.sodium, "1.0.9", true),
    (.curl, "7.9.0", true), (.curl, "8.0.0-DEV", false), (.curl, "of its own", false),
  ])
  func `a library is old that is older than any that was tested`(
    name: Library.Name, version: String, isOld: Bool,
  ) {
    #expect(Library(name, version: version).isOlderThanTested == isOld)
  }

  @Test func `an old library is a warning that names both versions`() throws {
    let desk = try TemporaryDesk()
    var habits = Doctor.Habits()
    habits.libraries = [
      Library(.sqlite, version: "3.8.0"), Library(.lua, version: "5.4.9"),
      Library(.curl, version: nil),
    ]
    let findings = Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings
    #expect(findings.map(\.code) == ["old_library"])
    #expect(findings.first?.severity == .warning)
    let words = findings.first?.words ?? ""
    #expect(words.contains("3.8.0") && words.contains("3.40.1"))
  }

  @Test func `the loaded libraries are named with their versions`() {
    #expect(Library.loaded.map(\.name) == Library.Name.allCases)
    for library in Library.loaded {
      #expect(library.version?.split(separator: ".").count == 3, "\(library)")
    }
  }
}
