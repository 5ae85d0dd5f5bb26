import Kernel
import PluginHost
import Testing

/// What is set follows names that became others, where it is declared as such a name.
@Suite struct RenamedSettingTests {
  private static let fields = ["severity", "impact"].map {
    FieldSpec(name: $0, kind: .text, plugin: "desk")
  }

  private static var names: RenamedSettings {
    var registry = Registry()
    registry.fields = fields
    return RenamedSettings(
      [
        Renaming(.field, from: "severity", to: "impact"),
        Renaming(.queue, from: "old", to: "new"), Renaming(.tag, from: "old", to: "newtag"),
        Renaming(.rootCause, from: "old", to: "newcause"),
        Renaming(.role, from: "old", to: "newrole"),
        Renaming(.type, from: "old", to: "newtype"),
        Renaming(.reason, from: "old", to: "newreason"),
        Renaming(.stage, of: "repair", from: "old", to: "newstage", category: .open),
        Renaming(.choice, of: "impact", from: "minor", to: "small"),
      ], from: registry, to: registry)
  }

  private func spec(
    _ kind: SettingSpec.Kind, of element: SettingSpec.Kind? = nil, keys: SettingSpec.Kind? = nil,
  ) -> SettingSpec {
    var spec = SettingSpec(name: "x", kind: kind)
    if let element { spec.of = [SettingSpec(name: "x", kind: element)] }
    spec.keys = keys
    return spec
  }

  @Test(arguments: [
    (SettingSpec.Kind.queue, "old", "new"), (.tag, "old", "newtag"),
    (.rootCause, "old", "newcause"), (.role, "old", "newrole"), (.type, "old", "newtype"),
    (.closeReason, "old", "newreason"), (.stage, "old", "newstage"),
    (.field, "severity", "impact"), (.event, "field.severity", "field.impact"),
    (.event, "create", "create"), (.recipient, "role:old", "role:newrole"),
    (.recipient, "old", "old"),
    (.query, "severity:a queue:old type:old", "impact:a queue:new type:newtype"),
    (.query, "is:open sort:-severity", "is:open sort:-impact"),
    (.text, "old", "old"), (.longText, "severity", "severity"), (.choice, "old", "old"),
  ])
  func `a text is renamed by what it is declared to be`(
    kind: SettingSpec.Kind, text: String, renamed: String,
  ) {
    #expect(spec(kind).renamed(.string(text), by: Self.names) == .string(renamed))
  }

  @Test func `lists, maps and records follow in each of their parts`() {
    let list = JSON.array([.string("old"), .string("other")])
    #expect(
      spec(.list, of: .rootCause).renamed(list, by: Self.names)
        == .array([.string("newcause"), .string("other")]))
    let map = JSON.object([("severity", .string("old"))])
    #expect(
      spec(.map, of: .text, keys: .field).renamed(map, by: Self.names)
        == .object([("impact", .string("old"))]))
    #expect(
      spec(.map, of: .queue).renamed(map, by: Self.names)
        == .object([("severity", .string("new"))]))
    var record = spec(.record)
    record.fields = [SettingSpec(name: "severity", kind: .tag)]
    #expect(record.renamed(map, by: Self.names) == .object([("severity", .string("newtag"))]))
  }

  @Test(arguments: [
    ("minor", "small"), ("+minor,-major", "+small,-major"), ("minority", "minority"),
  ])
  func `a text under the name of a field is a value of the field`(text: String, renamed: String) {
    let map = JSON.object([("severity", .string(text)), ("other", .string("minor"))])
    #expect(
      spec(.map, of: .text, keys: .field).renamed(map, by: Self.names)
        == .object([("impact", .string(renamed)), ("other", .string("minor"))]))
    #expect(
      spec(.map, of: .text).renamed(map, by: Self.names) == map)
  }

  @Test func `what the names of a map are is said of maps only`() throws {
    func problems(_ setting: String) throws -> String {
      let source = PluginSource(
        name: "x",
        texts: [
          "plugin.lua": """
          return { name = "x", version = "1.0.0", api = 1, summary = "s", settings = { a = \(setting) } }
          """, "init.lua": "",
        ])
      return try PluginLoader().load([source]).problems.map(\.description).joined()
    }
    #expect(try problems("{ type = \"map\", keys = \"field\", of = \"text\" }") == "")
    #expect(try problems("{ type = \"list\", keys = \"field\" }").contains("maps only"))
    #expect(try problems("{ type = \"map\", keys = \"feild\" }").contains("field"))
  }
}
