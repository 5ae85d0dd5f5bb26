import Desk
import Kernel
import Texts

/// Completes the last term of a query.
package struct QueryCompletion {
  private let desk: DeskCompletion
  /// The fields that may be named, of tickets or of entries.
  private let schema: QuerySchema

  package init(desk: DeskCompletion, schema: QuerySchema) {
    self.desk = desk
    self.schema = schema
  }

  /// The typed query with its last term completed.
  package func candidates(_ typed: String) throws -> [Candidate] {
    var start =
      typed.lastIndex { $0 == " " || $0 == "(" }.map { typed.index(after: $0) }
      ?? typed.startIndex
    if typed[start...].hasPrefix("not:") { start = typed.index(start, offsetBy: 4) }
    let term = typed[start...]
    return try self.term(term).map { $0.behind(typed[..<start]) }
  }

  private func term(_ term: Substring) throws -> [Candidate] {
    guard let colon = term.firstIndex(of: ":") else {
      return terms.filter { $0.text.hasPrefix(term) }
    }
    let value = String(term[term.index(after: colon)...])
    return try values(of: String(term[..<colon]), value).map { $0.behind(term[...colon]) }
  }

  /// What a term can begin with: fields and the words that stand in a field's place, each with its
  /// colon.
  package var terms: [Candidate] {
    (schema.isOfEntries ? [] : words) + fields.map { Candidate("\($0):") }
  }

  /// What can stand behind the colon of a field or such a word.
  package func values(of word: String, _ value: String) throws -> [Candidate] {
    switch word {
    case "is", "was": return desk.listed(categories, value)
    case "no", "has": return desk.begun(fields, value)
    case "columns": return desk.listed(fields.map { Candidate($0) }, value)
    case "group": return desk.listed(fields.flatMap(groups), value)
    case "sort":
      return desk.listed(fields.flatMap { [Candidate($0), Candidate("-\($0)")] }, value)
    case "text", "limit": return []
    default: break
    }
    let field = schema.field(named: word)
    guard schema.isOfEntries else { return try desk.values(of: field?.name ?? word, value) }
    guard let field else { return [] }
    let known = (schema.knownValues(of: field) ?? []).map { Candidate($0) }
    let people = schema.takesPeople(field) ? try desk.people(value) : []
    return desk.listed(people + known, value)
  }

  private var fields: [String] { schema.names }

  /// The field, and its periods where it holds times.
  private func groups(of name: String) -> [Candidate] {
    let periods = schema.field(named: name).map(GroupKey.hasPeriods) ?? false
    return [Candidate(name)]
      + (periods ? CalendarUnit.allCases.map { Candidate("\(name).\($0.rawValue)") } : [])
  }

  private var categories: [Candidate] { Category.allCases.map { Candidate($0.rawValue) } }

  private var words: [Candidate] {
    let words: [(String, Text)] = [
      ("is:", Text(words: Category.allCases.map(\.rawValue).joined(separator: ", "))),
      ("was:", Text.completionWas), ("no:", Text.completionNo),
      ("has:", Text.completionHas), ("not:", Text.completionNot),
      ("sort:", Text.completionSort), ("group:", Text.completionGroup),
      ("limit:", Text.completionLimit), ("columns:", Text.completionColumns),
      ("text:", Text.completionText),
    ]
    return words.map { Candidate($0.0, desk.surface.words($0.1)) }
  }
}
