import ArgumentParser
import Kernel

/// Whose history: a ticket's, by its number, or the desk's own.
enum HistoryArgument: ExpressibleByArgument {
  case ticket(Ticket.ID)
  case desk

  init?(argument: String) {
    if argument == "desk" {
      self = .desk
    } else if let ticket = TicketArgument(argument: argument) {
      self = .ticket(ticket.id)
    } else {
      return nil
    }
  }
}
