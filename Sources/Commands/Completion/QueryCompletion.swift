import Desk
import Kernel

/// Completes the last term of a query.
struct QueryCompletion {
  let desk: DeskCompletion

  func candidates(_ typed: String) throws -> [Candidate] {
    var start =
      typed.lastIndex { $0 == " " || $0 == "(" }.map { typed.index(after: $0) }
      ?? typed.startIndex
    if typed[start...].hasPrefix("not:") { start = typed.index(start, offsetBy: 4) }
    let term = typed[start...]
    return try self.term(term).map { $0.behind(typed[..<start]) }
  }

  private func term(_ term: Substring) throws -> [Candidate] {
    guard let colon = term.firstIndex(of: ":") else {
      let words = QueryCompletion.words + fields.map { Candidate("\($0):") }
      return words.filter { $0.text.hasPrefix(term) }
    }
    let value = String(term[term.index(after: colon)...])
    let found: [Candidate] =
      switch term[..<colon] {
      case "is", "was": desk.listed(categories, value)
      case "no", "has", "group": desk.begun(fields, value)
      case "sort": desk.listed(fields.flatMap { [Candidate($0), Candidate("-\($0)")] }, value)
      case "text", "limit": []
      default: try desk.values(of: field(term[..<colon]), value)
      }
    return found.map { $0.behind(term[...colon]) }
  }

  private var fields: [String] { desk.session.viewer.schema.names }
  private var categories: [Candidate] { Category.allCases.map { Candidate($0.rawValue) } }

  /// The field that a query's word means.
  private func field(_ word: Substring) -> String {
    desk.session.viewer.schema.field(named: String(word))?.name ?? String(word)
  }

  private static let words = [
    Candidate("is:", "open, waiting, postponed, closed, discarded"),
    Candidate("was:", "has been so at any time"), Candidate("no:", "the field is empty"),
    Candidate("has:", "the field is not empty"), Candidate("not:", "the term does not hold"),
    Candidate("sort:", "the order"), Candidate("group:", "counts for each value"),
    Candidate("limit:", "no more than so many"), Candidate("text:", "the texts contain it"),
  ]
}
