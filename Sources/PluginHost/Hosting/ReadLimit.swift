import Kernel
import Texts

/// How much of the desk's database the code of a lane may still read, beside the rows it is given.
///
/// It follows from the milliseconds of the call in hand, and of all hooks of a request together.
final class ReadLimit {
  /// What the longest call has: a script's that somebody runs by hand.
  static let longest: Int64 = 600_000

  /// What is left for the call in hand.
  let allowance = ReadAllowance(milliseconds: 0)
  /// What is left for all calls until the next `reset`, that in hand not taken yet.
  private let rest: ReadAllowance
  /// What the call in hand began with.
  private let given = ReadAllowance(milliseconds: 0)
  private let most: Int64
  private var own: (milliseconds: Int64, limit: PluginLimits.Kind?) = (0, nil)

  /// `milliseconds` are what all calls until the next `reset` have together.
  init(milliseconds: Int64) {
    most = milliseconds
    rest = ReadAllowance(milliseconds: milliseconds)
  }

  /// Begins the next request.
  func reset() {
    rest.set(to: ReadAllowance(milliseconds: most))
    given.set(to: allowance)
  }

  /// Begins a call that may take so many milliseconds, by a limit that has a name where it is a
  /// plugin's own.
  func begin(milliseconds: Int64, limit: PluginLimits.Kind?) {
    rest.steps -= given.steps - allowance.steps
    rest.nanoseconds -= given.nanoseconds - allowance.nanoseconds
    own = (milliseconds, limit)
    let whole = ReadAllowance(milliseconds: milliseconds)
    allowance.steps = min(whole.steps, rest.steps)
    allowance.nanoseconds = min(whole.nanoseconds, rest.nanoseconds)
    given.set(to: allowance)
  }

  /// What a plugin is told that has read too much.
  var words: Text {
    let whole = ReadAllowance(milliseconds: own.milliseconds)
    guard given.steps == whole.steps, given.nanoseconds == whole.nanoseconds else {
      return Text.apiReadsTooMuchTogether(milliseconds: most)
    }
    return Text.apiReadsTooMuch(
      milliseconds: own.milliseconds, limit: (own.limit ?? PluginLimits.milliseconds).name)
  }
}
