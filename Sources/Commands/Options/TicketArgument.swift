import ArgumentParser
import Display
import Kernel

/// A ticket's number as it is typed: `7`.
struct TicketArgument: ExpressibleByArgument {
  static let defaultCompletionKind = CompletionKind.source(.tickets)

  let id: Ticket.ID

  init?(argument: String) {
    let digits = argument.hasPrefix("#") ? argument.dropFirst() : argument[...]
    guard digits.allSatisfy(\.isASCII), let number = Int64(digits), number > 0 else { return nil }
    id = Ticket.ID(rawValue: number)
  }

  var defaultValueDescription: String { "\(id.rawValue)" }
}
