import Kernel

/// A registry in which every member has a value, with texts and numbers that are not written plainly.
enum SampleRegistry {
  static let odd = "a\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}\u{2028}\"\\/é漢😀"

  static var full: Registry {
    var registry = Registry()
    registry.plugins = [
      PluginSpec(
        name: "base", version: "1.2.3", digest: "00ff", summary: odd, permissions: [grant],
        onFault: .skip, isScript: true, trouble: "does not load", settings: "ab12")
    ]
    registry.fields = [field]
    registry.types = [type]
    registry.lifecycles = [lifecycle]
    registry.closeReasons = [reason]
    registry.roles = [role]
    registry.queues = ["support", "back office"]
    registry.views = [ViewSpec(name: "mine", query: "assignee:me", share: "agent", plugin: "base")]
    registry.hooks = [hook]
    registry.actions = [
      ActionSpec(
        name: "merge", params: [field], data: [field], permission: "base.merge", when: "is:open",
        plugin: "base", version: "1.2.3")
    ]
    registry.channels = [ChannelSpec(name: "matrix", address: "matrix_id", plugin: "base")]
    registry.timers = [
      TimerSpec(name: "daily", plugin: "base", interval: 86_400_000, minuteOfDay: 90)
    ]
    registry.subscriptions = [subscription]
    registry.formerQueues = ["support": "help"]
    registry.labels = #"{"nl":{"support":"hulp"}}"#
    return registry
  }

  /// What an admin agrees to with it; every member has a value.
  static var terms: PluginTerms { PluginTerms(of: "base", in: full) }

  private static var grant: Grant {
    Grant("ticket.update", isDenial: true, fields: ["severity"], when: "is:open")
  }

  private static var field: FieldSpec {
    var field = FieldSpec(name: "severity", kind: .longText, plugin: "base")
    field.isMany = true
    field.types = ["question"]
    // Sorted by bytes: capitals first, and a composed letter after all of ASCII.
    field.choices = [
      "*": ["high"], "é": [], "e\u{301}z": ["x"], "z": [], "B": [], "a10": [], "a2": [],
    ]
    field.among = "role:agent"
    field.standard = .list([.text("a/b\u{8}"), .number(0.5), .time(Instant(milliseconds: 7))])
    (field.least, field.most) = (-Double.leastNonzeroMagnitude, 1e20)
    field.length = [0, 1_000]
    field.pattern = "^%d+$"
    field.isRequired = true
    (field.showIf, field.requiredIf) = ("type:question", "is:closed")
    (field.viewPermission, field.editPermission) = ("base.see", .ownPlugin)
    field.isComputed = true
    field.acyclic = true
    field.was = "gravity"
    field.formerChoices = ["high": "big"]
    return field
  }

  private static var type: TypeSpec {
    var type = TypeSpec(
      name: "question", lifecycle: "simple",
      defaults: ["priority": .text("high"), "due": .none, "number": .integer(-3)], plugin: "base")
    type.was = "query"
    return type
  }

  private static var lifecycle: LifecycleSpec {
    var lifecycle = LifecycleSpec(
      name: "simple", plugin: "base", initial: "new",
      stages: [.init(name: "new", category: .open, was: "fresh")])
    var transition = LifecycleSpec.Transition(to: LifecycleSpec.before)
    transition.requires = ["root_causes"]
    transition.when = "has:assignee"
    transition.permission = "base.move"
    transition.refusal = "Assign it first."
    lifecycle.transitions = ["new": [transition], "closed": []]
    lifecycle.leads = ["close": ["*": "closed", "number": "1"]]
    lifecycle.discards = ["spam": "junk"]
    lifecycle.onReply = ["agent": ["new": "answered"]]
    return lifecycle
  }

  private static var reason: CloseReasonSpec {
    var reason = CloseReasonSpec(
      name: "solved", types: ["question"], requires: ["comment"], clears: ["severity"],
      plugin: "base")
    reason.was = "fixed"
    return reason
  }

  private static var role: RoleSpec {
    var role = RoleSpec(name: "agent", side: .staff, grants: [grant, Grant("*")], plugin: "base")
    role.was = "clerk"
    return role
  }

  private static var hook: HookSpec {
    var hook = HookSpec(
      kind: .after, event: "ticket.close", name: "tell", plugin: "base", version: "1.2.3")
    hook.priority = -5
    hook.when = "priority:high"
    hook.onFault = .skip
    hook.laps = 3
    hook.isForImports = true
    return hook
  }

  private static var subscription: Subscription {
    var subscription = Subscription(
      key: "base:new", audience: .role("agent"), event: "ticket.create", when: "queue:support",
      channel: "matrix")
    subscription.tellsOwn = true
    return subscription
  }
}
