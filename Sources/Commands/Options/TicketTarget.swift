import Desk
import Display
import Kernel
import Texts

/// Which tickets a command is about: one, several, or all that a query finds.
enum TicketTarget: Equatable {
  case ticket(Ticket.ID)
  case tickets([Ticket.ID])
  case query(String)

  /// Reads words: numbers, or a query; `what` is said where there are none, and `option` where a
  /// word is none: it takes what people type there.
  init(_ words: [String], orElse what: Text, option: String? = nil) throws(Failure) {
    let ids = words.compactMap { TicketArgument(argument: $0)?.id }
    guard let first = words.first else { throw Failure(.usage, what) }
    if let ranges = TicketTarget.ranges(words) {
      self = .query("id:\(ranges)")
    } else if ids.count == words.count {
      self = ids.count == 1 ? .ticket(ids[0]) : .tickets(ids)
    } else if ids.isEmpty {
      self = .query(words.joined(separator: " "))
    } else {
      let number = words.first { TicketArgument(argument: $0) != nil } ?? first
      let word = words.first { TicketArgument(argument: $0) == nil } ?? first
      let hint = option.map { Text.hintNearestCode(name: "\($0) \(word)") }
      throw Failure(.usage, Text.usageHalfNumbers(word: word, number: number, hint: hint ?? ""))
    }
  }

  /// `1..5` and `7,9` as values of a query, alone or among numbers; `nil` where there are none, or words
  /// besides.
  private static func ranges(_ words: [String]) -> String? {
    let parts = words.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let values = parts.compactMap { part -> String? in
      let ends = part.split(separator: "..", omittingEmptySubsequences: false)
        .map { TicketArgument(argument: String($0))?.id.rawValue }
      guard ends.count <= 2, !ends.contains(nil) else { return nil }
      return ends.compactMap { $0.map(String.init) }.joined(separator: "..")
    }
    guard values.count == parts.count,
      parts.count > words.count || values.contains(where: { $0.contains("..") })
    else { return nil }
    return values.joined(separator: ",")
  }

  /// The same beside no assignment, where a query must look like one: a word that is no term is
  /// rather a slip than a text to look for.
  init(ofVerb words: [String], orElse what: Text, option: String? = nil) throws(Failure) {
    let target = try TicketTarget(words, orElse: what, option: option)
    if case .query = target, let word = words.first, !words.contains(where: { $0.contains(":") }) {
      throw Failure(.usage, Text.usageNoTarget(word: word))
    }
    self = target
  }

  /// The tickets that are meant, with the versions that whoever asks has seen.
  func targets(in session: DeskSession) throws -> [BulkTarget] {
    switch self {
    case .ticket(let id): try session.targets([id])
    case .tickets(let ids): try session.targets(ids)
    case .query(let text): try session.targets(session.query(text, context: .assignments))
    }
  }
}

/// The words of a command whose tickets are followed by one more thing: a person, a text, a time.
struct TicketsAndLast {
  let target: TicketTarget
  let last: String

  /// Takes the last word from the others; `what` is said where there are no others.
  init(_ words: [String], orElse what: Text) throws(Failure) {
    guard let last = words.last, words.count > 1 else { throw Failure(.usage, what) }
    self.last = last
    target = try TicketTarget(ofVerb: words.dropLast(), orElse: what)
  }

  /// The same where the last is a text: one that was not quoted is known by its words.
  init(text words: [String], of verb: Verb) throws(Failure) {
    if let (tickets, text) = TicketsAndLast.unquoted(words) {
      throw Failure(.usage, Text.usageQuoteText(verb: verb.rawValue, tickets: tickets, text: text))
    }
    try self.init(
      words, orElse: Text.usageTextMissing(verb: verb.rawValue, ticket: words.exampleTicket))
  }

  /// The same where the last is a moment.
  init(till words: [String], of verb: Verb) throws(Failure) {
    if let (tickets, text) = TicketsAndLast.unquoted(words) {
      throw Failure(.usage, Text.usageQuoteTime(verb: verb.rawValue, tickets: tickets, text: text))
    }
    try self.init(words, orElse: Text.usagePostponeTill(ticket: words.exampleTicket))
  }

  /// The numbers, and what follows them in several words that are no query.
  private static func unquoted(_ words: [String]) -> (tickets: String, last: String)? {
    let numbers = words.prefix { TicketArgument(argument: $0) != nil }
    let rest = words.dropFirst(numbers.count)
    guard !numbers.isEmpty, rest.count > 1, !rest.dropLast().contains(where: { $0.contains(":") })
    else { return nil }
    return (numbers.joined(separator: " "), rest.joined(separator: " "))
  }

  /// The last word as a text; `-` stands for what comes in on standard input.
  func words() throws(Failure) -> String { try TextArgument(last).words() }
}

extension [String] {
  /// The ticket to be named in an example: the first that was typed.
  var exampleTicket: Int64 { compactMap { TicketArgument(argument: $0)?.id.rawValue }.first ?? 7 }
}
