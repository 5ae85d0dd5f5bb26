import Desk
import Display
import Kernel

extension PromptCompletion {
  /// The keys of a table that it does not have yet; in a list, its items.
  func keys(of table: LuaTablePlace, without present: [String]) throws -> [Offer] {
    let names = completion(of: kinds.ticket(of: table.argument))
    switch kinds.sort(at: table) {
    case .table(let parts):
      return parts.filter { !present.contains($0.name) }.map { part in
        Offer(part.name, text: LuaText.key(part.name), detail: part.words, ending: " = ")
      }
    case .edits: return keys(names.settable, without: present)
    case .customFields:
      return keys(names.settable.filter { desk.rulebook.fields[$0] != nil }, without: present)
    case .personFields:
      return keys(desk.viewer.personFields.map(\.name), without: present)
    case .list(let sort): return try values(sort, names) + self.names
    default: return self.names
    }
  }

  private func keys(_ names: [String], without present: [String]) -> [Offer] {
    names.filter { !present.contains($0) }.map { name in
      Offer(name, text: LuaText.key(name), ending: " = ")
    }
  }

  func values(at table: LuaTablePlace) throws -> [Offer] {
    try values(kinds.sort(at: table) ?? .other, of: kinds.ticket(of: table.argument))
  }

  func values(of argument: LuaArgument) throws -> [Offer] {
    try values(kinds.sort(of: argument) ?? .other, of: kinds.ticket(of: argument))
  }

  /// What could stand for a value of that sort: what the desk has, else any expression.
  private func values(_ sort: PluginAPI.Sort, of ticket: Ticket.ID?) throws -> [Offer] {
    let found = try values(sort, completion(of: ticket))
    guard place.quotation == nil else { return found }
    // Where nothing is typed, what is known of the value is what is asked for.
    return found + (found.isEmpty || !place.beginning.isEmpty ? names : [])
  }

  /// What the desk has for a value of that sort.
  func values(_ sort: PluginAPI.Sort, _ names: DeskCompletion? = nil) throws -> [Offer] {
    let names = names ?? completion()
    switch sort {
    case .boolean, .kind(.boolean): return bare([Candidate("true"), Candidate("false")])
    case .ticket, .kind(.ticket): return bare(try names.candidates(for: .tickets, typed: digits))
    case .person, .kind(.person): return texts(try names.people(place.beginning))
    case .words(let words): return texts(words.map { Candidate($0) })
    case .fieldName: return texts(names.nameable.map { Candidate($0) })
    case .discard: return texts(try names.candidates(for: .discards, typed: place.beginning))
    case .value(let field): return texts(try names.values(of: field, place.beginning))
    case .kind(let kind): return texts(try names.values(of: kind, place.beginning))
    case .other, .query, .edits, .customFields, .personFields, .table, .list, .shape:
      return []
    }
  }

  private var digits: String { place.beginning.allSatisfy(\.isNumber) ? place.beginning : "" }

  private func bare(_ values: [Candidate]) -> [Offer] {
    place.quotation == nil ? values.map { Offer($0) } : []
  }

  private func texts(_ values: [Candidate]) -> [Offer] {
    values.map { value in
      let text =
        place.quotation == nil
        ? LuaText.expression(of: .string(value.text)) : inString(value.text)
      return Offer(value.text, text: text, detail: value.meaning, ending: closing)
    }
  }

  /// What ends the string that the cursor is in, unless it is ended behind the cursor.
  var closing: String {
    guard rest.isEmpty, let quotation = place.quotation else { return "" }
    return switch quotation {
    case .single: "'"
    case .double: "\""
    case .long(let level): "]\(String(repeating: "=", count: level))]"
    }
  }
}
