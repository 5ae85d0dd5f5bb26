import ArgumentParser
import Display
import Kernel
import System
import Texts

/// Words as they are typed; `-` stands for what comes in on standard input.
struct TextArgument: ExpressibleByArgument {
  static let defaultCompletionKind = CompletionKind.nothing

  private let argument: String

  init?(argument: String) {
    self.init(argument)
  }

  /// What was typed, where it does not stand alone.
  init(_ argument: String) {
    self.argument = argument
  }

  /// The words.
  ///
  /// Throws a `Failure` where standard input is not UTF-8 or longer than a text may be.
  func words() throws(Failure) -> String {
    guard argument == "-" else { return argument }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try StandardStream.input.bytes(atMost: Limit.textBytes)
    } catch let error where error.cause == .tooLarge(limit: Limit.textBytes) {
      throw Failure(.invalid, Text.textLongInput)
    } catch {
      throw Failure(error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, Text.textInputNotUtf8)
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
