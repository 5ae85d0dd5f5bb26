import Kernel
import Texts

/// The verdict on a permission in words, and what each grant has to say.
package struct WhyPage {
  package let account: Authority.Account
  package let person: String
  package let permission: String
  package let ticket: Ticket.ID?

  package init(account: Authority.Account, person: String, permission: String, ticket: Ticket.ID?) {
    self.account = account
    self.person = person
    self.permission = permission
    self.ticket = ticket
  }

  package func lines(on surface: Surface) -> [String] {
    let meaning: Meaning =
      account.decision.isAllowed ? .good : account.lesser == nil ? .danger : .warning
    let head = surface.foldedLines(verdict, margin: 0).map { surface.styled($0, meaning) }
    let lines = account.considerations.flatMap { consideration -> [String] in
      let said = surface.foldedLines(words(consideration), margin: 4)
      let shown = said.enumerated().map { index, line in (index == 0 ? "  " : "    ") + line }
      return consideration.isDecisive ? shown : shown.map { surface.styled($0, .faint) }
    }
    let none = surface.foldedLines(Text.whyNothing(person: person), margin: 0)
    return head + (lines.isEmpty ? none : lines)
  }

  /// `bob may not close ticket 7 (permission ticket.close): agent denies it`.
  private var verdict: Text {
    if let lesser = account.lesser {
      return Text.whyOwnUndo(
        person: person, target: ticket.map { Text.whyOnTicket(ticket: $0.rawValue) },
        permission: lesser, lacked: permission)
    }
    if let what = act {
      return account.decision.isAllowed
        ? Text.whyTicketVerdict(person: person, what: what, reason: reason)
        : Text.whyTicketVerdictNot(person: person, what: what, reason: reason)
    }
    let target = ticket.map { Text.whyOnTicket(ticket: $0.rawValue) }
    return account.decision.isAllowed
      ? Text.whyVerdict(person: person, permission: permission, target: target, reason: reason)
      : Text.whyVerdictNot(person: person, permission: permission, target: target, reason: reason)
  }

  /// `close ticket 7 (permission ticket.close)`; `nil` for what is no verb on tickets.
  private var act: Text? {
    guard permission.hasPrefix("ticket.") else { return nil }
    let verb = Text(name: String(permission.dropFirst("ticket.".count)), of: .verb)
    guard let ticket else {
      return Text.whyActEver(verb: verb, permission: permission)
    }
    return Text.whyAct(verb: verb, ticket: ticket.rawValue, permission: permission)
  }

  private var reason: Text {
    let decisive = account.considerations.filter(\.isDecisive).map(\.grant)
    if account.decision.isAllowed {
      let isPartial = !decisive.isEmpty && decisive.allSatisfy { !$0.grant.fields.isEmpty }
      let owners = decisive.map(\.owner).uniqued
      return Text.whyGrants(
        owners: Text(joining: owners.map { Text(words: $0) }, by: ", "),
        count: owners.count, fields: isPartial ? Text.whySomeFields : nil)
    }
    if let denial = decisive.first(where: \.grant.isDenial) {
      return Text.whyDenied(owner: denial.owner)
    }
    guard !account.considerations.isEmpty else { return Text.whyNoGrant }
    return ticket == nil && account.considerations.contains { $0.holds == nil }
      ? Text.whyDepends : Text.whyNoCondition
  }

  /// `agent (plugin support): ticket.close when queue:billing — holds`.
  private func words(_ consideration: Authority.Consideration) -> Text {
    let grant = consideration.grant
    var holds: Text?
    if let idle = grant.idle {
      holds = Text.whyIdle(problem: idle.problem)
    } else if grant.grant.when != nil {
      switch consideration.holds {
      case true?: holds = Text.whyHolds
      case false?: holds = Text.whyFails
      case nil: holds = Text.whyUnsure
      }
    }
    return Text.whyLine(
      owner: grant.owner, giver: giver(of: grant), grant: grant.grant.words, holds: holds)
  }

  private func giver(of grant: CompiledGrant) -> Text {
    if !grant.plugin.isEmpty { return Text.whyByPlugin(plugin: grant.plugin) }
    let isKernels = grant.owner == RoleSpec.admin.name && grant.grant == Grant("*")
    return Text(name: isKernels ? "kernel" : "desk", of: .given)
  }

  package var json: JSON {
    .object([
      ("person", .string(person)), ("permission", .string(permission)),
      ("ticket", ticket.map { .integer($0.rawValue) } ?? .null),
      ("allowed", .boolean(account.decision.isAllowed)), ("verdict", .string(verdict.description)),
      (
        "grants",
        .array(
          account.considerations.map { consideration in
            .object([
              ("role", .string(consideration.grant.owner)),
              ("by", .string(giver(of: consideration.grant).description)),
              ("grant", consideration.grant.grant.json),
              ("holds", consideration.holds.map(JSON.boolean) ?? .null),
              ("counted", .boolean(consideration.isDecisive)),
            ])
          })
      ),
    ])
  }
}

extension Grant {
  package var json: JSON {
    .object([
      ("permission", .string(permission)), ("deny", .boolean(isDenial)),
      ("fields", .array(fields.map(JSON.string))), ("when", when.map(JSON.string) ?? .null),
    ])
  }
}
