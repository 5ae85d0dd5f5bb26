import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// What every command takes that changes the desk's own declarations.
struct DeclaringOptions: ParsableArguments {
  @Flag(help: "Change nothing; show what would be declared.") var dryRun = false
  @OptionGroup var agreement: Agreement
}

/// What a declaration is called where people read it.
struct LabelOption: ExpressibleByArgument {
  let language: String?
  let text: String

  init?(argument: String) {
    if let equals = argument.firstIndex(of: "="),
      let language = Language(String(argument[..<equals]))
    {
      self.language = language.code
      text = String(argument[argument.index(after: equals)...])
    } else {
      language = nil
      text = argument
    }
  }

  static let defaultCompletionKind = CompletionKind.nothing
  static let help = ArgumentHelp(
    "What people read in place of the name, in the desk's language; nl=TEXT in another.",
    valueName: "text")
}

/// A command that changes the desk's own declarations.
protocol DeclaringCommand: DeskCommand {
  var declaring: DeclaringOptions { get }

  func edit(in context: CommandContext) throws -> DeclarationEdit
}

extension DeclaringCommand {
  var isDryRun: Bool { declaring.dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let edit = try edit(in: context)
    var agreement = declaring.agreement
    // What would be left without meaning is shown, and nobody is asked.
    if declaring.dryRun { agreement.yes = true }
    var done: DeclarationOutcome?
    try agreement.whileAsking(on: context.output) {
      done = try context.desk.declare(
        edit, as: .person(context.person.id), isDryRun: declaring.dryRun, agreeingTo: $0)
    }
    guard let done else { return }
    for name in done.followed { try context.output.say(name.text) }
    if done.wasByHand, !done.isSame, !declaring.dryRun {
      try context.output.say(Text.madeCommentsLost)
    }
    guard !context.output.isJSON else {
      return try context.output.write(.array(done.changes.map(\.json)))
    }
    guard !done.isSame else {
      return try context.output.say(Text.madeSame(kind: edit.kind.thing, name: edit.name))
    }
    if declaring.dryRun {
      return try context.output.write(done.changes.map { $0.line(on: context.output.standard) })
    }
    try context.output.write(edit.said)
    try tellLacking(edit, on: context)
  }

  /// Says how many open tickets lack a field that is required from now on.
  private func tellLacking(_ edit: DeclarationEdit, on context: CommandContext) throws {
    guard edit.kind == .field, [.add, .set].contains(edit.step) else { return }
    for lacking in try context.desk.lacking(requiredBy: [DeclarationEdit.plugin])
    where lacking.field.name == edit.name {
      let count = lacking.tickets.count
      let hasDefault = lacking.field.standard.map { !$0.withoutBlanks.isEmpty } ?? false
      try context.output.say(
        hasDefault
          ? Text.saidLackingDefault(
            count: count, field: edit.name, plugin: DeclarationEdit.plugin)
          : Text.saidLacking(count: count, field: edit.name))
    }
  }
}

extension DeclarationEdit {
  /// What was done, in a line.
  fileprivate var said: Text {
    switch step {
    case .add: Text.madeAdded(kind: kind.thing, name: name)
    case .set: Text.madeChanged(kind: kind.thing, name: name)
    case .remove: Text.madeRemoved(kind: kind.thing, name: name)
    case .rename: Text.madeRenamed(kind: kind.thing, name: name, next: nameAfter)
    case .renameChoice(let choice, let next):
      Text.madeRenamed(kind: Text.thingChoice, name: choice.composed, next: next.composed)
    }
  }

  /// Notes labels of one kind, as `field` or `help`.
  ///
  /// Throws a `Failure` where one language has two.
  mutating func label(
    _ options: [LabelOption], of option: String = "--label", as kind: String? = nil,
  ) throws(Failure) {
    var given = GivenNames()
    for label in options {
      try given.take(label.language.map { "\(option) \($0)" } ?? option, label.text)
    }
    labels += options.map {
      Label(language: $0.language, kind: kind ?? self.kind.rawValue, text: $0.text)
    }
  }
}

extension JSON {
  /// A text that somebody gave; an empty one takes away what is said.
  static func saying(_ text: String?) -> JSON? {
    text.map { $0.isEmpty ? .null : .string($0) }
  }

  /// The items of such a text between commas.
  static func listing(_ text: String?) -> JSON? {
    text.map { text in
      let items = text.split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }
      return items.isEmpty ? .null : .array(items.map { .string(String($0)) })
    }
  }
}
