import Kernel
import Texts

/// An open transaction of a prompt: requests in their order, of which nothing is on the desk yet.
///
/// It is a value that holds nothing of the desk; to see what it comes to, it is done and taken back.
package struct PromptTransaction: Sendable {
  /// A place in it to go back to.
  package struct Savepoint: Equatable, Sendable {
    package let name: String
    /// How many requests were held then.
    package fileprivate(set) var count: Int
  }

  package private(set) var requests: [HeldRequest] = []
  package private(set) var savepoints: [Savepoint] = []
  /// Numbers of its tickets that other tickets have by now, with the numbers that they have.
  private var moved: [Ticket.ID: Ticket.ID] = [:]

  /// The tickets that it makes.
  var made: Set<Ticket.ID> { Set(requests.compactMap(\.made)) }

  mutating func hold(_ request: HeldRequest) {
    requests.append(request)
  }

  /// Sets a savepoint; one of the same name is moved here.
  mutating func save(_ name: String) {
    savepoints.removeAll { $0.name == name }
    savepoints.append(Savepoint(name: name, count: requests.count))
  }

  /// Drops what was held after a savepoint, which stays; throws a `Refusal` where there is none.
  mutating func goBack(to name: String) throws(Refusal) -> Int {
    guard let index = savepoints.firstIndex(where: { $0.name == name }) else {
      let hint = Text.nearest(nearestName(to: name, among: savepoints.map(\.name)))
      throw Refusal(.notFound, Text.promptNoSavepoint(name: name, hint: hint))
    }
    let count = savepoints[index].count
    savepoints.removeSubrange((index + 1)...)
    defer { requests.removeSubrange(count...) }
    return requests.count - count
  }

  /// Drops what the last entry that held something held.
  mutating func dropLastEntry() -> Int {
    guard let entry = requests.last?.entry else { return 0 }
    let kept = requests.prefix { $0.entry != entry }.count
    defer { keep(first: kept) }
    return requests.count - kept
  }

  private mutating func keep(first count: Int) {
    requests.removeSubrange(count...)
    for index in savepoints.indices {
      savepoints[index].count = min(savepoints[index].count, count)
    }
  }

  /// The request of that number, from 1; throws a `Refusal` where there is none.
  func index(of number: Int) throws(Refusal) -> Int {
    guard requests.indices.contains(number - 1) else {
      throw Refusal(.notFound, Text.promptNoHeld(number: number, count: requests.count))
    }
    return number - 1
  }

  /// Drops one request; throws a `Refusal` where others need the ticket that it makes.
  mutating func drop(_ number: Int) throws(Refusal) -> HeldRequest {
    let index = try index(of: number)
    if let made = requests[index].made {
      let needed = requests.indices.filter { requests[$0].request.tickets.contains(made) }
      guard needed.isEmpty else {
        let others = needed.map { "#\($0 + 1)" }.joined(separator: ", ")
        throw Refusal(.refused, Text.promptNeededBy(number: number, others: others))
      }
    }
    for place in savepoints.indices where savepoints[place].count > index {
      savepoints[place].count -= 1
    }
    return requests.remove(at: index)
  }

  /// Refuses a number that was that of one of its tickets and is another one's by now.
  func require(_ tickets: Set<Ticket.ID>) throws(PromptStop) {
    for id in tickets.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let now = moved[id] else { continue }
      throw PromptStop(Text.promptNumberMoved(seen: id.rawValue, ticket: now.rawValue))
    }
  }
}

extension PromptTransaction {
  /// What doing all of it has come to.
  struct Replay: Sendable {
    /// The transaction with the numbers that its tickets had.
    var transaction: PromptTransaction
    var conflicts: [HeldConflict] = []
    /// One for each request that was tried, with its number from 1.
    var outcomes: [(number: Int, outcome: Outcome)] = []
    var moves: [TicketMove] = []
  }

  /// Does all requests on top of each other.
  ///
  /// `versions` gives those of tickets outside of the transaction. What follows from a ticket that
  /// could not be made is not tried.
  func replay(
    versions: ([Ticket.ID]) throws -> [Ticket.ID: Int64],
    perform: (Request) throws -> Outcome,
  ) throws -> Replay {
    var replay = Replay(transaction: self)
    let present = try versions(presentTickets)
    var numbers: [Ticket.ID: Ticket.ID] = [:]
    var lost: Set<Ticket.ID> = []
    for (index, held) in requests.enumerated() {
      guard lost.isDisjoint(with: held.request.tickets) else {
        if let made = held.made { lost.insert(made) }
        continue
      }
      let version = held.request.ticket.flatMap { present[$0] }
      let outcome = try perform(held.request(onVersion: version, numbers))
      replay.outcomes.append((index + 1, outcome))
      switch outcome.verdict {
      case .done(let receipt):
        if let made = held.made, made != receipt.ticket { numbers[made] = receipt.ticket }
      case .refused(let refusal):
        replay.conflicts.append(HeldConflict(number: index + 1, held: held, refusal: refusal))
        if let made = held.made { lost.insert(made) }
      }
    }
    replay.moves = numbers.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { TicketMove(from: $0.key, to: $0.value) }
    replay.transaction.renumber(numbers)
    return replay
  }

  /// The tickets that it changes and does not make.
  private var presentTickets: [Ticket.ID] {
    let made = made
    return Set(requests.compactMap(\.request.ticket)).subtracting(made)
      .sorted { $0.rawValue < $1.rawValue }
  }

  private mutating func renumber(_ numbers: [Ticket.ID: Ticket.ID]) {
    guard !numbers.isEmpty else { return }
    for index in requests.indices { requests[index].renumber(numbers) }
    moved = moved.mapValues { numbers[$0] ?? $0 }
    moved.merge(numbers) { _, later in later }
    for id in made { moved[id] = nil }
  }

  /// Takes tickets as they are outside of it by now: that of one request, or of all.
  mutating func see(
    _ index: Int?, versions: ([Ticket.ID]) throws -> [Ticket.ID: Int64],
  ) throws {
    let present = try versions(presentTickets)
    let ticket = index.map { requests[$0].request.ticket }
    for place in requests.indices {
      guard let id = requests[place].request.ticket, requests[place].seen != nil,
        ticket == nil || ticket == id
      else { continue }
      requests[place].see(present[id] ?? requests[place].seen)
    }
  }
}
