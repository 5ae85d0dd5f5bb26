import ArgumentParser
import Desk
import Display
import Kernel

/// A command of Docket's own, as opposed to those of the argument parser.
protocol DocketSubcommand: ParsableCommand {
  var global: GlobalOptions { get }
}

/// A command that works on an open desk.
protocol OpenDeskCommand: DocketSubcommand {
  /// Whether nothing of it may come to stay: the desk is opened so.
  var isDryRun: Bool { get }
  /// Whether whoever gave the command wants to be asked nothing.
  var isSure: Bool { get }

  /// Does the command; what goes wrong is thrown, and told by whoever runs commands.
  func run(on open: OpenDesk) throws
}

extension OpenDeskCommand {
  var isDryRun: Bool { false }
  var isSure: Bool { false }

  func run() throws {
    let offer = isDryRun ? nil : UpgradeOffer(isSure: isSure)
    try run(on: OpenDesk(global, isDryRun: isDryRun, offering: offer))
  }
}

/// A command that shows what somebody sees of a desk at one moment: who asks, in which language and
/// what they see are read in one transaction.
protocol ReadingCommand: OpenDeskCommand {
  func read(_ session: DeskSession, on output: Output) throws
}

extension ReadingCommand {
  func run(on open: OpenDesk) throws {
    try open.read { session, context in
      do {
        try read(session, on: context.output)
      } catch let exit as ExitCode {
        // The command has said what is wrong, among its data.
        throw exit
      } catch {
        throw context.addressed(Failure(error), in: session)
      }
    }
  }
}

/// A command that works on a desk as somebody, in transactions of its own.
protocol DeskCommand: OpenDeskCommand {
  func run(in context: CommandContext) throws
}

extension DeskCommand {
  func run(on open: OpenDesk) throws {
    let context = try open.context()
    do {
      try run(in: context)
    } catch let exit as ExitCode {
      throw exit
    } catch {
      throw try context.addressed(Failure(error))
    }
  }
}

/// A command that takes what all do that change tickets.
protocol ActingCommand: DeskCommand {
  var action: ActionOptions { get }
}

extension ActingCommand {
  var isDryRun: Bool { action.dryRun }
  var isSure: Bool { action.yes }
}
