import ArgumentParser

/// What every command takes that changes a ticket.
struct ActionOptions: ParsableArguments {
  @Flag(help: "Change nothing; show what would happen, step by step.")
  var dryRun = false

  @Option(help: "Refuse if the ticket has changed since this version.", completion: .nothing)
  var version: Int64?

  @Flag(help: "Leave what follows from the change to `docket work`.")
  var noWork = false

  @Flag(help: "Do not ask.")
  var yes = false
}
