import Desk
import Kernel
import TestSupport
import Testing

/// What the doctor says of a clock.
@Suite struct DoctorClockTests {
  @Test func `a clock that was put back is found`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    desk.time.advance(milliseconds: -30_000)
    let habits = Doctor.Habits()
    #expect(Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings.isEmpty)
    desk.time.advance(milliseconds: -3_600_000)
    let findings = Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings
    #expect(findings.map(\.code) == ["clock"])
  }
}
