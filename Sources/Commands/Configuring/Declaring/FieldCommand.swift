import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket field`: fields that plugins and the desk itself give tickets and people.
struct FieldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "field",
    abstract: "List, add, change, rename and remove fields of tickets and people.",
    discussion: """
      What is added here belongs to the desk's own plugin, plugins/desk: its file lib/made.lua is \
      written by docket field, type, reason, stage and lifecycle; the others are yours to edit. Every change is \
      checked with all other plugins before it decides, stands in the desk's history, and is taken \
      back by docket undo.

      Examples:
        docket field add severity --type choice --choices minor,major --label Severity
        docket field list
        docket field set severity --required-if "priority:high.."
        docket field rename severity impact
        docket field rename-choice severity minor small
        docket field remove severity
      """,
    subcommands: [
      FieldListCommand.self, FieldShowCommand.self, FieldAddCommand.self, FieldSetCommand.self,
      FieldRenameCommand.self, FieldRenameChoiceCommand.self, FieldRemoveCommand.self,
    ])
}

/// `docket field add`: a new field.
struct FieldAddCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a field.",
    discussion: """
      Open tickets that lack a required field are counted: such a ticket cannot be closed until the \
      field is filled.

      Examples:
        docket field add severity --type choice --choices minor,major --default minor
        docket field add serial --type text --pattern "SN%d+" --show-if "type:repair"
        docket field add spent --type duration --between 0s..40h --label nl=Bestede-tijd
        docket field add office --on person --type text --label Office
      """)

  @Argument(help: "Lower-case letters, digits and _.", completion: .nothing) var name: String
  @OptionGroup var options: FieldOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.add, .field, name)
    guard let type = options.type else {
      throw Failure(
        .usage, Text.usageFieldType(types: FieldOptions.kinds.joined(separator: ", ")))
    }
    try options.say(
      in: &edit, kind: FieldKind(rawValue: type), isMany: options.many ?? false,
      typing: context.typing())
    return edit
  }
}

/// `docket field set`: other words for a field.
struct FieldSetCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a field of the desk's own.",
    discussion: """
      What is not named stays; an empty value takes away what was said. Where tickets have a choice \
      or a kind of value that the field does not take any more, they are counted, and it asks for \
      --yes.

      Examples:
        docket field set severity --choices minor,major,critical
        docket field set severity --required --default minor
        docket field set severity --required-if "" --no-required
        docket field set severity --label "How bad it is" --label "nl=Hoe erg"
      """)

  @Argument(help: "The field.", completion: .source(.declaredFields)) var name: String
  @OptionGroup var options: FieldOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    let present = try context.read { session in
      session.declaredFields.first { $0.spec.name == name }?.spec
    }
    var edit = DeclarationEdit(.set, .field, name)
    try options.say(
      in: &edit, kind: options.type.map { FieldKind(rawValue: $0) } ?? present?.kind,
      isMany: options.many ?? present?.isMany ?? false, typing: context.typing())
    return try edit.saidSomething(of: "field")
  }
}

/// `docket field remove`: no such field any more.
struct FieldRemoveCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a field of the desk's own; its values are kept.",
    discussion: """
      Where tickets or people have a value in it, or conditions name it, it counts them and asks for \
      --yes. Values stay with their tickets, and are there again with a field of that name.

      Examples:
        docket field remove severity
        docket field remove severity --yes
      """)

  @Argument(help: "The field.", completion: .source(.declaredFields)) var name: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.remove, .field, name)
  }
}
