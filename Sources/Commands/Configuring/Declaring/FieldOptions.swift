import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// What can be said of a field, by the keys of `docket.field`.
struct FieldOptions: ParsableArguments {
  /// The types that a field may have, as the Lua API names them.
  static let kinds = FieldKind.declarable.map(\.rawValue)

  @Option(
    help: ArgumentHelp("What is in it: \(FieldOptions.kinds.joined(separator: ", "))."),
    completion: .list(FieldOptions.kinds))
  var type: String?
  @Option(
    help: "ticket or person; a ticket, if left out.", completion: .list(["ticket", "person"]))
  var on: String?
  @Option(help: "Of a choice: what it may be, with commas.", completion: .nothing)
  var choices: String?
  @Option(help: LabelOption.help) var label: [LabelOption] = []
  @Option(
    help: ArgumentHelp("What people read about it; nl=TEXT in another language.", valueName: "text")
  )
  var about: [LabelOption] = []
  @Option(
    help: ArgumentHelp(
      "An example of what is typed into it; nl=TEXT in another language.", valueName: "text"))
  var placeholder: [LabelOption] = []
  @Option(help: "The name of the heading under which forms ask it.", completion: .nothing)
  var group: String?
  @Option(
    parsing: .unconditional, help: "Its place among what forms ask, low first.",
    completion: .nothing)
  var order: Int64?
  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Whether a form for a new ticket asks it.")
  var ask: Bool?
  @Flag(inversion: .prefixedNo, exclusivity: .exclusive, help: "Whether it holds a list.")
  var many: Bool?
  @Option(help: "The types of ticket that have it, with commas.", completion: .source(.types))
  var types: String?
  @Option(
    help: ArgumentHelp("Which people or tickets may be in it.", valueName: "query"),
    completion: .source(.query))
  var among: String?
  @Option(
    help: ArgumentHelp("What a new ticket starts with.", valueName: "value"), completion: .nothing)
  var `default`: String?
  @Option(
    help: ArgumentHelp("The least and the most: 1..10, 0s..40h.", valueName: "bounds"),
    completion: .nothing)
  var between: String?
  @Option(
    help: ArgumentHelp("The fewest and the most characters: 3..80.", valueName: "bounds"),
    completion: .nothing)
  var length: String?
  @Option(help: "A Lua pattern that the whole text fits.", completion: .nothing)
  var pattern: String?
  @Flag(inversion: .prefixedNo, exclusivity: .exclusive, help: "Whether it must not be empty.")
  var required: Bool?
  @Option(
    help: ArgumentHelp("On which tickets it must not be empty.", valueName: "query"),
    completion: .source(.query))
  var requiredIf: String?
  @Option(
    help: ArgumentHelp("Which tickets have it.", valueName: "query"), completion: .source(.query))
  var showIf: String?
  @Option(
    help: ArgumentHelp("The permission to see it.", valueName: "permission"),
    completion: .source(.permissions))
  var view: String?
  @Option(
    help: ArgumentHelp("The permission to edit it.", valueName: "permission"),
    completion: .source(.permissions))
  var edit: String?
  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Of a ticket: whether it never leads back to the ticket itself.")
  var acyclic: Bool?
  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Of a number or duration: whether changes add to it.")
  var sum: Bool?

  /// Notes all of it; `kind` and `isMany` are those that the field is to have.
  func say(
    in change: inout DeclarationEdit, kind: FieldKind?, isMany: Bool, typing: Typing,
  ) throws(Failure) {
    let value = DeclaredValue(kind: kind, typing: typing)
    change.say("on", JSON.saying(on))
    change.say("type", JSON.saying(type))
    change.say("many", JSON.flag(many))
    change.say("types", JSON.listing(types))
    change.say("choices", JSON.listing(choices))
    change.say("among", JSON.saying(among))
    if let text = self.default {
      change.say("default", text.isEmpty ? .null : try value.standard(text, isMany: isMany))
    }
    change.say("between", try value.bounds(between, of: "between"))
    change.say("length", try DeclaredValue(kind: nil, typing: typing).bounds(length, of: "length"))
    change.say("pattern", JSON.saying(pattern))
    change.say("required", JSON.flag(required))
    change.say("show_if", JSON.saying(showIf))
    change.say("required_if", JSON.saying(requiredIf))
    change.say("view", JSON.saying(view))
    change.say("edit", JSON.saying(edit))
    change.say("acyclic", JSON.flag(acyclic))
    change.say("sum", JSON.flag(sum))
    change.say("order", order.map(JSON.integer))
    change.say("group", JSON.saying(group))
    change.say("ask", ask.map { $0 ? .null : .boolean(false) })
    try change.label(label)
    try change.label(about, of: "--about", as: "help")
    try change.label(placeholder, of: "--placeholder", as: "placeholder")
  }
}

extension JSON {
  /// What a flag says; no is the same as nothing.
  fileprivate static func flag(_ value: Bool?) -> JSON? {
    value.map { $0 ? .boolean(true) : .null }
  }
}
