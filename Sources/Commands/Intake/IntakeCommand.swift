import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket intake`: tickets from calls, letters, web forms and monitoring.
struct IntakeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake",
    abstract: "Take in calls, letters and events by a form; without one, list the forms.",
    discussion: """
      Forms come from plugins; docket plugin enable intake brings phone, letter, web and monitoring. \
      On a terminal a form asks field by field, shows what would be made, and asks whether to make \
      it. Elsewhere it takes JSON from standard input or a file: one document, or one a line, as they \
      come in. A bad document is told with its line and fields, and the others go in; the exit status \
      says so. What comes in is in your name and within your permissions, and has the form's source.

      A document that has a name (the form says in which field) comes in once: given again, it gives \
      the first one's ticket.

      With --folder each file *.json of a folder is taken in once, then moved to done/ or failed/ \
      below the folder, with a .txt where there is something to say. A document without a name is \
      known by what it says, so that a crash makes no second ticket. Files that have changed within \
      the last second wait, and names that begin with a dot are left alone: write a file under \
      another name and rename it. Links, and files of more than 64 MB, are refused. --watch goes on \
      until Ctrl-C.

      Examples:
        docket intake
        docket intake phone
        docket intake phone call.json --dry-run
        echo '{"subject":"No light","email":"jane@example.com"}' | docket intake web
        docket intake monitoring --folder /var/spool/events --watch
      """)

  @Argument(help: "The form; nothing lists them.", completion: .source(.forms)) var form: String?
  @Argument(
    help: "A file of JSON; - reads standard input.", completion: .file(extensions: ["json"]))
  var file: String?
  @Option(
    help: ArgumentHelp("Take in the files of this folder.", valueName: "directory"),
    completion: .directory)
  var folder: String?
  @Flag(help: "Go on with the folder until Ctrl-C.") var watch = false
  @Flag(help: "Change nothing; show what would happen, step by step.") var dryRun = false
  @Flag(help: "Leave what follows from the changes to `docket work`.") var noWork = false
  @Flag(help: "Do not ask whether to make it.") var yes = false
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }
  var isSure: Bool { yes }

  func validate() throws {
    guard form != nil || folder == nil && !dryRun && !yes else {
      throw ValidationError(Text.usageIntakeForm.description)
    }
    guard file == nil || folder == nil else {
      throw ValidationError(Text.usageIntakeFolder.description)
    }
    guard !watch || folder != nil && !dryRun && !global.json else {
      throw ValidationError(Text.usageIntakeWatch.description)
    }
  }

  func run(in context: CommandContext) throws {
    guard let form else {
      return try context.read { try FormList(in: $0).write(to: context.output) }
    }
    let spec = try context.read { try $0.rulebook.form(named: form) }
    let run = IntakeRun(context: context, form: spec.name, isDryRun: dryRun, follows: !noWork)
    if let folder {
      let files = try IntakeFolderRun(folder, run: run)
      return try watch ? files.watch() : files.takeAll()
    }
    if file == nil, StandardStream.input.isTerminal { return try ask(spec, run) }
    try run.takeStream(file == "-" ? nil : file)
  }

  /// Asks field by field, then whether to make what comes of it.
  private func ask(_ spec: FormSpec, _ run: IntakeRun) throws {
    let question = Question(output: run.context.output)
    guard question.isAnswerable else { throw Failure(.usage, Text.formNoTerminal) }
    let lines = TypedLines(run.context.output)
    let document = FormDocument(
      answers: try FormTalk(context: run.context, form: spec, lines: lines).answers(),
      in: run.context.askedLanguage)
    guard !dryRun else { return try run.takeOne(document) }
    guard try yes || run.plan(document) else { return }
    guard try yes || question.affirms(lines.line(Text.formAskMake)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
    try run.takeOne(document)
  }
}
