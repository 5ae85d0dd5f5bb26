import Kernel
import Lua
import Texts

extension Draft {
  static let lifecycleKeys: [APIPart] = [
    .needed("name", .text, "what docket.type calls it"),
    .init(
      "extends", .boolean,
      "whether it adds stages, transitions and on_reply of those stages to another plugin's"),
    .init("initial", .text, "the stage that new tickets have; needed if it extends none"),
    .init(
      "stages", .list,
      """
      of { "name", "category" } or { name, category, was }; categories are \
      \(Category.allCases.map(\.rawValue).joined(separator: " "))
      """),
    .init(
      "transitions", .table,
      "by stage a list of stages, or { to, requires, when, permission, refusal }"),
    .init(
      "leads", .table,
      "where close reopen postpone wake discard restore undo lead: a stage, or by stage"),
    .init(
      "on_reply", .table,
      #"where a reply of an agent and a customer leads: a stage, by stage, or "@stay""#),
  ]

  static let stageKeys: [APIPart] = [
    .init("name", .text, "what tickets have in `stage`"),
    .init("category", .words(of: Category.self), "what it means to the desk"),
    .init("was", .text, "its name in an older version; tickets and queries follow"),
  ]

  static let transitionKeys: [APIPart] = [
    .needed("to", .text, #"a stage, or "@before": the one before the discard"#),
    .init("requires", .listOf(.text), "fields that must not be empty"),
    .init("when", .query, "a condition on the ticket as it is to be"),
    .init("permission", .text, "who may move it so"),
    .init(
      "refusal", .text,
      "the key of the text that is said whichever of these is not met, in the reader's language"),
  ]

  /// The verbs that a life cycle leads.
  private static let ledVerbs = Verb.allCases.filter { $0.destinations != nil }

  static let leadKeys: [APIPart] = ledVerbs.map { verb in
    APIPart(
      verb.rawValue, .either(.text, .table),
      verb == .discard
        ? "a stage, or stages by word, as spam"
        : "a stage, or stages by the one before, * for others")
  }

  static let replyKeys: [APIPart] = ReplySide.allCases.map { side in
    APIPart(
      side.rawValue, .either(.text, .table), #"a stage, stages by the present one, or "@stay""#)
  }

  /// The keys of what is said where moves may not be, each once.
  var refusals: [String] {
    let moves = (lifecycles + lifecycleAdditions).flatMap { $0.transitions.values.joined() }
    return Set(moves.compactMap(\.refusal)).sorted()
  }

  /// `docket.lifecycle`.
  mutating func addLifecycle(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.lifecycle", value, Draft.lifecycleKeys)
    let name = table.name()
    let isAddition = table.boolean("extends") ?? false
    let others = isAddition ? lifecycleAdditions : lifecycles
    claim(name, among: others.map(\.name), of: Text.thingLifeCycle, in: &table)
    var spec = LifecycleSpec(
      name: name, plugin: plugin, initial: table.text("initial") ?? "",
      stages: stages(&table, isAddition: isAddition))
    if isAddition {
      for key in ["initial", "leads"] where table.has(key) {
        table.fail(key, Text.registrationAddition)
      }
    } else if spec.initial.isEmpty {
      table.fail("initial", Text.tableMissing)
    }
    spec.transitions = transitions(&table)
    leads(&table, &spec)
    for pair in table.pairs("on_reply") {
      let sides = Draft.replyKeys.map(\.name)
      if !sides.contains(pair.key) {
        table.fail("on_reply", Names.unknown(pair.key, among: sides))
      }
      spec.onReply[pair.key] = lead(pair.value, key: "on_reply", in: &table)
    }
    // What an addition speaks of is known once the life cycle is.
    if !isAddition { LifecycleCheck(spec: spec).run(&table) }
    try table.check()
    if isAddition { lifecycleAdditions.append(spec) } else { lifecycles.append(spec) }
  }

  private func stages(
    _ table: inout SpecTable, isAddition: Bool,
  ) -> [LifecycleSpec.Stage] {
    var stages: [LifecycleSpec.Stage] = []
    if !table.has("stages"), !isAddition { table.fail("stages", Text.tableMissingAll) }
    for item in table.items("stages") {
      let pair = item.texts ?? []
      let keys = (item.pairs ?? []).map(\.key)
      let was = item["was"]?.text
      let known = Draft.stageKeys.map(\.name)
      if let key = keys.first(where: { !known.contains($0) }) {
        table.fail("stages", Names.unknown(key, among: known))
      }
      if keys.contains("was"), was.map(Names.isPlain) != true {
        table.fail("stages", Text.registrationWas(name: pair.first ?? item["name"]?.text))
      }
      let name = item["name"]?.text ?? pair.first ?? ""
      let word = item["category"]?.text ?? (pair.count == 2 ? pair[1] : "")
      guard Names.isPlain(name) else {
        table.fail("stages", Text.registrationStage(got: item.kindName))
        continue
      }
      guard let category = Category(rawValue: word) else {
        let known = Names.unknown(word, among: Category.allCases.map(\.rawValue))
        table.fail("stages", Text.registrationStageCategory(name: name, unknown: known))
        continue
      }
      if stages.contains(where: { $0.name == name }) {
        table.fail("stages", Text.registrationStageTwice(name: name))
      }
      stages.append(.init(name: name, category: category, was: was))
    }
    return stages
  }

  private func transitions(_ table: inout SpecTable) -> [String: [LifecycleSpec.Transition]] {
    var moves: [String: [LifecycleSpec.Transition]] = [:]
    for pair in table.pairs("transitions") {
      guard let items = pair.value.items else {
        table.fail("transitions", Text.registrationMoves(from: pair.key))
        continue
      }
      moves[pair.key] = items.compactMap { transition($0, from: pair.key, &table) }
    }
    return moves
  }

  private func transition(
    _ item: LuaValue, from: String, _ table: inout SpecTable,
  ) -> LifecycleSpec.Transition? {
    if let to = item.text { return LifecycleSpec.Transition(to: to) }
    var inner = SpecTable("transitions.\(from)", item, Draft.transitionKeys)
    var move = LifecycleSpec.Transition(to: inner.required("to"))
    move.requires = inner.texts("requires")
    move.when = inner.text("when")
    move.permission = inner.text("permission")
    move.refusal = inner.text("refusal")
    inner.finish()
    for problem in inner.problems {
      table.fail("transitions", Text.registrationMove(from: from, problem: problem.text))
    }
    return move
  }

  private func leads(_ table: inout SpecTable, _ spec: inout LifecycleSpec) {
    guard let value = table.value("leads") else { return }
    var inner = SpecTable("leads", value, Draft.leadKeys)
    for verb in Draft.ledVerbs where verb != .discard {
      guard let value = inner.value(verb.rawValue) else { continue }
      spec.leads[verb.rawValue] = lead(value, key: "leads", in: &table)
    }
    if let value = inner.value(Verb.discard.rawValue) {
      // A single stage is its own word: `discard --to deleted`.
      if let stage = value.text {
        spec.discards = [stage: stage]
      } else {
        spec.discards = lead(value, key: "leads", in: &table)
      }
    }
    inner.finish()
    for problem in inner.problems {
      table.fail(
        "leads", Text.registrationLeadKey(key: problem.key, problem: problem.message))
    }
  }

  private func lead(
    _ value: LuaValue, key: String, in table: inout SpecTable,
  ) -> LifecycleSpec.Lead {
    if let stage = value.text { return ["*": stage] }
    var lead: LifecycleSpec.Lead = [:]
    for pair in value.pairs ?? [] { lead[pair.key] = pair.value.text }
    if lead.isEmpty || lead.count != value.pairs?.count {
      table.fail(key, Text.registrationLead(got: value.kindName))
    }
    return lead
  }
}
