import Kernel
import Testing
import Texts

/// What another version of a plugin must be agreed to for, besides what was agreed to before.
@Suite struct PluginDemandTests {
  struct Step: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: Registry
    let after: Registry
    /// What is asked for, in words.
    let asked: [String]

    init(_ name: String, _ before: Registry, _ after: Registry, asked: String...) {
      testDescription = name
      self.before = before
      self.after = after
      self.asked = asked
    }
  }

  private static func registry(_ make: (inout Registry) -> Void) -> Registry {
    var registry = Registry()
    registry.plugins = [PluginSpec(name: "p", version: "1.0.0", digest: "")]
    make(&registry)
    return registry
  }

  private static func role(_ side: RoleSpec.Side = .staff, _ grants: Grant...) -> Registry {
    registry { $0.roles = [RoleSpec(name: "agent", side: side, grants: grants, plugin: "p")] }
  }

  private static func told(
    _ audience: Subscription.Audience = .part(.assignee), when: String? = nil, own: Bool = false,
  ) -> Registry {
    registry {
      var subscription = Subscription(
        key: "p:s", audience: audience, event: "ticket.reply", when: when)
      subscription.tellsOwn = own
      $0.subscriptions = [subscription]
    }
  }

  private static func field(
    _ name: String = "pay", was: String? = nil, view: String?, edit: String? = nil,
  ) -> Registry {
    registry {
      var field = FieldSpec(name: name, kind: .text, plugin: "p")
      (field.was, field.viewPermission) = (was, view)
      field.editPermission = edit.map(EditPermission.init)
      $0.fields = [field]
    }
  }

  private static func move(_ permission: String?, in lifecycle: String = "l") -> Registry {
    registry {
      var move = LifecycleSpec.Transition(to: "done")
      move.permission = permission
      var spec = LifecycleSpec(name: lifecycle, plugin: "p", initial: "new", stages: [])
      spec.transitions = ["new": [move]]
      $0.lifecycles = [spec]
      $0.types = [TypeSpec(name: "t", lifecycle: lifecycle, plugin: "p")]
    }
  }

  private static func action(_ permission: String) -> Registry {
    registry {
      $0.actions = [
        ActionSpec(name: "raise", permission: permission, plugin: "p", version: "1.0.0")
      ]
    }
  }

  /// An action that is given a value which some must not give, and records one of the same name.
  private static func recording(edit: String?, view: String?) -> Registry {
    registry {
      var (param, data) = (
        FieldSpec(name: "worker", kind: .person, plugin: "p"),
        FieldSpec(name: "worker", kind: .person, plugin: "p")
      )
      param.editPermission = edit.map(EditPermission.init)
      data.viewPermission = view
      var action = ActionSpec(name: "log", permission: "p.log", plugin: "p", version: "1.0.0")
      (action.params, action.data) = ([param], [data])
      $0.actions = [action]
    }
  }

  private static let denial = Grant("ticket.purge", isDenial: true)

  static let steps: [Step] = [
    Step(
      "a role with a grant is new", registry { _ in }, role(.staff, Grant("ticket.close")),
      asked: "makes people with the role agent staff", "gives the role agent: ticket.close"),
    Step("the same again", role(.staff, Grant("as")), role(.staff, Grant("as"))),
    Step("a grant goes", role(.staff, Grant("as")), role()),
    Step(
      "a grant comes", role(), role(.staff, Grant("bulk")), asked: "gives the role agent: bulk"),
    Step(
      "a condition is lost", role(.staff, Grant("ticket.view", when: "queue:a")),
      role(.staff, Grant("ticket.view")), asked: "gives the role agent: ticket.view"),
    Step(
      "a condition changes", role(.staff, Grant("ticket.view", when: "queue:a")),
      role(.staff, Grant("ticket.view", when: "queue:b")),
      asked: "gives the role agent: ticket.view when queue:b"),
    Step(
      "fields are widened", role(.staff, Grant("ticket.update", fields: ["due"])),
      role(.staff, Grant("ticket.update", fields: ["due", "tags"])),
      asked: "gives the role agent: ticket.update on due,tags"),
    Step(
      "fields are narrowed", role(.staff, Grant("ticket.update")),
      role(.staff, Grant("ticket.update", fields: ["due"]))),
    Step(
      "the side changes", role(.customer, Grant("ticket.view")),
      role(.staff, Grant("ticket.view")),
      asked: "makes people with the role agent staff", "gives the role agent: ticket.view"),
    Step(
      "the side changes the other way", role(.staff), role(.customer),
      asked: "makes people with the role agent customers"),
    Step(
      "a denial is removed", role(.staff, denial), role(),
      asked: "stops denying the role agent: deny ticket.purge"),
    Step(
      "a role goes with its denial", role(.staff, denial), registry { _ in },
      asked: "stops denying the role agent: deny ticket.purge"),
    Step(
      "a denial gets a condition", role(.staff, denial),
      role(.staff, Grant("ticket.purge", isDenial: true, when: "queue:a")),
      asked: "stops denying the role agent: deny ticket.purge"),
    Step("a denial comes", role(), role(.staff, denial)),
    Step("a denial denies more", role(.staff, denial), role(.staff, Grant("*", isDenial: true))),
    Step(
      "a permission is taken", registry { _ in },
      registry { $0.plugins[0].permissions = [Grant("as")] }, asked: "takes as"),
    Step(
      "somebody is told", registry { _ in }, told(),
      asked: "tells assignee of ticket.reply through inbox"),
    Step(
      "others are told", told(), told(.role("agent")),
      asked: "tells role:agent of ticket.reply through inbox"),
    Step(
      "they are told of more", told(when: "queue:a"), told(),
      asked: "tells assignee of ticket.reply through inbox"),
    Step("they are told of less", told(), told(when: "queue:a")),
    Step(
      "they are told of their own", told(), told(own: true),
      asked: "tells assignee of ticket.reply through inbox"),
    Step(
      "a channel is new", registry { _ in },
      registry { $0.channels = [ChannelSpec(name: "pager", plugin: "p")] },
      asked: "sends messages through its channel pager"),
    Step(
      "a hidden field is shown", field(view: "p.see"), field(view: nil),
      asked: "opens the field pay to everybody; it needed the permission p.see"),
    Step(
      "a hidden field is shown under another name", field(view: "p.see"),
      field("wage", was: "pay", view: nil),
      asked: "opens the field pay to everybody; it needed the permission p.see"),
    Step(
      "a hidden field is shown to others", field(view: "p.see"), field(view: "ticket.view"),
      asked: """
        opens the field pay to people with the permission ticket.view; \
        it needed the permission p.see
        """),
    Step("a field is hidden", field(view: nil), field(view: "p.see")),
    Step(
      "only the plugin could edit it", field(view: nil, edit: "plugin"), field(view: nil),
      asked: "opens editing the field pay to everybody; it needed the permission plugin"),
    Step(
      "a move needs no permission any more", move("p.move"), move(nil),
      asked: "opens the move t: new → done to everybody; it needed the permission p.move"),
    Step(
      "the type goes by another life cycle", move("p.move"), move(nil, in: "other"),
      asked: "opens the move t: new → done to everybody; it needed the permission p.move"),
    Step(
      "an action needs a permission that more people have", action("p.raise"),
      action("ticket.view"),
      asked: """
        opens the action raise to people with the permission ticket.view; \
        it needed the permission p.raise
        """),
    Step(
      "what an action is given and records has one name", recording(edit: "p.other", view: "p.see"),
      recording(edit: "p.other", view: "p.see")),
    Step(
      "what an action is given may be set by everybody", recording(edit: "p.other", view: nil),
      recording(edit: nil, view: nil),
      asked: "opens editing the field log.worker to everybody; it needed the permission p.other"),
    Step(
      "what an action records is shown", recording(edit: nil, view: "p.see"),
      recording(edit: nil, view: nil),
      asked: "opens the field log.data.worker to everybody; it needed the permission p.see"),
  ]

  @Test(arguments: steps)
  func `whatever widens what a plugin takes, gives or opens is asked for, and nothing else`(
    _ step: Step,
  ) {
    let agreed = ["p": PluginTerms(of: "p", in: step.before).kept(after: PluginTerms())]
    let asked = PluginDemand.all(in: step.after, beyond: agreed).flatMap(\.items)
    #expect(asked.map(\.text.description) == step.asked)
    // What is agreed to is not asked for again.
    let next = PluginTerms(of: "p", in: step.after).kept(after: agreed["p"] ?? PluginTerms())
    #expect(PluginDemand.all(in: step.after, beyond: ["p": next]).isEmpty)
  }

  @Test func `what was closed stays closed while it is gone`() {
    let agreed = PluginTerms(of: "p", in: Self.field(view: "p.see")).kept(after: PluginTerms())
    let between = PluginTerms(of: "p", in: Self.registry { _ in }).kept(after: agreed)
    let asked = PluginDemand.all(in: Self.field(view: nil), beyond: ["p": between])
    #expect(asked.flatMap(\.items).map(\.isGrave) == [false])
  }

  @Test(arguments: ["*", "as", "role.manage", "person.manage", "plugin.manage", "backup"])
  func `control of the desk is agreed to by name, also where only a denial goes`(
    _ permission: String,
  ) throws {
    let given = PluginDemand.all(in: Self.role(.staff, Grant(permission)), beyond: [:])
    let denied = PluginTerms(
      of: "p", in: Self.role(.staff, Grant(permission, isDenial: true)))
    let lifted = PluginDemand.all(in: Self.role(), beyond: ["p": denied])
    for demand in try [#require(given.first), #require(lifted.first)] {
      #expect(demand.isGrave)
      #expect(!Consent(to: [demand]).covers(demand))
      #expect(!Consent(to: [demand], naming: ["q"]).covers(demand))
      #expect(Consent(to: [demand], naming: ["p"]).covers(demand))
    }
  }

  @Test func `consent is to what was shown, and to no more of that plugin`() throws {
    let shown = PluginDemand.all(in: Self.role(.staff, Grant("bulk")), beyond: [:])
    let now = PluginDemand.all(in: Self.role(.staff, Grant("bulk"), Grant("export")), beyond: [:])
    #expect(!Consent(to: shown).covers(try #require(now.first)))
    #expect(!Consent.none.covers(try #require(shown.first)))
  }
}
