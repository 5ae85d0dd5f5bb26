import Kernel
import Lua
import Texts

extension Draft {
  /// Functions of `docket.tickets` that are no actions.
  static let takenActions: Set<String> = ["get", "find", "each", "count", "measure", "apply"]
  /// What a declaration says of a ticket's fields alone.
  static let ticketOnly = [
    "computed", "was", "edit", "show_if", "required_if", "types", "among", "joins", "sum", "order",
    "group", "ask",
  ]

  /// What is said of an action's parameters; of its data the same but `edit`.
  static let paramKeys = memberKeys.filter { $0.name == "edit" || !ticketOnly.contains($0.name) }

  static let actionKeys: [APIPart] = [
    .needed("name", .text, "the verb, as in docket do ID NAME"),
    .init("on", .text, "ticket, which it is where it is left out"),
    .init(
      "params", .table, "what it takes, by name; each a table as docket help api params has it"),
    .init(
      "data", .table, "what propose gives back and the entry keeps, declared in the same way"),
    .init("permission", .text, "who may do it; PLUGIN.NAME, where it is left out"),
    .init("when", .query, "a condition on tickets that it is for"),
    .init(
      "rules", .text,
      """
      the setting whose entries are rules, which docket rule administers: a map of records with \
      active and order, each with a default; the action does the one that its parameter rule names
      """),
    .needed(
      "propose", .function(["change"], .deciding),
      "amends the change, or refuses it; gives the table of data, and an answer for who asks"),
  ]

  /// `docket.action`.
  mutating func addAction(
    _ value: LuaValue, settings: [SettingSpec],
  ) throws(HostError) {
    var table = SpecTable("docket.action", value, Draft.actionKeys)
    let name = table.name()
    if Verb(rawValue: name) != nil {
      table.fail("name", Text.registrationActionTaken(name: name))
    }
    if Draft.takenActions.contains(name) {
      table.fail("name", Text.registrationFunctionTaken(name: name))
    }
    claim(name, among: actions.map(\.name), of: Text.thingAction, in: &table)
    if let on = table.text("on"), on != "ticket" {
      table.fail(
        "on",
        Text.registrationActionOn(on: on))
    }
    let permission = table.text("permission") ?? "\(plugin).\(name)"
    if let problem = PermissionList.problem(with: permission) { table.fail("permission", problem) }
    let params = members("params", &table)
    let data = members("data", &table)
    let when = table.text("when")
    let rules = table.text("rules")
    if let rules { checkRules(rules, params, settings, in: &table) }
    let propose = table.function("propose")
    try table.check()
    actions.append(
      ActionSpec(
        name: name, params: params, data: data, permission: permission, when: when, rules: rules,
        plugin: plugin, version: version))
    functions[.action(name)] = propose
  }

  private func checkRules(
    _ name: String, _ params: [FieldSpec], _ settings: [SettingSpec], in table: inout SpecTable,
  ) {
    let setting = settings.first { $0.name == name }
    if setting?.holdsRules != true { table.fail("rules", Text.registrationRules(name: name)) }
    if !params.contains(where: { $0.name == ActionSpec.ruleParam }) {
      table.fail("rules", Text.registrationRulesParam(param: ActionSpec.ruleParam))
    }
    if actions.contains(where: { $0.rules != nil }) {
      table.fail("rules", Text.registrationRulesTwice)
    }
  }

  func members(_ key: String, _ table: inout SpecTable) -> [FieldSpec] {
    table.pairs(key).map { pair in
      var inner = SpecTable("\(key).\(pair.key)", pair.value, Draft.memberKeys)
      if !Names.isPlain(pair.key) {
        table.fail(key, Text.registrationPlainName(name: pair.key))
      }
      if key == "params", VerbUsage.taken.contains(pair.key) {
        table.fail(key, Text.registrationArgumentTaken(name: pair.key))
      }
      let spec = fieldSpec(pair.key, &inner)
      // A parameter is given, as a field is edited; data comes from the plugin itself.
      for word in Draft.ticketOnly
      where inner.has(word) && !(key == "params" && word == "edit") {
        inner.fail(word, Text.registrationTicketOnly(key: key))
      }
      inner.finish()
      for problem in inner.problems {
        table.fail(key, Text.tableElement(key: pair.key, problem: problem.text))
      }
      return spec
    }
  }

  static let channelKeys: [APIPart] = [
    .needed("name", .text, "what subscriptions and notifications call it"),
    .init("address", .text, "the field of a person that holds where to send, as email"),
    .needed(
      "send", .function(["message"], .reacting),
      #"""
      sends; gives true, or nil and { code = "retry"|"later"|"drop", after, message }: after is a \#
      duration, and later counts as no failed try; or nil and { code = "pass", channel, together }: \#
      another channel is given it, as one message with all others that are due for that person \#
      where together is true
      """#),
  ]

  /// `docket.channel`.
  mutating func addChannel(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.channel", value, Draft.channelKeys)
    let name = table.name()
    claim(name, among: channels.map(\.name), of: Text.thingChannel, in: &table)
    let address = table.text("address")
    let send = table.function("send")
    try table.check()
    channels.append(ChannelSpec(name: name, address: address, plugin: plugin))
    functions[.channel(name)] = send
  }

  static let importerKeys: [APIPart] = [
    .needed("name", .text, "the source that the desk remembers"),
    .init("format", .words(of: ImporterSpec.Format.self)),
    .init("rows", .text, "for json the way to the list of rows, as data.items"),
    .init("time_zone", .text, "for times without a zone; the desk's, where it is left out"),
    .init("rules", .boolean, "whether moves, evidence and validate hooks count"),
    .init("after", .boolean, "whether after hooks and notifications follow"),
    .init(
      "update", .boolean, "whether a row that was in and has changed changes its ticket"),
    .needed(
      "each", .function(["row", "import"], .importing),
      "makes changes of a row; see docket help api import"),
  ]

  /// `docket.importer`.
  mutating func addImporter(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.importer", value, Draft.importerKeys)
    let name = table.required("name")
    if !name.isEmpty, !Names.isPluginName(name) {
      table.fail("name", Text.tablePluginName(name: name))
    }
    claim(name, among: importers.map(\.name), of: Text.thingImporter, in: &table)
    var spec = ImporterSpec(
      name: name, format: table.word("format", as: ImporterSpec.Format.self) ?? .csv)
    if !table.has("format") { table.fail("format", Text.registrationNoFormat) }
    spec.rows = table.text("rows")
    spec.timeZone = table.text("time_zone")
    spec.obeysRules = table.boolean("rules") ?? false
    spec.hasEffects = table.boolean("after") ?? false
    spec.isUpdating = table.boolean("update") ?? false
    let each = table.function("each")
    try table.check()
    importers.append(spec)
    functions[.importer(name)] = each
  }

  static let scriptKeys: [APIPart] =
    [
      .needed("summary", .text, "what it does, in a line"),
      .init("texts", .table, "its texts by language, then key; see docket help api locales"),
    ] + ManifestReader.sharedKeys

  /// `docket.script`: the manifest of a single file.
  mutating func setScript(_ value: LuaValue, of manifest: Manifest) throws(HostError) {
    guard manifest.isScript else {
      throw HostError(Text.registrationScriptPlugin)
    }
    guard script == nil, isEmpty else {
      throw HostError(Text.registrationScriptFirst)
    }
    var table = SpecTable("docket.script", value, Draft.scriptKeys)
    var result = manifest
    result.summary = table.required("summary")
    ManifestReader.readShared(&table, into: &result)
    for pair in table.pairs("texts") {
      for text in pair.value.pairs ?? [] {
        result.texts[pair.key, default: [:]][text.key] = text.value.text
      }
    }
    try table.check()
    script = result
    onFault = result.onFault
  }
}
