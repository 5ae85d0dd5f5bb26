/// A life cycle as a plugin declared it: stages, the moves between them, and where verbs lead.
package struct LifecycleSpec: Equatable, Sendable {
  /// A stage and what it means to the kernel.
  package struct Stage: Equatable, Sendable {
    package var name: String
    package var category: Category
    /// Its name in an older version.
    package var was: String?
    /// The plugin that adds it to a life cycle of another one; `nil` for the life cycle's own.
    package var plugin: String?

    package init(name: String, category: Category, was: String? = nil) {
      self.name = name
      self.category = category
      self.was = was
    }
  }

  /// A move that the life cycle allows.
  package struct Transition: Equatable, Sendable {
    /// The stage it leads to, or `@before`: the stage before the discard.
    package var to: String
    /// Fields that must have a value after it.
    package var requires: [String] = []
    /// A query that the ticket must match after it.
    package var when: String?
    /// A permission that the actor needs besides the action's own.
    package var permission: String?
    /// The key of what to say where any of that does not hold.
    package var refusal: String?
    /// The plugin that adds it to a life cycle of another one; `nil` for the life cycle's own.
    package var plugin: String?

    package init(to: String) {
      self.to = to
    }
  }

  /// Where a verb leads: a stage by the stage before, `*` for any other.
  package typealias Lead = [String: String]

  package var name: String
  package var plugin: String
  /// The stage of a new ticket.
  package var initial: String
  package var stages: [Stage]
  /// The moves allowed, by the stage they start from.
  package var transitions: [String: [Transition]] = [:]
  /// Where close, reopen, postpone, wake and restore lead, and the undo of a create.
  package var leads: [String: Lead] = [:]
  /// Where discard leads, by the word given with `--to`.
  package var discards: Lead = [:]
  /// Where a reply leads by the present stage; by `agent` and `customer`.
  package var onReply: [String: Lead] = [:]

  package init(name: String, plugin: String, initial: String, stages: [Stage]) {
    self.name = name
    self.plugin = plugin
    self.initial = initial
    self.stages = stages
  }

  /// What a stage means; `nil` for a stage that it does not have.
  package func category(of stage: String) -> Category? {
    stages.first { $0.name == stage }?.category
  }
}

extension LifecycleSpec: JSONForm {
  package static var blank: Self { LifecycleSpec(name: "", plugin: "", initial: "", stages: []) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("plugin", &plugin)
    try members.exchange("initial", &initial)
    try members.exchange("stages", &stages)
    try members.exchange("transitions", &transitions)
    try members.exchange("leads", &leads)
    try members.exchange("discards", &discards)
    try members.exchange("onReply", &onReply)
  }
}

extension LifecycleSpec.Stage: JSONForm {
  package static var blank: Self { Self(name: "", category: .open) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("category", &category)
    try members.exchange("was", &was)
    try members.exchange("plugin", &plugin)
  }
}

extension LifecycleSpec.Transition: JSONForm {
  package static var blank: Self { Self(to: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("to", &to)
    try members.exchange("requires", &requires)
    try members.exchange("when", &when)
    try members.exchange("permission", &permission)
    try members.exchange("refusal", &refusal)
    try members.exchange("plugin", &plugin)
  }
}

extension LifecycleSpec {
  /// The stage before, in leads and transitions.
  package static let before = "@before"
  /// The present stage, in leads.
  package static let stay = "@stay"

  /// The stage that a verb leads to from where the ticket is; `nil` where it leads nowhere.
  ///
  /// Source: `docket.lifecycle` of the Lua API. A wake looks at the stage postponed from.
  package func lead(_ verb: Verb, from ticket: Ticket) -> String? {
    guard let lead = leads[verb.rawValue] else { return nil }
    let from = verb == .wake ? ticket.stagesBefore.first ?? ticket.stage : ticket.stage
    return resolve(lead[from] ?? lead["*"], for: ticket)
  }

  /// The stage that a reply of that side leads to; `nil` where it stays.
  package func lead(onReplyOf side: ReplySide, from ticket: Ticket) -> String? {
    guard let lead = onReply[side.rawValue] else { return nil }
    return resolve(lead[ticket.stage] ?? lead["*"], for: ticket)
  }

  /// The move between two stages, where it is allowed.
  package func transition(from: String, to: String, of ticket: Ticket) -> Transition? {
    transitions[from]?.first {
      $0.to == to || ($0.to == LifecycleSpec.before && ticket.stagesBefore.last == to)
    }
  }

  private func resolve(_ stage: String?, for ticket: Ticket) -> String? {
    switch stage {
    case LifecycleSpec.before: ticket.stagesBefore.last
    case LifecycleSpec.stay: nil
    default: stage
    }
  }
}
