import Kernel

/// What the plugins `support` and `close-reasons` declare, as far as the kernel's rules look at it.
extension Registry {
  static var support: Registry {
    var registry = Registry()
    registry.lifecycles = [.question]
    registry.types = [TypeSpec(name: "question", lifecycle: "question", plugin: "support")]
    registry.roles = [.agent, .manager, .customer]
    return registry
  }

  static var supportWithReasons: Registry {
    var registry = Registry.support
    var original = FieldSpec(name: "duplicate_of", kind: .ticket, plugin: "close-reasons")
    original.acyclic = true
    registry.fields = [original]
    registry.closeReasons = [
      .wanting(["root_causes"], "solved", clearing: ["root_causes"]),
      .wanting(["duplicate_of"], "duplicate"), .wanting(["comment"], "declined"),
      .wanting([], "no_answer"),
    ]
    return registry
  }
}

extension CloseReasonSpec {
  fileprivate static func wanting(
    _ evidence: [String], _ name: String, clearing cleared: [String] = [],
  ) -> CloseReasonSpec {
    CloseReasonSpec(name: name, requires: evidence, clears: cleared, plugin: "close-reasons")
  }
}

extension RoleSpec {
  private static let work = [
    "ticket.view", "ticket.create", "ticket.update", "ticket.reply", "ticket.reopen",
    "ticket.postpone", "ticket.discard", "ticket.restore", "ticket.attach", "ticket.forward",
    "note.view", "note.add", "history.view", "person.view",
  ]
  private static let more = ["ticket.close", "ticket.purge", "ticket.redact", "ticket.undo"]
  private static let ownWork = [
    "ticket.view", "ticket.create", "ticket.reply", "ticket.attach", "history.view",
  ]

  fileprivate static let agent = RoleSpec(
    name: "agent", side: .staff, grants: work.map { Grant($0) }, plugin: "support")
  fileprivate static let manager = RoleSpec(
    name: "manager", side: .staff, grants: (work + more).map { Grant($0) }, plugin: "support")
  fileprivate static let customer = RoleSpec(
    name: "customer", side: .customer, grants: ownWork.map { Grant($0, when: "requester:me") },
    plugin: "support")
}

extension LifecycleSpec {
  fileprivate static var question: LifecycleSpec {
    let stages: [(String, Category)] = [
      ("new", .open), ("answered", .waiting), ("open", .open), ("postponed", .postponed),
      ("resolved", .closed), ("spam", .discarded), ("deleted", .discarded),
    ]
    var question = LifecycleSpec(
      name: "question", plugin: "support", initial: "new",
      stages: stages.map { Stage(name: $0.0, category: $0.1) })
    question.transitions = [
      "new": ["answered", "postponed", "resolved", "deleted", "spam"],
      "answered": ["postponed", "open", "resolved", "deleted", "spam"],
      "postponed": ["new", "open", "resolved", "deleted", "spam"],
      "open": ["answered", "postponed", "resolved", "deleted", "spam"],
      "resolved": ["open", "deleted", "spam"], "spam": ["@before", "deleted"],
      "deleted": ["@before"],
    ].mapValues { $0.map(Transition.init) }
    question.leads = [
      "close": ["*": "resolved"], "reopen": ["*": "open"], "postpone": ["*": "postponed"],
      "wake": ["new": "new", "*": "open"], "restore": ["*": "@before"], "undo": ["*": "deleted"],
    ]
    question.discards = ["spam": "spam", "deleted": "deleted"]
    question.onReply = [
      "agent": ["new": "answered", "open": "answered"],
      "customer": ["answered": "open", "postponed": "open", "resolved": "open"],
    ]
    return question
  }
}
