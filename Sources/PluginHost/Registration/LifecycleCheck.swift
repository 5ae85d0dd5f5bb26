import Kernel
import Lua
import Texts

/// Checks that a life cycle only speaks of its own stages, and that its leads fit their verbs.
struct LifecycleCheck {
  let spec: LifecycleSpec

  private var names: [String] { spec.stages.map(\.name) }

  /// All that is wrong, as texts.
  var problems: [Text] {
    var table = SpecTable("docket.lifecycle", .table([]), [])
    run(&table)
    return table.problems.map(\.text)
  }

  func run(_ table: inout SpecTable) {
    check(spec.initial, "initial", special: [], &table)
    for (from, moves) in spec.transitions.sorted(by: { $0.key < $1.key }) {
      check(from, "transitions", special: [], &table)
      for move in moves { check(move.to, "transitions", special: [LifecycleSpec.before], &table) }
    }
    let special = [LifecycleSpec.before, LifecycleSpec.stay]
    for (verb, lead) in spec.leads.sorted(by: { $0.key < $1.key }) {
      check(lead, "leads", special, &table)
      checkCategory(of: lead, verb, &table)
    }
    for (word, stage) in spec.discards.sorted(by: { $0.key < $1.key }) {
      check(stage, "leads", special: [], &table)
      if let category = spec.category(of: stage), category != .discarded {
        table.fail(
          "leads",
          Text.registrationDiscard(word: word, stage: stage, category: category.rawValue))
      }
    }
    for (_, lead) in spec.onReply.sorted(by: { $0.key < $1.key }) {
      check(lead, "on_reply", special, &table)
    }
  }

  private func check(
    _ lead: LifecycleSpec.Lead, _ key: String, _ special: [String], _ table: inout SpecTable,
  ) {
    for (from, to) in lead.sorted(by: { $0.key < $1.key }) {
      check(from, key, special: ["*"], &table)
      check(to, key, special: special, &table)
    }
  }

  private func check(
    _ stage: String, _ key: String, special: [String], _ table: inout SpecTable,
  ) {
    guard !stage.isEmpty, !names.contains(stage), !special.contains(stage) else { return }
    table.fail(
      key, Text.registrationUnknownStage(unknown: Names.unknown(stage, among: names)))
  }

  /// A close must lead into a closed stage, a reopening out of one, and so on.
  private func checkCategory(
    of lead: LifecycleSpec.Lead, _ verb: String, _ table: inout SpecTable,
  ) {
    let fitting = Verb(rawValue: verb)?.destinations ?? []
    for stage in lead.values.sorted() {
      guard let category = spec.category(of: stage), !fitting.contains(category) else { continue }
      table.fail(
        "leads",
        Text.registrationLeadCategory(verb: verb, stage: stage, category: category.rawValue))
    }
  }
}
