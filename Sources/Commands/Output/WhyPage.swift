import Kernel

/// The verdict on a permission in words, and what each grant has to say.
struct WhyPage {
  let account: Authority.Account
  let person: String
  let permission: String
  let ticket: Ticket.ID?

  func lines(on surface: Surface) -> [String] {
    let meaning: Meaning = account.decision.isAllowed ? .good : .danger
    let head = surface.styled(surface.shown(verdict), meaning)
    let none = "  no role of \(person)'s grants it, and nothing is allowed that is not granted"
    let lines = account.considerations.map { consideration in
      let line = surface.shown("  \(words(consideration))")
      return consideration.isDecisive ? line : surface.styled(line, .faint)
    }
    return [head] + (lines.isEmpty ? [surface.shown(none)] : lines)
  }

  /// `bob may not ticket.close on ticket 7: the role agent denies it`.
  private var verdict: String {
    let target = ticket.map { " on ticket \($0.rawValue)" } ?? ""
    let verb = account.decision.isAllowed ? "may" : "may not"
    return "\(person) \(verb) \(permission)\(target): \(reason)"
  }

  private var reason: String {
    let decisive = account.considerations.filter(\.isDecisive).map(\.grant)
    if account.decision.isAllowed {
      let fields = decisive.allSatisfy { !$0.grant.fields.isEmpty }
      let owners = decisive.map(\.owner).uniqued.joined(separator: " and ")
      return "\(owners) \(decisive.count == 1 ? "grants" : "grant") it"
        + (fields && !decisive.isEmpty ? ", for some fields only" : "")
    }
    if let denial = decisive.first(where: \.grant.isDenial) { return "\(denial.owner) denies it" }
    guard !account.considerations.isEmpty else { return "nothing grants it" }
    return ticket == nil && account.considerations.contains { $0.holds == nil }
      ? "not for everything; it depends on the ticket" : "no grant's condition holds"
  }

  /// `agent (plugin support): ticket.close when queue:billing — holds`.
  private func words(_ consideration: Authority.Consideration) -> String {
    let grant = consideration.grant
    var words = "\(grant.owner) (\(giver(of: grant))): \(grant.grant.line)"
    if grant.grant.when != nil {
      switch consideration.holds {
      case true?: words += " — holds"
      case false?: words += " — does not hold"
      case nil: words += " — depends on the ticket"
      }
    }
    return words
  }

  private func giver(of grant: CompiledGrant) -> String {
    if !grant.plugin.isEmpty { return "plugin \(grant.plugin)" }
    return grant.owner == RoleSpec.admin.name && grant.grant == Grant("*") ? "kernel" : "desk"
  }

  var json: JSON {
    .object([
      ("person", .string(person)), ("permission", .string(permission)),
      ("ticket", ticket.map { .integer($0.rawValue) } ?? .null),
      ("allowed", .boolean(account.decision.isAllowed)), ("verdict", .string(verdict)),
      (
        "grants",
        .array(
          account.considerations.map { consideration in
            .object([
              ("role", .string(consideration.grant.owner)),
              ("by", .string(giver(of: consideration.grant))),
              ("grant", consideration.grant.grant.json),
              ("holds", consideration.holds.map(JSON.boolean) ?? .null),
              ("counted", .boolean(consideration.isDecisive)),
            ])
          })
      ),
    ])
  }
}

extension [String] {
  /// The texts in their order, each once.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
