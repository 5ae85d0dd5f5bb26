import Desk
import Display
import Kernel
import LuaSyntax

/// Finds what could stand at a place of an entry: never a name that the person may not see.
struct PromptCompletion {
  let place: CompletionPlace
  /// What stands behind the cursor.
  let rest: Substring
  let session: PromptSession
  let desk: DeskSession
  let surface: Surface

  /// What fits what has been typed, each once.
  var candidates: [Completion.Candidate] {
    get throws {
      var taken: Set<String> = []
      return try offers.filter { offer in
        offer.name.hasPrefix(place.beginning) && taken.insert(offer.text).inserted
      }.map { offer in
        Completion.Candidate(
          offer.text, label: offer.name, detail: offer.detail, ending: offer.ending)
      }
    }
  }

  private var offers: [Offer] {
    get throws {
      switch place.subject {
      case .nothing: []
      case .firstWord: names + statements + query(over: .tickets).terms.map { Offer($0) }
      case .command: PromptCommand.all.map { Offer($0, on: surface) }
      case .commandArgument(let name, let number, let before):
        try argument(number, of: name, after: before)
      case .file: FileNames(place.beginning).offers
      case .helpTopic: topics
      case .query(let query): try terms(of: query)
      case .ticketNumber: try values(.ticket)
      case .name: names
      case .member(let path, let access): members(of: path, by: access)
      case .key(let table, let present): try keys(of: table, without: present)
      case .value(let table): try values(at: table)
      case .argument(let argument): try values(of: argument)
      }
    }
  }

  var kinds: LuaKinds { LuaKinds(desk: desk, session: session, scope: place.scope) }

  func completion(of ticket: Ticket.ID? = nil) -> DeskCompletion {
    DeskCompletion(session: desk, surface: surface, ticket: ticket)
  }
}

extension PromptCompletion {
  /// Words and variables that an expression or statement can begin with.
  var names: [Offer] {
    let held: [PromptHeld.Name] =
      if case .table(let names, _) = session.held() { names } else { [] }
    // Results of earlier entries would stand before all else.
    let shown = held.filter { !place.beginning.isEmpty || !$0.name.hasPrefix("_") }
      .filter { LuaText.isName($0.name) }
    let declared = place.scope.variables.reversed().map { Offer($0.name) }
    return declared + shown.map { Offer($0.name, ending: $0.isFunction ? "(" : "") }
      + Keyword.allCases.map { Offer($0.rawValue) }
      + PromptName.allCases.map { Offer($0.rawValue, ending: $0.opening) }
  }

  private var statements: [Offer] { ["help", "watch"].map { Offer($0, ending: " ") } }

  private var topics: [Offer] {
    let functions = PluginAPI.functions.filter(\.isByHand)
    return functions.map { Offer($0.name, detail: $0.summary) }
      + PluginAPI.topics.map { Offer($0.name, detail: $0.summary) }
      + PromptCommand.all.map { Offer($0.name, detail: surface.words($0.summary)) }
  }
}

extension PromptCompletion {
  private func query(over subject: QueryPlace.Subject) -> QueryCompletion {
    switch subject {
    case .tickets: QueryCompletion(desk: completion(), schema: desk.viewer.schema)
    case .entries:
      QueryCompletion(desk: completion(), schema: desk.entrySchema)
    }
  }

  private func terms(of place: QueryPlace) throws -> [Offer] {
    let query = query(over: place.subject)
    guard let field = place.field else { return query.terms.map { Offer($0) } }
    return try query.values(of: field, self.place.beginning).map { value in
      Offer(value.text, text: written(value.text, in: place), detail: value.meaning)
    }
  }

  /// A value as it stands in a query, which may stand in a string of Lua.
  private func written(_ value: String, in query: QueryPlace) -> String {
    let isPlain = value.unicodeScalars.allSatisfy { scalar in
      scalar == "." || scalar == "_" || scalar == "-" || scalar == "@" || scalar == "/"
        || (scalar.isASCII && scalar.properties.isAlphabetic) || ("0"..."9").contains(scalar)
    }
    let needsQuotes = !isPlain || value.contains("..")
    var text = needsQuotes || query.isQuoted ? quotedIfNeeded(value) : value
    if query.isQuoted, text.hasPrefix("\"") { text = String(text.dropFirst().dropLast()) }
    return inString(text)
  }

  /// A text in the string of Lua that the cursor is in.
  func inString(_ text: String) -> String {
    switch place.quotation {
    case .double: String(LuaText.expression(of: .string(text)).dropFirst().dropLast())
    case .single:
      String(LuaText.expression(of: .string(text)).dropFirst().dropLast())
        .replacing("\\\"", with: "\"").replacing("'", with: "\\'")
    case .long, nil: text
    }
  }
}
