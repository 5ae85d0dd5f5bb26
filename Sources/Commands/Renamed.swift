import ArgumentParser
import Display

/// What is said in help of a name that is to be another, and how it is completed.
typealias RenamedArgument = (help: ArgumentHelp, completion: CompletionSource)

/// Something with a name that a command gives another, with the words that the command's help has
/// for it.
protocol Renamed: Sendable {
  static var configuration: CommandConfiguration { get }
  /// What the present name is.
  static var name: RenamedArgument { get }
}
