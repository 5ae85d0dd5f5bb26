import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket role list`: the roles there are.
struct RoleListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the roles there are.",
    discussion: """
      Examples:
        docket role list
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let roles = session.rulebook.roles.values.sorted { $0.name < $1.name }
    guard !output.isJSON else {
      return try output.write(.array(roles.map(\.json)))
    }
    var table = Table([
      .init(Text.columnRole), .init(Text.columnSide),
      .init(Text.columnGrants, isNumeric: true),
    ])
    for role in roles {
      let side = output.standard.words(role.side.text)
      table.append([.init(role.name), .init(side), .init("\(role.grants.count)")])
    }
    try output.write(table.lines(on: output.standard))
  }
}

extension CompiledRole {
  var json: JSON {
    .object([
      ("name", .string(name)), ("side", .string(side.rawValue)),
      ("grants", .array(grants.map(\.grant.json))),
    ])
  }
}

extension Grant {
  /// The grant in a line, with what it allows: `ticket.close: close`.
  func words(in language: Language) -> String {
    "\(words.rendered(in: language)): \(HelpTopic.meaning(ofPermission: permission, in: language))"
  }
}
