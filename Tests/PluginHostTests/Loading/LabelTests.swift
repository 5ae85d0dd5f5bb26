import Kernel
import PluginHost
import Testing

/// A plugin's locales name what the plugin itself declares, and nothing else.
@Suite struct LabelTests {
  private static let main = """
    docket.field{ name = "severity", type = "choice", choices = { "high", "low" }, group = "triage" }
    docket.form{ name = "call", fields = { { name = "caller", type = "text", group = "who" } },
      each = function() end }
    docket.queue{ name = "hr" }
    docket.role{ name = "clerk", grants = { "ticket.view" } }
    """

  private func problems(_ locale: String) throws -> [PluginProblem] {
    let source = PluginSource.sample(
      Self.main, files: ["locales/en.lua": "return {\n  \(locale)\n}"])
    return try PluginLoader().load([
      source,
      .sample(
        "docket.field{ name = 'grudge', type = 'text' }", name: "other"),
    ]).problems
  }

  @Test(arguments: [
    #"["field.severity"] = "Severity""#, #"["help.severity"] = "How bad""#,
    #"["placeholder.severity"] = "low""#, #"["group.triage"] = "Triage""#,
    #"["group.who"] = "Who""#, #"["help.call.caller"] = "Name""#,
    #"["placeholder.call.caller"] = "Ann""#, #"["choice.severity.high"] = "High""#,
    #"["queue.hr"] = "Personnel""#,
    #"["role.clerk"] = "Clerk""#, #"["my.own"] = "text""#, #"["refusal.no"] = "no""#,
  ])
  func `what a plugin declares it may label`(locale: String) throws {
    #expect(try problems(locale) == [])
  }

  @Test(arguments: [
    "field.subject", "field.grudge", "help.priority", "priority.low", "category.open",
    "stage.resolved", "type.question", "queue.sales", "reason.solved", "channel.inbox",
    "role.agent", "action.merge", "param.merge.into", "choice.severity.middle",
    "choice.priority.low", "field.severityy", "group.others", "placeholder.subject",
    "help.call.calller",
  ])
  func `a label of what the plugin does not declare is an error with file, line and key`(
    key: String
  ) throws {
    let found = try problems(#"["\#(key)"] = "Something else""#)
    #expect(found.map(\.plugin) == ["sample"])
    #expect(found.first?.file == "locales/en.lua")
    #expect(found.first?.line == 2)
    #expect(found.first?.message.contains("`\(key)`") == true)
  }

  @Test(arguments: ["", #"queues = { "mine" }"#])
  func `names that settings give by themselves may be labelled, also where the desk gives others`(
    _ given: String
  ) throws {
    let source = PluginSource.sample(
      "for _, name in pairs(docket.settings.queues) do docket.queue{ name = name } end",
      manifest: #"settings = { queues = { type = "list", of = "text", default = { "hr" } } },"#,
      files: ["locales/en.lua": #"return { ["queue.hr"] = "Personnel", ["queue.hx"] = "x" }"#])
    let settings: [String: [String: JSON]] =
      given.isEmpty ? [:] : ["sample": ["queues": .array([.string("mine")])]]
    let found = try PluginLoader(settings: settings).load([source]).problems
    #expect(found.map { $0.message.contains("`queue.hx`") } == [true])
  }

  @Test func `a label that is nearly right suggests the right one`() throws {
    let found = try problems(#"["field.severityy"] = "Severity""#)
    #expect(found.first?.message.contains("field.severity") == true)
    #expect(found.first?.message.contains("did you mean") == true)
  }

  @Test func `what a setting is called is not what another plugin's field is called`() throws {
    let set = try PluginLoader().load([
      .sample(
        "", name: "a", manifest: "settings = { grudge = { type = 'text' } },",
        files: ["locales/en.lua": #"return { ["field.grudge"] = "Its setting" }"#]),
      .sample(
        "docket.field{ name = 'grudge', type = 'text' }", name: "b",
        files: ["locales/en.lua": #"return { ["field.grudge"] = "Grudge" }"#]),
    ])
    #expect(set.problems == [])
    #expect(Labels(set.registry.labels, language: "en").field("grudge") == "Grudge")
  }

  @Test func `a stage is called as the life cycle of the ticket's type calls it`() throws {
    func source(_ name: String, _ label: String) -> PluginSource {
      .sample(
        """
        docket.lifecycle{
          name = "\(name)", initial = "new", stages = { { "new", "open" }, { "done", "closed" } },
          transitions = { new = { "done" }, done = { "new" } },
          leads = { close = "done", reopen = "new" },
        }
        docket.type{ name = "\(name)", lifecycle = "\(name)" }
        """, name: name,
        files: [
          "locales/en.lua": #"return { ["stage.new"] = "\#(label)", ["stage.done"] = "Done" }"#
        ])
    }
    let set = try PluginLoader().load([source("loan", "Asked for"), source("repair", "Broken")])
    #expect(set.problems == [])
    let labels = Labels(of: set.registry, language: "en")
    #expect(labels.value("new", of: "stage", onType: "loan") == "Asked for")
    #expect(labels.value("new", of: "stage", onType: "repair") == "Broken")
    #expect(labels.value("new", of: "stage") == "Asked for / Broken")
    #expect(labels.value("done", of: "stage") == "Done")
    #expect(
      set.registry.nearest(to: "broken", among: ["new"], as: .value(of: .stage)) == "new")
  }

  @Test func `the kernel's own names are labelled without any plugin`() {
    #expect(Labels(nil, language: "de").field("priority") == "Priorität")
    #expect(Labels(nil, language: "en").value("open", of: "category") == "Open")
  }

  @Test func `a registry of an older version does not rename what is the kernel's`() {
    let labels = Labels(#"{"en":{"priority.low":"Urgent","stage.new":"New"}}"#, language: "en")
    #expect(labels.value("low", of: "priority") == "Low")
    #expect(labels.value("new", of: "stage") == "New")
  }
}
