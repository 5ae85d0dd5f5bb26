import Kernel
import PluginHost
import Texts

/// What is to become of rules.
package enum RuleChange: Sendable {
  case add(String, [RuleEdit])
  case set(String, [RuleEdit])
  case remove([String])
  case activate([String], Bool)
  case place(String, RulePlace)
}

/// A part of a rule, also as `notify.to`, and how it is to change.
package typealias RuleEdit = (part: String, change: SettingChange)

/// Where a rule is to stand among the others.
package enum RulePlace: Equatable, Sendable {
  case number(Int64)
  case first
  case last
  case before(String)
  case behind(String)
}

/// How a part of a rule has changed; `nil` for what is not there.
package struct RuleDifference: Equatable, Sendable {
  package let rule: String
  package let part: String
  package let from: JSON?
  package let to: JSON?
}

extension Desk {
  /// Changes rules of a plugin, all or none, as `setPlugin` does; gives what that changed, by rule and
  /// part, and the rules as they are now.
  ///
  /// Throws a `Refusal` where there is no such rule, one of a new name is there already, or what is
  /// said does not fit; and what `setPlugin` throws.
  package func change(
    _ list: RuleList, _ change: RuleChange, as actor: Actor, typing: Typing = .none,
    agreeingTo consent: Consent = .none,
  ) throws -> (differences: [RuleDifference], now: RuleList) {
    let (action, setting) = (list.action, list.setting)
    let specs = try moment { try $0.settingSpecs(of: action.plugin) }
    guard let spec = specs.first(where: { $0.name == setting }) else {
      throw Refusal(.notFound, Text.ruleNoPlugin)
    }
    let (before, after) = try setPlugin(
      action.plugin, specs, as: actor, typing: typing, agreeingTo: consent
    ) { given in
      // Somebody else may have changed them since the list was read.
      try RuleList(spec, of: action, given: given[setting]).edits(for: change)
        .map { ("\(setting).\($0.part)", $0.change) }
    }
    let old = RuleList(spec, of: action, given: before[setting])
    let new = RuleList(spec, of: action, given: after[setting])
    return (old.differences(to: new), new)
  }
}

extension RuleList {
  /// The changes of the setting that a change of rules is, each by the path of what it changes.
  func edits(for change: RuleChange) throws -> [RuleEdit] {
    switch change {
    case .add(let name, let edits):
      try checkNew(name)
      return edits.map { ("\(name).\($0.part)", $0.change) }
    case .set(let name, let edits):
      _ = try rule(named: name)
      return edits.map { ("\(name).\($0.part)", $0.change) }
    case .remove(let names):
      return try names.map(rule(named:)).map { ($0.name, .text("")) }
    case .activate(let names, let isActive):
      return try names.map(rule(named:)).map {
        ("\($0.name).\(RulePart.active)", .value(.boolean(isActive)))
      }
    case .place(let name, let place):
      return try numbers(placing: rule(named: name), place).map { name, number in
        ("\(name).\(RulePart.order)", .value(.integer(number)))
      }
    }
  }

  private func checkNew(_ name: String) throws {
    guard Names.isPlain(name) else {
      throw Refusal(.invalid, Text.ruleBadName(name: name), field: "name")
    }
    guard !rules.contains(where: { $0.name == name }) else {
      throw Refusal(.refused, Text.ruleExists(name: name), field: "name")
    }
  }

  /// The numbers that put a rule in its place: its own where there is room, else those of all.
  private func numbers(placing rule: PluginRule, _ place: RulePlace) throws -> [(String, Int64)] {
    let others = rules.filter { $0.name != rule.name }
    func position(of name: String) throws -> Int {
      guard name != rule.name else {
        throw Refusal(.invalid, Text.ruleBesideItself(name: name))
      }
      let other = try self.rule(named: name)
      return others.firstIndex(of: other) ?? others.endIndex
    }
    let index: Int
    switch place {
    case .number(let number): return [(rule.name, number)]
    case .first: index = 0
    case .last: index = others.count
    case .before(let name): index = try position(of: name)
    case .behind(let name): index = try position(of: name) + 1
    }
    let below = index > 0 ? others[index - 1].order : nil
    let above = index < others.count ? others[index].order : nil
    if let number = number(between: below, and: above) { return [(rule.name, number)] }
    var all = others
    all.insert(rule, at: index)
    let room = (places.upperBound - places.lowerBound) / Int64(all.count)
    let step = max(1, min(RuleList.step, room))
    return all.enumerated().compactMap { position, rule in
      let number = places.lowerBound + step * Int64(position + 1)
      return number == rule.order ? nil : (rule.name, number)
    }
  }

  /// How far rules are apart where there is room.
  private static let step: Int64 = 100

  /// A number between two others; `nil` where there is none.
  private func number(between below: Int64?, and above: Int64?) -> Int64? {
    switch (below, above) {
    case (nil, nil): return min(places.upperBound, places.lowerBound + RuleList.step)
    case (let below?, nil):
      return below < places.upperBound ? min(places.upperBound, below + RuleList.step) : nil
    case (nil, let above?):
      return above > places.lowerBound ? max(places.lowerBound, above - RuleList.step) : nil
    case (let below?, let above?):
      let room = above.subtractingSaturated(below)
      return room > 1 ? below + room / 2 : nil
    }
  }

  /// What is another in a later list, by rule and part.
  func differences(to new: RuleList) -> [RuleDifference] {
    let (old, names) = (self, Set((rules + new.rules).map(\.name)).sorted())
    return names.flatMap { name -> [RuleDifference] in
      let from = old.rules.first { $0.name == name }.map(\.paths) ?? [:]
      let to = new.rules.first { $0.name == name }.map(\.paths) ?? [:]
      return Set(from.keys).union(to.keys).sorted().compactMap { part in
        guard from[part] != to[part] else { return nil }
        return RuleDifference(rule: name, part: part, from: from[part], to: to[part])
      }
    }
  }
}

extension PluginRule {
  /// What is said of it by the path of each value, as `notify.to`.
  package var paths: [String: JSON] {
    Dictionary(PluginRule.paths(of: parts, under: "")) { first, _ in first }
  }

  private static func paths(of value: JSON, under path: String) -> [(String, JSON)] {
    let isNumber = value.members.map { $0.count == 1 && $0[0].0 == "number" } ?? false
    guard let members = value.members, !isNumber else { return [(path, value)] }
    return members.flatMap { name, value in
      paths(of: value, under: path.isEmpty ? name : "\(path).\(name)")
    }
  }
}
