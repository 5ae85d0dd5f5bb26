import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// How many of something, as it is typed: `1000`, and `1.000` where thousands are written so.
struct CountArgument: ExpressibleByArgument {
  private let text: String

  init(argument: String) {
    text = argument
  }

  init(_ count: Int) {
    text = "\(count)"
  }

  var defaultValueDescription: String { text }

  /// The number as whoever typed it writes it; throws the problem where it is none of those.
  func count(
    in session: DeskSession, _ range: ClosedRange<Int>, orElse problem: Text,
  ) throws(Failure) -> Int {
    guard let count = session.typing.integer(text).flatMap({ Int(exactly: $0) }),
      range.contains(count)
    else { throw Failure(.usage, problem) }
    return count
  }
}
