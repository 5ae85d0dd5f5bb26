import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket role show`: what a role grants.
struct RoleShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a role grants and denies.",
    discussion: """
      Examples:
        docket role show agent
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let roles = session.rulebook.roles
    guard let role = session.rulebook.role(named: name) else {
      let nearest = session.rulebook.nearest(
        to: name, among: roles.keys.sorted(), as: .role)
      let hint = Text.nearest(nearest) ?? Text.hintRoleList
      throw Failure(.notFound, Text.roleUnknown(role: name, hint: hint))
    }
    guard !output.isJSON else { return try output.write(role.json) }
    var table = Table([
      .init(Text.columnPermission), .init(Text.columnFields, isFlexible: true),
      .init(Text.columnWhen, isFlexible: true),
    ])
    for compiled in role.grants {
      let grant = compiled.grant
      let permission =
        grant.isDenial
        ? output.standard.words(Text.roleDeny(permission: grant.permission)) : grant.permission
      table.append([
        .init(permission, grant.isDenial ? .danger : .plain),
        .init(grant.fields.joined(separator: ", ")),
        compiled.condition(on: output.standard),
      ])
    }
    try output.say(Text.saidRoleSide(role: role.name, side: role.side))
    try output.write(table.lines(on: output.standard))
  }
}

extension CompiledGrant {
  /// The condition, or why it means nothing.
  fileprivate func condition(on surface: Surface) -> Table.Cell {
    guard let idle else { return .init(grant.when ?? "") }
    return .init(surface.words(idle.text), .danger)
  }
}
