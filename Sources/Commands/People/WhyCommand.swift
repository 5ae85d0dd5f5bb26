import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket why`: whether somebody may do something, and by which grants.
struct WhyCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain whether somebody may do something, with every grant that counted.",
    discussion: """
      Examples:
        docket why bob ticket.close
        docket why bob ticket.close 7
      """)

  @Argument(help: "The person.") var name: String
  @Argument(help: "The permission, as ticket.close.") var permission: String
  @Argument(help: "The ticket; without one, grants with a condition do not count.")
  var id: TicketArgument?
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.read { session in
      let decision = try session.why(name, permission, ticket: id?.id)
      guard !stage.output.isJSON else { return try stage.output.write(json(of: decision)) }
      let target = id.map { Text("said.on_ticket", ["ticket": $0.id.rawValue]) }
      let surface = stage.output.standard
      let answer =
        decision.isAllowed
        ? Text("said.may", ["person": name, "permission": permission, "target": target])
        : Text("said.may_not", ["person": name, "permission": permission, "target": target])
      var lines = [surface.words(answer)]
      lines += decision.grants.map { grant in
        surface.shown("  \(grant.owner): \(grant.grant.line)")
      }
      if decision.grants.isEmpty { lines.append("  " + surface.words(Text("said.no_grant"))) }
      try stage.output.write(lines)
    }
  }

  private func json(of decision: Authority.Decision) -> JSON {
    .object([
      ("allowed", .boolean(decision.isAllowed)),
      (
        "grants",
        .array(
          decision.grants.map { grant in
            .object([("role", .string(grant.owner)), ("grant", grant.grant.json)])
          })
      ),
    ])
  }
}
