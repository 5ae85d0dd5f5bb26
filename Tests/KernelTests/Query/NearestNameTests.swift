import Kernel
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("prioritty", "priority"), ("Priority", "priority"), ("statge", "stage"), ("due", "due"),
    ("deu", "due"), ("quantum", nil), ("", nil), ("x", nil),
    ("pri", "priority"), ("PRIO", "priority"), ("sta", "stage"), ("pr", nil), ("ority", nil),
  ])
  func `the nearest name is suggested if it is near`(name: String, nearest: String?) {
    #expect(nearestName(to: name, among: ["priority", "stage", "due"]) == nearest)
  }
}
