import Kernel
import Texts

/// Checks that what a plugin registered speaks only of what there is, and that its conditions parse.
struct RegistryCheck {
  /// All that is there with the plugin.
  private let registry: Registry
  private let draft: Draft
  /// Fields that the plugin may not see of every ticket: to its hooks and conditions they are unknown,
  /// since what applies or does not tells what they hold.
  private let hidden: Set<String>
  /// What conditions may name: made once, since each field may have some.
  private let schema: QuerySchema
  private let fieldNames: [String]
  /// What the manifest asks for, whatever its conditions.
  private let permissions: Set<String>

  init(registry: Registry, draft: Draft, permissions: [Grant]) {
    self.registry = registry
    self.draft = draft
    self.permissions = Set(permissions.map(\.permission))
    let seen = Set(permissions.filter { $0.when == nil }.map(\.permission))
    hidden = Set(
      registry.fields.filter { field in
        guard let permission = field.viewPermission, field.plugin != draft.plugin else {
          return false
        }
        return seen.isDisjoint(with: [permission, "*"])
      }.map(\.name))
    // What people have is seen by who sees people; its own fields the plugin has given them itself.
    let people = registry.personFields ?? []
    let seesPeople = !seen.isDisjoint(with: [Permission.personView.rawValue, "*"])
    let strange = people.filter { field in
      guard field.plugin != draft.plugin else { return false }
      let permission = field.viewPermission
      return !seesPeople || permission.map { seen.isDisjoint(with: [$0, "*"]) } ?? false
    }
    schema = QuerySchema(
      custom: registry.fields, people: people.filter { field in !strange.contains(field) },
      hidden: hidden)
    fieldNames = TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name)
  }

  func problems() -> [PluginProblem] {
    references() + events() + conditions() + subscriptions() + backfills() + formerNames()
      + ShowCheck(draft: draft, fields: registry.fields, schema: schema).problems().map(problem)
  }

  private func problem(_ reason: Text) -> PluginProblem {
    PluginProblem(plugin: draft.plugin, file: draft.mainPath, reason)
  }

  private func references() -> [PluginProblem] {
    var problems: [PluginProblem] = []
    func check(_ name: String, among known: [String], _ owner: Text) {
      guard !known.contains(name) else { return }
      problems.append(
        problem(
          Text.loadingUnknownName(owner: owner, unknown: Names.unknown(name, among: known))))
    }
    let types = registry.types.map(\.name)
    for type in draft.types {
      check(
        type.lifecycle, among: registry.lifecycles.map(\.name),
        Text.loadingTypeLifecycle(type: type.name))
      for field in type.defaults.keys.sorted() {
        check(field, among: fieldNames, Text.loadingTypeDefault(type: type.name))
      }
    }
    for field in draft.fields {
      for type in field.types + field.choices.keys.sorted() where type != "*" {
        check(type, among: types, Text.loadingFieldType(field: field.name))
      }
    }
    for reason in draft.closeReasons {
      for type in reason.types {
        check(type, among: types, Text.loadingReasonType(reason: reason.name))
      }
      for field in reason.requires + reason.clears {
        check(
          field, among: fieldNames + ["comment"],
          Text.loadingReasonField(reason: reason.name))
      }
    }
    for lifecycle in draft.lifecycles + draft.lifecycleAdditions {
      for move in lifecycle.transitions.values.joined() {
        for field in move.requires {
          check(
            field, among: fieldNames, Text.loadingLifecycleField(lifecycle: lifecycle.name)
          )
        }
      }
    }
    return problems
  }

  /// Two cannot both have been the same one.
  private func formerNames() -> [PluginProblem] {
    var groups: [(Text, [(String, String?)])] = [
      (Text.thingField, (draft.fields + draft.personFields).map { ($0.name, $0.was) }),
      (Text.thingType, draft.types.map { ($0.name, $0.was) }),
      (Text.thingCloseReason, draft.closeReasons.map { ($0.name, $0.was) }),
      (Text.thingRole, draft.roles.map { ($0.name, $0.was) }),
      (Text.thingQueue, draft.formerQueues.map { ($0.key, $0.value) }),
    ]
    groups += (draft.lifecycles + draft.lifecycleAdditions).map {
      (Text.thingStage, $0.stages.map { ($0.name, $0.was) })
    }
    groups += (draft.fields + draft.personFields).map { field in
      (Text.thingChoice, (field.formerChoices ?? [:]).map { ($0.key, $0.value) })
    }
    return groups.flatMap { what, names -> [PluginProblem] in
      var seen: Set<String> = []
      return names.compactMap { name, was in
        guard let was, !seen.insert(was).inserted else { return nil }
        return problem(Text.loadingWas(what: what, name: name, was: was))
      }
    }
  }

  private func events() -> [PluginProblem] {
    let actions = ["*"] + Verb.names + registry.actions.map(\.name)
    return draft.hooks.compactMap { hook in
      let parts = hook.event.split(separator: ".", maxSplits: 1).map(String.init)
      let known: [String]
      switch parts[0] {
      case "ticket": known = actions
      case "field": known = fieldNames.filter { !hidden.contains($0) }
      default:
        guard let event = DeskEvent(hook.event) else { return nil }
        let permission = event.group.permission.rawValue
        guard !permissions.isDisjoint(with: [permission, "*"]) else {
          return problem(
            Text.loadingHookPermission(
              hook: hook.name, event: hook.event, permission: permission))
        }
        known = [DeskEvent.any] + event.group.actions
      }
      guard !known.contains(parts[1]) else { return nil }
      return problem(
        Text.loadingHookEvent(
          hook: hook.name, event: hook.event, unknown: Names.unknown(parts[1], among: known)))
    }
  }
}

extension RegistryCheck {
  /// A backfill is given tickets, so its plugin must see them.
  private func backfills() -> [PluginProblem] {
    draft.backfills.flatMap { backfill -> [PluginProblem] in
      var problems: [Text] = []
      let sight = Permission.ticketView.rawValue
      if permissions.isDisjoint(with: [sight, "*"]) {
        problems.append(
          Text.loadingBackfillPermission(backfill: backfill.name, permission: sight))
      }
      if let wrong = check(backfill.query, .condition) {
        problems.append(
          Text.frameOf(owner: Text.loadingBackfill(backfill: backfill.name), problem: wrong))
      }
      return problems.map(problem)
    }
  }

  /// Subscriptions name events, roles and channels that there are.
  private func subscriptions() -> [PluginProblem] {
    let names = EventName(
      actions: registry.actions.map(\.name), fields: fieldNames.filter { !hidden.contains($0) })
    return draft.subscriptions.flatMap { subscription -> [PluginProblem] in
      let owner = Text.loadingSubscription(subscription: subscription.key)
      var problems: [Text] = []
      do throws(Refusal) {
        let event = try names.event(subscription.event)
        if event != subscription.event {
          problems.append(Text.loadingSubscriptionEvent(owner: owner, event: event))
        }
      } catch {
        problems.append(Text.frameOf(owner: owner, problem: error.text))
      }
      if case .role(let role) = subscription.audience {
        let roles = registry.roles.map(\.name) + [RoleSpec.admin.name]
        if !roles.contains(role) {
          problems.append(
            Text.loadingSubscriptionRole(owner: owner, unknown: Names.unknown(role, among: roles)))
        }
      }
      let channels = registry.channels.map(\.name)
      if !channels.contains(subscription.channel) {
        let channel = Names.unknown(subscription.channel, among: channels)
        problems.append(Text.loadingSubscriptionChannel(owner: owner, unknown: channel))
      }
      if let wrong = subscription.when.flatMap({ check($0, .condition) }) {
        problems.append(Text.frameOf(owner: owner, problem: wrong))
      }
      return problems.map(problem)
    }
  }

  /// Conditions are parsed as they will be; names of people are taken as they are.
  private func conditions() -> [PluginProblem] {
    var texts: [(String?, Text)] = []
    for hook in draft.hooks { texts.append((hook.when, Text.loadingHook(hook: hook.name))) }
    let fields = draft.fields + draft.personFields
    let unfit = fields.first { ![.person, .ticket].contains($0.kind) && $0.among != nil }
    if let unfit { return [problem(Text.loadingAmong(field: unfit.name))] }
    for field in draft.fields {
      texts.append((field.showIf, Text.loadingShowIf(field: field.name)))
      texts.append((field.requiredIf, Text.loadingRequiredIf(field: field.name)))
      if field.kind == .ticket {
        texts.append((field.among, Text.loadingAmongOf(field: field.name)))
      }
    }
    for lifecycle in draft.lifecycles + draft.lifecycleAdditions {
      for move in lifecycle.transitions.values.joined() {
        texts.append((move.when, Text.loadingMove(lifecycle: lifecycle.name)))
      }
    }
    for role in draft.roles {
      for grant in role.grants {
        texts.append((grant.when, Text.loadingRole(role: role.name)))
      }
    }
    for action in draft.actions {
      texts.append((action.when, Text.loadingAction(action: action.name)))
    }
    let wrong = texts.compactMap { text, owner in
      text.flatMap {
        check($0, .condition).map { problem(Text.frameOf(owner: owner, problem: $0)) }
      }
    }
    return wrong + fields.compactMap(peopleProblem)
      + draft.views.compactMap { view in
        check(view.query, .list).map {
          problem(
            Text.frameOf(owner: Text.loadingView(view: view.name), problem: $0))
        }
      }
  }

  /// What is wrong with the question about people that a field asks.
  private func peopleProblem(of field: FieldSpec) -> PluginProblem? {
    guard field.kind == .person, let among = field.among else { return nil }
    do throws(QueryError) {
      // Roles are the desk's too, so any name is taken.
      _ = try PersonQuery(
        parsing: among, fields: registry.personFields ?? [], people: RegistryCheck.anybody)
      return nil
    } catch {
      let owner = Text.loadingAmongOf(field: field.name)
      let wrong = Text.frameQuoted(words: among, problem: error)
      return problem(Text.frameOf(owner: owner, problem: wrong))
    }
  }

  static var anybody: QueryPeople {
    QueryPeople(id: { _ in Person.ID(rawValue: 0) }, name: { _ in nil }, names: { _ in [] })
  }

  private func check(_ text: String, _ context: QueryContext) -> Text? {
    do throws(QueryError) {
      _ = try Query(
        parsing: text, schema: schema, context: context,
        people: RegistryCheck.anybody, zone: .utc)
      return nil
    } catch {
      return Text.frameQuoted(words: text, problem: error)
    }
  }
}
