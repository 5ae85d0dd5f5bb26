import Kernel
import Testing

/// New names in stored queries: where the query names something, and nowhere else.
@Suite struct QueryRenamingTests {
  private static let renamings = [
    Renaming(.type, from: "bug", to: "defect"),
    Renaming(.stage, of: "defect", from: "shop", to: "workshop", category: .open),
    Renaming(.stage, of: "task", from: "new", to: "fresh", category: .open),
    Renaming(.field, from: "severity", to: "impact"),
    Renaming(.choice, of: "impact", from: "low", to: "no harm"),
    Renaming(.reason, from: "solved", to: "done"),
    Renaming(.queue, from: "support", to: "desk"),
  ]

  private static var names: QueryRenaming {
    var severity = FieldSpec(name: "severity", kind: .choice, plugin: "p")
    severity.choices = ["*": ["low", "high"]]
    var impact = severity
    impact.name = "impact"
    impact.choices = ["*": ["no harm", "high"]]
    let others = [
      FieldSpec(name: "note", kind: .text, plugin: "p"),
      FieldSpec(name: "score", kind: .integer, plugin: "p"),
    ]
    return QueryRenaming(
      renamings, fields: [severity, impact] + others, stages: ["new", "fresh", "workshop"])
  }

  @Test(arguments: [
    ("severity:high", "impact:high"),
    ("severity:low", "impact:\"no harm\""),
    ("severity:high,low", "impact:high,\"no harm\""),
    ("not:severity:\"low\"", "not:impact:\"no harm\""),
    ("(severity:high or no:severity)", "(impact:high or no:impact)"),
    (
      "has:severity sort:-severity,due group:severity limit:5",
      "has:impact sort:-impact,due group:impact limit:5"
    ),
    ("type:bug  stage:shop", "type:defect  stage:workshop"),
    ("stage:new", "stage:new,fresh"),
    ("queue:support close_reason:solved", "queue:desk close_reason:done"),
    ("subject:severity severity", "subject:severity severity"),
    ("note:low text:severity \"severity:low\"", "note:low text:severity \"severity:low\""),
    ("tag:bug,support,solved", "tag:bug,support,solved"),
    ("assignee:shop severity:high", "assignee:shop impact:high"),
    ("score:3..9 severity:high", "score:3..9 impact:high"),
    ("subject:\"é\u{301} 🎫\" severity:high", "subject:\"é\u{301} 🎫\" impact:high"),
  ])
  func `a name is replaced where the query names it`(old: String, new: String) {
    #expect(Self.names.text(old, .list) ?? old == new)
  }

  @Test(arguments: [
    ("severity:low", "severity:high"), ("severity:low,middle", "severity:high"),
    ("severity:low,middle,other", "severity:high,other"),
    ("severity:low or severity:middle", "severity:high or severity:high"),
  ])
  func `names change one after the other, and a list has each once`(old: String, new: String) {
    var severity = FieldSpec(name: "severity", kind: .choice, plugin: "p")
    severity.choices = ["*": ["high", "other"]]
    let names = QueryRenaming(
      [
        Renaming(.choice, of: "severity", from: "low", to: "middle"),
        Renaming(.choice, of: "severity", from: "middle", to: "high"),
      ], fields: [severity], stages: [])
    #expect(names.text(old, .list) == new)
  }

  @Test(arguments: [
    ("edited:severity,assignee side:staff", "edited:impact,assignee side:staff"),
    ("no:edited", "no:edited"), ("action:severity actor:low", "action:severity actor:low"),
    ("not:edited:severity or entered:closed", "not:edited:impact or entered:closed"),
  ])
  func `what is asked about entries follows where it names what they edited`(
    old: String, new: String,
  ) {
    #expect(Self.names.text(old, .entries) ?? old == new)
    #expect(Self.names.text("edited:severity", .list) == nil)
  }

  @Test func `a reference to another field follows in conditions`() {
    #expect(Self.names.text("note:$severity", .condition) == "note:$impact")
  }

  @Test(arguments: ["severity:", "ghost:1", "severity:high (", ""])
  func `what is no query stays as it is`(_ text: String) {
    #expect(Self.names.text(text, .list) == nil)
  }
}
