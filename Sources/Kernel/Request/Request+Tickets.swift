extension Request {
  /// The tickets that it names: its own, and those in fields and parameters.
  package var tickets: Set<Ticket.ID> {
    var tickets = Set(ticket.map { [$0] } ?? [])
    for (_, assignment) in set {
      switch assignment {
      case .value(let value): tickets.formUnion(value.tickets)
      case .elements(let adding, let removing):
        for value in adding + removing { tickets.formUnion(value.tickets) }
      }
    }
    for value in params.values { tickets.formUnion(value.tickets) }
    return tickets
  }

  /// Names tickets by other numbers from now on; those that are not among them stay.
  package mutating func renumber(_ numbers: [Ticket.ID: Ticket.ID]) {
    guard !numbers.isEmpty else { return }
    ticket = ticket.map { numbers[$0] ?? $0 }
    set = set.map { field, assignment in
      switch assignment {
      case .value(let value): (field, .value(value.renumbered(by: numbers)))
      case .elements(let adding, let removing):
        (
          field,
          .elements(
            adding: adding.map { $0.renumbered(by: numbers) },
            removing: removing.map { $0.renumbered(by: numbers) })
        )
      }
    }
    params = params.mapValues { $0.renumbered(by: numbers) }
  }
}

extension Value {
  fileprivate var tickets: [Ticket.ID] {
    switch self {
    case .ticket(let id): [id]
    case .list(let values): values.flatMap(\.tickets)
    case .none, .boolean, .integer, .number, .text, .time, .person, .stage, .attachment: []
    }
  }

  fileprivate func renumbered(by numbers: [Ticket.ID: Ticket.ID]) -> Value {
    switch self {
    case .ticket(let id): .ticket(numbers[id] ?? id)
    case .list(let values): .list(values.map { $0.renumbered(by: numbers) })
    case .none, .boolean, .integer, .number, .text, .time, .person, .stage, .attachment: self
    }
  }
}
