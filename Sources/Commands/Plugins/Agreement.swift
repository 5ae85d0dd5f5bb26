import ArgumentParser
import Desk
import Kernel
import Texts

/// The flag of commands that may give plugins more permissions than they have.
struct Agreement: ParsableArguments {
  @Flag(help: "Agree to permissions that a new version asks for.") var yes = false

  /// Does it; where a new version wants more than the present one may, only with an admin's consent.
  ///
  /// Without `--yes` it asks on a terminal; where there is none, what is wanted is the error, and
  /// the old version goes on.
  func whileAsking(on stage: Stage, _ body: ([PermissionDemand]) throws -> Void) throws {
    do {
      try body([])
    } catch DeskError.wantsMore(let demands) {
      let error = DeskError.wantsMore(demands)
      guard !yes else { return try body(demands) }
      guard SystemCalls.isTerminal(0), stage.output.error.isTerminal, !stage.output.isJSON else {
        throw error
      }
      try stage.output.say(error.text)
      for grant in demands.flatMap(\.grants) {
        try stage.output.say("  \(stage.output.error.shown(grant.words))")
      }
      guard try Confirmation.ask(Text("said.agree"), on: stage.output) else { throw error }
      try body(demands)
    }
  }
}
