import Kernel
import Lua
import Texts

/// Reads the file of a desk's configuration: all that is wrong with it comes back together.
package enum ConfigReader {
  /// What is wrong with a file, a line each.
  package struct Problems: TextError, Equatable, Sendable {
    package let lines: [Text]

    package var text: Text { Text(joining: lines, by: "\n") }
    package var description: String { text.description }
  }

  /// The configuration that a text returns; `file` is what messages call it.
  ///
  /// The text runs in an empty sandbox of its own and gives plain data, or nothing.
  package static func document(
    of text: String, file: String,
  ) throws(Problems) -> ConfigDocument {
    let value: LuaValue
    do throws(LuaError) {
      value = try LuaValue.evaluating(
        text, chunk: file, name: "config", instructions: 20_000_000, memory: 64 << 20)
    } catch {
      throw Problems(lines: [Text(words: error.description)])
    }
    var table = SpecTable(file, value, keys)
    let format = table.integer("docket")
    if format == nil { table.fail("docket", Text.configNoFormat) }
    if let format, format != 1 {
      table.fail("docket", Text.configOtherFormat(format: format))
    }
    var document = ConfigDocument()
    document.name = table.text("name")
    document.language = table.text("language")
    document.zone = table.text("time_zone")
    if let zone = document.zone, (try? Zone.named(zone)) == nil {
      table.fail("time_zone", Text.tableNoZone(zone: zone))
    }
    document.defaultType = table.text("default_type")
    document.attachmentLimit = table.text("attachment_limit")
    document.plugins = list("plugins", of: &table, plugin)
    document.declarations = declarations(&table)
    document.labels = labels(&table)
    document.queues = table.value("queues") == nil ? nil : table.texts("queues")
    document.roles = list("roles", of: &table, role)
    document.views = list("views", of: &table, view)
    document.subscriptions = list("subscriptions", of: &table, subscription)
    document.people = list("people", of: &table, person)
    table.finish()
    guard table.problems.isEmpty else {
      throw Problems(lines: table.problems.map { line(of: $0, in: text, file) })
    }
    return document
  }

  private static func line(of problem: SpecTable.Problem, in text: String, _ file: String) -> Text {
    let line = problem.key.flatMap { LineFinder.line(of: $0, in: text) }.map { ":\($0)" } ?? ""
    return Text.frameOf(owner: "\(file)\(line)", problem: problem.text)
  }

  /// What the file may say.
  static let keys: [APIPart] = [
    .init("docket", .integer, "1, the form of the file"), .init("name", .text, "the desk's name"),
    .init("language", .text, "as en"), .init("time_zone", .text, "as Europe/Berlin"),
    .init("default_type", .text, "what new tickets are where nobody says it"),
    .init("attachment_limit", .text, "as 25 MB"),
    .init("plugins", .keys(pluginKeys), "a list of { name, version, script, settings }"),
    .init("declares", .table, "what docket field, type, reason and stage declared"),
    .init("labels", .table, "what those are called, by language and key"),
    .init("queues", .listOf(.text), "the desk's own"),
    .init("roles", .keys(roleKeys), "a list of { name, side, grants }"),
    .init("views", .keys(viewKeys), "a list of { name, query, share }"),
    .init(
      "subscriptions", .keys(Draft.tellingKeys), "a list of { to, event, when, channel, own }"),
    .init(
      "people", .keys(personKeys),
      "a list of { name, email, login, language, zone, roles, fields }"),
  ]

  private static let pluginKeys: [APIPart] = [
    .needed("name", .text), .init("version", .text), .init("script", .boolean),
    .init("settings", .table),
  ]
  private static let roleKeys: [APIPart] = [
    .needed("name", .text), .init("side", .text), .init("grants", .list),
  ]
  /// A view of a plugin may be nobody's; one of the desk that stands here is a role's.
  private static let viewKeys =
    Draft.viewKeys.filter { $0.name != "share" } + [.needed("share", .text)]
  private static let personKeys =
    SpecDeskAPI.personKeys + [APIPart("login", .text, "of the system")]

  /// A list of tables with names; what is wrong with one is told under its name.
  private static func list<Item>(
    _ key: String, of table: inout SpecTable, _ read: (inout SpecTable) -> Item,
  ) -> [Item]? {
    guard table.value(key) != nil else { return nil }
    let parts = table.keys(under: key)
    var items: [Item] = []
    var names: Set<String> = []
    for value in table.items(key) {
      let name = value["name"]?.text ?? ""
      var inner = SpecTable(key, value, parts)
      items.append(read(&inner))
      inner.finish()
      if !name.isEmpty, !names.insert(name).inserted {
        table.fail(name, Text.configTwice(key: key))
      }
      for problem in inner.problems {
        table.fail(
          name.isEmpty ? key : name, Text.configPart(key: key, problem: problem.text))
      }
    }
    return items
  }

  private static func declarations(_ table: inout SpecTable) -> OwnDeclarations? {
    guard let value = table.value("declares") else { return nil }
    var inner = SpecTable("declares", value, OwnDeclarations.keys)
    let declarations = OwnDeclarations(in: &inner)
    inner.finish()
    for problem in inner.problems {
      table.fail("declares", Text.configPart(key: "declares", problem: problem.text))
    }
    return declarations
  }

  private static func labels(_ table: inout SpecTable) -> [String: [String: String]]? {
    guard table.value("labels") != nil else { return nil }
    var labels: [String: [String: String]] = [:]
    for language in table.pairs("labels") {
      guard Language(language.key)?.code == language.key, let texts = language.value.pairs else {
        table.fail("labels", Text.configLabels(language: language.key))
        continue
      }
      for pair in texts {
        guard let text = pair.value.text else {
          table.fail(
            pair.key, Text.tableWants(wanted: Text.valueText, got: pair.value.kindName))
          continue
        }
        labels[language.key, default: [:]][pair.key] = text
      }
    }
    return labels
  }

  private static func plugin(_ table: inout SpecTable) -> ConfigDocument.Plugin {
    var plugin = ConfigDocument.Plugin(name: table.required("name"))
    plugin.version = table.text("version")
    if let version = plugin.version, Version(version) == nil {
      table.fail("version", Text.tableBadVersion(version: version))
    }
    plugin.isScript = table.boolean("script") ?? false
    for pair in table.pairs("settings") {
      guard let json = pair.value.json else {
        table.fail(
          "settings", Text.configBadSetting(setting: pair.key, got: pair.value.kindName))
        continue
      }
      plugin.settings[pair.key] = json
    }
    return plugin
  }

  private static func role(_ table: inout SpecTable) -> RoleSpec {
    let name = table.required("name")
    let side = table.text("side") ?? RoleSpec.Side.staff.rawValue
    if RoleSpec.Side(rawValue: side) == nil {
      table.fail("side", Names.unknown(side, among: ["staff", "customer"]))
    }
    var grants: [Grant] = []
    for item in table.items("grants") {
      if let grant = PermissionList.grant(item, key: "grants", in: &table) { grants.append(grant) }
    }
    return RoleSpec(name: name, side: RoleSpec.Side(rawValue: side) ?? .staff, grants: grants)
  }

  private static func view(_ table: inout SpecTable) -> ConfigDocument.SharedView {
    ConfigDocument.SharedView(
      name: table.required("name"), query: table.required("query"), share: table.required("share"))
  }

  private static func subscription(_ table: inout SpecTable) -> SubscriptionDraft {
    var draft = SubscriptionDraft(
      to: table.required("to"), event: table.required("event"), when: table.text("when"),
      channel: table.text("channel"))
    draft.tellsOwn = table.boolean("own") ?? false
    return draft
  }

  private static func person(_ table: inout SpecTable) -> Person {
    var fields: [String: Value] = [:]
    for pair in table.pairs("fields") {
      do throws(HostError) {
        fields[pair.key] = try ValueConversion.given(pair.value, for: nil)
      } catch {
        table.fail("fields", Text.configBadSetting(setting: pair.key, got: pair.value.kindName))
      }
    }
    return Person(
      id: Person.ID(rawValue: 0), name: table.required("name"), email: table.text("email") ?? "",
      login: table.text("login") ?? "", language: table.text("language") ?? "",
      zone: table.text("zone") ?? "", roles: Set(table.texts("roles")).sorted(), fields: fields)
  }
}
