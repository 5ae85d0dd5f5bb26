import Desk
import Display
import Kernel
import Texts

/// Completes the last term of a query.
struct QueryCompletion {
  let desk: DeskCompletion
  /// The fields that may be named, of tickets or of entries.
  let schema: QuerySchema
  var isOverEntries = false

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
      let words = (isOverEntries ? [] : words) + fields.map { Candidate("\($0):") }
      return words.filter { $0.text.hasPrefix(term) }
    }
    let value = String(term[term.index(after: colon)...])
    let found: [Candidate] =
      switch term[..<colon] {
      case "is", "was": desk.listed(categories, value)
      case "no", "has", "group": desk.begun(fields, value)
      case "sort": desk.listed(fields.flatMap { [Candidate($0), Candidate("-\($0)")] }, value)
      case "text", "limit": []
      default: try values(of: term[..<colon], value)
      }
    return found.map { $0.behind(term[...colon]) }
  }

  private var fields: [String] { schema.names }
  private var categories: [Candidate] { Category.allCases.map { Candidate($0.rawValue) } }

  private func values(of word: Substring, _ value: String) throws -> [Candidate] {
    let field = schema.field(named: String(word))
    guard isOverEntries else { return try desk.values(of: field?.name ?? String(word), value) }
    guard let field else { return [] }
    let known = (schema.knownValues(of: field) ?? []).map { Candidate($0) }
    return desk.listed((schema.takesPeople(field) ? desk.people : []) + known, value)
  }

  private var words: [Candidate] {
    let words: [(String, Text)] = [
      ("is:", Text(words: Category.allCases.map(\.rawValue).joined(separator: ", "))),
      ("was:", Text.completionWas), ("no:", Text.completionNo),
      ("has:", Text.completionHas), ("not:", Text.completionNot),
      ("sort:", Text.completionSort), ("group:", Text.completionGroup),
      ("limit:", Text.completionLimit), ("text:", Text.completionText),
    ]
    return words.map { Candidate($0.0, desk.output.standard.words($0.1)) }
  }
}
