import Kernel
import PluginHost
import Testing

/// The desk's own plugin: what commands declare, beside what somebody wrote into it.
@Suite struct OwnPluginTests {
  private func edit(
    _ step: DeclarationEdit.Step, _ kind: DeclarationEdit.Kind, _ name: String,
    _ values: [(String, JSON)] = [], label: String? = nil, in language: String? = nil,
  ) -> DeclarationEdit {
    var edit = DeclarationEdit(step, kind, name)
    for (key, value) in values { edit.say(key, value) }
    if let label {
      edit.labels.append(.init(language: language, kind: kind.rawValue, text: label))
    }
    return edit
  }

  private func plugin(
    _ edits: DeclarationEdit..., over source: PluginSource? = nil,
  ) throws -> OwnPlugin {
    var plugin = try OwnPlugin(source)
    for edit in edits { try plugin.apply(edit, language: "en") }
    return plugin
  }

  private func text(_ file: String, of plugin: OwnPlugin) -> String {
    String(decoding: plugin.source.files[file] ?? [], as: UTF8.self)
  }

  private var severity: DeclarationEdit {
    edit(
      .add, .field, "severity",
      [
        ("type", .string("choice")), ("choices", .array([.string("minor"), .string("major")])),
      ], label: "Severity")
  }

  @Test func `a new one loads, and registers what was declared`() throws {
    let set = try PluginLoader().load([plugin(severity).source])
    #expect(set.problems == [])
    #expect(set.registry.fields.map(\.name) == ["severity"])
    #expect(set.registry.fields[0].choices == ["*": ["minor", "major"]])
    #expect(Labels(set.registry.labels, language: "en").field("severity") == "Severity")
  }

  @Test func `what is read back is written the same, whatever it says`() throws {
    let hostile = "\"] = nil } os.exit() --\n\\"
    let first = try plugin(
      severity,
      edit(.add, .reason, "old", [("requires", .array([.string("comment")]))], label: hostile),
      edit(.add, .type, "repair", [("defaults", .object([("subject", .string(hostile))]))]),
      edit(
        .add, .stage, "shop",
        [
          ("lifecycle", .string("question")), ("category", .string("open")),
          ("from", .array([.string("new")])), ("to", .array([.string("resolved")])),
        ]))
    let again = try OwnPlugin(first.source)
    #expect(again.declarations.text == first.declarations.text)
    #expect(!again.isByHand)
    #expect(try again.labels()["en"]?["reason.old"] == hostile)
    #expect(again.declarations.names(of: .stage) == ["shop"])
  }

  @Test func `what is renamed or set is written as it is read again`() throws {
    let cycle = edit(
      .add, .lifecycle, "loan",
      [
        ("initial", .string("asked")),
        (
          "stages",
          .array(
            [("asked", "open"), ("back", "closed")].map { name, category in
              .object([("name", .string(name)), ("category", .string(category))])
            })
        ),
        (
          "transitions",
          .object([
            ("asked", .array([.string("back")])), ("back", .array([.string("asked")])),
          ])
        ), ("leads", .object([("close", .string("back"))])),
        ("on_reply", .object([("agent", .object([("asked", .string("back"))]))])),
      ])
    let plugin = try plugin(
      cycle, edit(.rename(to: "zero"), .stage, "asked"), edit(.rename(to: "a"), .stage, "back"),
      edit(
        .set, .lifecycle, "loan",
        [("leads", .object([("reopen", .object([("a", .string("zero"))]))]))]),
      edit(.rename(to: "lending"), .lifecycle, "loan"))
    let text = text("lib/made.lua", of: plugin)
    #expect(try !OwnPlugin(plugin.source).isByHand, "\(text)")
    for words in [
      "initial = \"zero\"", "a = { \"zero\" }", "zero = { \"a\" }", "was = \"asked\"",
      "close = \"a\"", "agent = { zero = \"a\" }", "name = \"lending\"",
    ] { #expect(text.contains(words), "\(words): \(text)") }
    #expect(try PluginLoader().load([plugin.source]).problems == [])
  }

  @Test func `a name that is none cannot leave the text that it stands in`() throws {
    let name = "x\"] = 1, [\"y"
    let plugin = try plugin(edit(.add, .field, name, [("type", .string("text"))], label: "X"))
    #expect(try plugin.labels() == ["en": ["field.\(name)": "X"]])
    let problems = try PluginLoader().load([plugin.source]).problems
    #expect(problems.first?.message.contains("a name has lower-case letters") == true)
  }

  @Test func `other words replace those of before, and null takes them away`() throws {
    let plugin = try plugin(
      severity,
      edit(
        .set, .field, "severity", [("required", .boolean(true)), ("default", .string("minor"))]),
      edit(.set, .field, "severity", [("required", .null)]))
    let text = text("lib/made.lua", of: plugin)
    #expect(text.contains("default = \"minor\"") && !text.contains("required"))
  }

  @Test func `what is removed takes its labels along, and nothing else`() throws {
    let plugin = try plugin(
      severity, edit(.add, .field, "office", [("type", .string("text"))], label: "Office"),
      edit(.set, .field, "severity", label: "Ernst", in: "nl"), edit(.remove, .field, "severity"))
    #expect(try plugin.labels() == ["en": ["field.office": "Office"]])
    #expect(plugin.declarations.names(of: .field) == ["office"])
    #expect(try PluginLoader().load([plugin.source]).problems == [])
  }

  @Test func `a name has one declaration, and one that there is not is named by the nearest`()
    throws
  {
    #expect(throws: Refusal.self) { try plugin(severity, severity) }
    let refusal = #expect(throws: Refusal.self) {
      try plugin(severity, edit(.remove, .field, "severty"))
    }
    #expect(refusal?.message.contains("did you mean severity?") == true)
  }

  @Test func `comments in a file of texts stay`() throws {
    var files = try plugin(severity).source.files
    files["locales/en.lua"] = Array(
      "-- ours\nreturn {\n  [\"field.severity\"] = \"Severity\", -- asked by mia\n}\n".utf8)
    let new = try plugin(
      edit(.add, .field, "office", [("type", .string("text"))], label: "Office"),
      over: PluginSource(name: "desk", files: files))
    let text = text("locales/en.lua", of: new)
    #expect(text.contains("-- ours\n") && text.contains("-- asked by mia"))
    #expect(try new.labels()["en"]?["field.office"] == "Office")
  }

  @Test func `a file of texts that cannot be changed by lines is left alone, with what to write`()
    throws
  {
    var files = try plugin(severity).source.files
    files["locales/en.lua"] = Array(
      "local t = {}\nt[\"field.severity\"] = \"Severity\"\nreturn t\n".utf8)
    let refusal = #expect(throws: Refusal.self) {
      try plugin(
        edit(.set, .field, "severity", label: "Weight"),
        over: PluginSource(name: "desk", files: files))
    }
    #expect(refusal?.message.contains("[\"field.severity\"] = \"Weight\"") == true)
  }

  @Test func `moves that stay keep what somebody wrote of them`() throws {
    var files = try plugin(severity).source.files
    files["lib/made.lua"] = Array(
      """
      return { lifecycle = { {
        name = "question", extends = true,
        stages = { { name = "vet", category = "waiting", was = "checked" } },
        transitions = {
          new = { { to = "vet", permission = "vet.send" } },
          vet = { "open", { to = "new", when = "tag:a" } },
        },
      } } }
      """.utf8)
    let new = try plugin(
      edit(
        .set, .stage, "vet",
        [
          ("to", .array([.string("new"), .string("resolved")])), ("category", .string("open")),
        ]), over: PluginSource(name: "desk", files: files))
    let text = text("lib/made.lua", of: new)
    for words in ["vet.send", "tag:a", "was = \"checked\"", "category = \"open\"", "\"resolved\""] {
      #expect(text.contains(words), "\(text)")
    }
    #expect(!text.contains("{ \"open\""), "\(text)")
  }

  @Test func `a file of declarations that holds something else is told with its line`() throws {
    var files = try plugin(severity).source.files
    files["lib/made.lua"] = Array("return {\n  fields = {},\n}\n".utf8)
    let problem = #expect(throws: PluginProblem.self) {
      try OwnPlugin(PluginSource(name: "desk", files: files))
    }
    #expect(problem?.description.contains("desk/lib/made.lua:2") == true)
    #expect(problem?.description.contains("did you mean `field`?") == true)
  }

  @Test func `the history tells what is declared otherwise, but for fields that only some see`()
    throws
  {
    let before = try plugin(severity).declarations
    let after = try plugin(
      severity, edit(.set, .field, "severity", [("required", .boolean(true))]),
      edit(.add, .field, "salary", [("type", .string("integer")), ("view", .string("pay.view"))]),
      edit(.add, .type, "raise", [("defaults", .object([("salary", .integer(7))]))]),
      edit(.add, .reason, "paid", [("requires", .array([.string("salary")]))])
    ).declarations
    let edits = after.edits(since: before)
    #expect(edits.map(\.field) == ["field.severity"])
    #expect(edits.first?.to.text?.contains("required = true") == true)
  }
}
