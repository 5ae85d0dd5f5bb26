import ArgumentParser
import Kernel
import Texts

/// Words as they are typed; `-` stands for what comes in on standard input.
struct TextArgument: ExpressibleByArgument {
  private let argument: String

  init?(argument: String) {
    self.argument = argument
  }

  /// The words.
  ///
  /// Throws a `Failure` where standard input is not UTF-8 or longer than a text may be.
  func words() throws(Failure) -> String {
    guard argument == "-" else { return argument }
    let bytes = try SystemCalls.readAll(from: 0, limit: Limit.textBytes)
    guard bytes.count <= Limit.textBytes else {
      throw Failure(
        .invalid,
        Text("text.long_input"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, Text("text.input_not_utf8"))
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
