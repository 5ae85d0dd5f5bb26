import Kernel
import Texts

/// Checks that what a plugin registered speaks only of what there is, and that its conditions parse.
struct RegistryCheck {
  /// All that is there with the plugin.
  let registry: Registry
  let draft: Draft

  func problems() -> [PluginProblem] {
    references() + events() + conditions() + subscriptions()
  }

  private func problem(_ message: String) -> PluginProblem {
    PluginProblem(plugin: draft.plugin, file: draft.mainPath, message)
  }

  private var fieldNames: [String] {
    TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name)
  }

  private func references() -> [PluginProblem] {
    var problems: [PluginProblem] = []
    func check(_ name: String, among known: [String], _ where: String) {
      guard !known.contains(name) else { return }
      problems.append(problem("\(`where`) \(Names.unknown(name, among: known))"))
    }
    let types = registry.types.map(\.name)
    for type in draft.types {
      check(
        type.lifecycle, among: registry.lifecycles.map(\.name),
        "the type `\(type.name)` follows a life cycle that")
      for field in type.defaults.keys.sorted() {
        check(field, among: fieldNames, "the type `\(type.name)` has a default for a field that")
      }
    }
    for field in draft.fields {
      for type in field.types + field.choices.keys.sorted() where type != "*" {
        check(type, among: types, "the field `\(field.name)` is for a type that")
      }
    }
    for reason in draft.closeReasons {
      for type in reason.types {
        check(type, among: types, "the close reason `\(reason.name)` is for a type that")
      }
      for field in reason.requires + reason.clears {
        check(
          field, among: fieldNames + ["comment"],
          "the close reason `\(reason.name)` speaks of a field that")
      }
    }
    for lifecycle in draft.lifecycles {
      for move in lifecycle.transitions.values.joined() {
        for field in move.requires {
          check(
            field, among: fieldNames, "the life cycle `\(lifecycle.name)` requires a field that")
        }
      }
    }
    return problems
  }

  private func events() -> [PluginProblem] {
    let actions = ["*"] + Draft.kernelActions + registry.actions.map(\.name)
    return draft.hooks.compactMap { hook in
      let parts = hook.event.split(separator: ".", maxSplits: 1).map(String.init)
      let known: [String]
      switch parts[0] {
      case "ticket": known = actions
      case "field": known = fieldNames
      default: return nil
      }
      guard !known.contains(parts[1]) else { return nil }
      return problem(
        "the hook `\(hook.name)` listens to `\(hook.event)`, whose word"
          + " \(Names.unknown(parts[1], among: known))")
    }
  }
}

extension RegistryCheck {
  /// Subscriptions name events, roles and channels that there are.
  private func subscriptions() -> [PluginProblem] {
    let names = EventName(actions: registry.actions.map(\.name), fields: fieldNames)
    return draft.subscriptions.flatMap { subscription -> [PluginProblem] in
      let owner = "the subscription `\(subscription.key)`"
      var problems: [String] = []
      do throws(Refusal) {
        let event = try names.event(subscription.event)
        if event != subscription.event {
          problems.append("\(owner): write its event as `\(event)`")
        }
      } catch {
        problems.append("\(owner): \(error.message)")
      }
      if case .role(let role) = subscription.audience {
        let roles = registry.roles.map(\.name) + [RoleSpec.admin.name]
        if !roles.contains(role) {
          problems.append("\(owner) is for a role that \(Names.unknown(role, among: roles))")
        }
      }
      let channels = registry.channels.map(\.name)
      if !channels.contains(subscription.channel) {
        let channel = Names.unknown(subscription.channel, among: channels)
        problems.append("\(owner) goes to a channel that \(channel)")
      }
      if let wrong = subscription.when.flatMap({ check($0, .condition) }) {
        problems.append("\(owner): \(wrong)")
      }
      return problems.map(problem)
    }
  }

  /// Conditions are parsed as they will be; names of people are taken as they are.
  private func conditions() -> [PluginProblem] {
    var texts: [(String?, String)] = []
    for hook in draft.hooks { texts.append((hook.when, "the hook `\(hook.name)`")) }
    for field in draft.fields {
      texts.append((field.showIf, "show_if of the field `\(field.name)`"))
      texts.append((field.requiredIf, "required_if of the field `\(field.name)`"))
      if [.person, .ticket].contains(field.kind) == false, field.among != nil {
        return [problem("`among` of the field `\(field.name)` is for people and tickets only")]
      }
      if field.kind == .ticket {
        texts.append((field.among, "among of the field `\(field.name)`"))
      }
    }
    for lifecycle in draft.lifecycles {
      for move in lifecycle.transitions.values.joined() {
        texts.append((move.when, "a move of the life cycle `\(lifecycle.name)`"))
      }
    }
    for role in draft.roles {
      for grant in role.grants { texts.append((grant.when, "the role `\(role.name)`")) }
    }
    for action in draft.actions { texts.append((action.when, "the action `\(action.name)`")) }
    let wrong = texts.compactMap { text, owner in
      text.flatMap { check($0, .condition).map { problem("\(owner): \($0)") } }
    }
    return wrong + draft.fields.compactMap(peopleProblem)
      + draft.views.compactMap { view in
        check(view.query, .list).map { problem("the view `\(view.name)`: \($0)") }
      }
  }

  /// What is wrong with the question about people that a field asks.
  private func peopleProblem(of field: FieldSpec) -> PluginProblem? {
    guard field.kind == .person, let among = field.among else { return nil }
    do throws(QueryError) {
      // Roles are the desk's too, so any name is taken.
      _ = try PersonQuery(parsing: among)
      return nil
    } catch {
      return problem("among of the field `\(field.name)`: `\(among)`: \(error.description)")
    }
  }

  private func check(_ text: String, _ context: QueryContext) -> String? {
    let anybody = QueryPeople(
      id: { _ in Person.ID(rawValue: 0) }, name: { _ in nil }, names: { [] })
    do throws(QueryError) {
      _ = try Query(
        parsing: text, schema: QuerySchema(custom: registry.fields), context: context,
        people: anybody)
      return nil
    } catch {
      return "`\(text)`: \(error.description)"
    }
  }
}
