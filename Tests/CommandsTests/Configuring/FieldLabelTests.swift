import Foundation
import TestSupport
import Testing

/// What the desk's own fields are called, and what is told where they are declared wrongly.
@Suite struct FieldLabelTests {
  @Test(arguments: [
    ["Priority"], ["  priority "], ["due"], ["de=Priorität"], ["Weight of it"],
  ])
  func `a field may not be called as another one is`(labels: [String]) throws {
    let desk = try TestDesk()
    let first = try desk.run("field", "add", "weight", "--type", "text", "--label", "Weight of it")
    #expect(first.status == 0, "\(first)")
    let named = labels.flatMap { ["--label", $0] }
    let result = try desk.process(["field", "add", "lab3", "--type", "text"] + named).run()
    #expect(result.status == 1 && result.errors.contains("already: call this one"), "\(result)")
    // What one language calls another field is free in the others.
    let same = try desk.run("field", "set", "weight", "--label", "nl=Betreff")
    #expect(same.status == 0, "\(same)")
  }

  @Test func `of a wrong declaration only its own problems are told`() throws {
    let desk = try TestDesk()
    for arguments in [
      ["field", "add", "severity", "--type", "text"], ["plugin", "enable", "routing", "--yes"],
      ["rule", "add", "loud", "event=field.severity", "tags=x"],
    ] {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(result)")
    }
    let result = try desk.run(
      "field", "add", "nx", "--type", "text", "--required-if", "due:..kaputt", "--lang", "de")
    #expect(result.status == 1 && result.errors.contains("ist keine Zeitangabe"), "\(result)")
    #expect(!result.errors.contains("routing"), "\(result)")
  }

  @Test func `a wrong setting of a configuration is told in the reader's language`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "satisfaction", "--yes")
    try desk.run("plugin", "set", "satisfaction", "low=2")
    let text = try desk.run("config", "export").output
    #expect(text.contains("low = 2"))
    let path = desk.folder + "/config.lua"
    try text.replacing("low = 2", with: "low = \"x\"")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let result = try desk.run("config", "apply", path, "--yes", "--lang", "de")
    #expect(result.status == 1 && result.errors.contains("Einstellung `low`"), "\(result)")
  }

  @Test(arguments: [
    #"["field.office"] = "Priority""#, #"["field.office"] = "room""#,
    #"["field.office"] = "Place", ["field.room"] = "place""#,
  ])
  func `a configuration whose label makes a field look like another one is refused`(
    labels: String
  ) throws {
    let desk = try TestDesk()
    let path = desk.folder + "/config.lua"
    try """
    return { docket = 1,
      declares = { field = { { name = "office", type = "text" }, { name = "room", type = "text" } } },
      labels = { en = { \(labels) } } }
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let result = try desk.run("config", "apply", path, "--yes")
    #expect(result.status == 1 && result.errors.contains("something else"), "\(result)")
    #expect(result.errors.contains("the field `"), "\(result)")
    #expect(try !desk.run("field", "list").output.contains("office"))
  }
}
