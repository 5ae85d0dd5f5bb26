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

  @Test(arguments: [
    ("foo", "sort"), ("a", "b"), ("x", "id"), ("abc", "xyz"), ("foo", "for_all"), ("list", "field"),
    ("view", "new"), ("queue", "due"), ("задача", "статус"),
  ])
  func `names with little in common are not near`(name: String, other: String) {
    #expect(nearestName(to: name, among: [other]) == nil)
  }

  @Test(arguments: [
    ("di", "id"), ("srot", "sort"), ("sorrt", "sort"), ("asignee", "assignee"),
    ("attachmnets", "attachments"), ("A", "a"), ("стaтус", "статус"),
  ])
  func `names that differ by a slip are near`(name: String, other: String) {
    #expect(nearestName(to: name, among: [other]) == other)
  }
}
