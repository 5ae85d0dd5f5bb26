import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket role grant`: adds a grant to a role.
struct RoleGrantCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant",
    abstract: "Let a role do something, or deny it; makes the role if need be.",
    discussion: """
      A new role whose name is nearly another's, or a person's, is made only if that is meant: you \
      are asked, and elsewhere than on a terminal it wants --yes.

      Examples:
        docket role grant agent ticket.close --when queue:billing
        docket role grant agent ticket.purge --deny
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var role: String
  @Argument(
    help: "The permission, as ticket.close.", completion: .list(Permission.names))
  var permission: String
  @Option(
    help: ArgumentHelp("Only for these fields.", valueName: "a,b"), completion: .source(.fields))
  var fields: String?
  @Option(
    help: ArgumentHelp("Only for tickets that match.", valueName: "query"),
    completion: .source(.query))
  var when: String?
  @Flag(help: "Deny it instead.") var deny = false
  @Option(help: "The side of a new role: staff or customer.", completion: .nothing)
  var side = RoleSpec.Side.staff
  @Flag(help: "Make the role although its name is nearly another's.") var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let grant = Grant(
      permission, isDenial: deny, fields: fields?.split(separator: ",").map(String.init) ?? [],
      when: try context.kept(condition: when))
    let (role, side) = (role, side)
    let isNew = try makesRole(in: context)
    try context.tellingStranded {
      try context.administer { try $0.grant(grant, to: role, side: side) }
      if isNew { try context.output.say(Text.roleMade(role: role, side: side)) }
      try context.tell(Text.frameOf(owner: role, problem: grant.words))
    }
  }
}

extension RoleGrantCommand {
  /// What the name of a new role was probably to be.
  fileprivate enum Slip {
    case role(String)
    case person
  }

  /// Whether the grant makes the role; throws where its name is a slip.
  private func makesRole(in context: CommandContext) throws -> Bool {
    try context.require(.roleManage)
    let (isNew, slip) = try context.read { session -> (Bool, Slip?) in
      guard session.rulebook.role(named: role) == nil else { return (false, nil) }
      let roles = session.rulebook.roles.keys.sorted()
      if let near = nearestName(to: role, among: roles) { return (true, .role(near)) }
      return (true, try session.moment.person(named: role) == nil ? nil : .person)
    }
    guard let slip, !yes else { return isNew }
    let question = Question(output: context.output)
    guard question.isAnswerable else {
      throw Failure(.refused, slip.problem(with: role))
    }
    guard try question.isAffirmed(slip.question(about: role)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
    return isNew
  }
}

extension RoleGrantCommand.Slip {
  fileprivate func question(about role: String) -> Text {
    switch self {
    case .role(let near): Text.roleAskNear(role: role, near: near)
    case .person: Text.roleAskPerson(role: role)
    }
  }

  fileprivate func problem(with role: String) -> Text {
    switch self {
    case .role(let near): Text.roleNear(role: role, near: near)
    case .person: Text.roleNearPerson(role: role)
    }
  }
}

extension RoleSpec.Side: ExpressibleByArgument {}
