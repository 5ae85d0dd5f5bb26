import LuaSyntax

/// What an entry of the REPL is, decided by how it begins.
package enum EntryShape: Hashable, Sendable {
  /// Nothing but blanks.
  case blank
  /// `.name rest`.
  case command(name: String, rest: String)
  /// A query, with the session variable that would have made it Lua, if there is one.
  case query(String, hiding: String?)
  /// `help words`; without words, help in general.
  case help(String)
  /// `watch query`.
  case watch(String)
  /// Anything else, with `t42` for `#42`.
  case lua(String)

  /// Decides what a text is.
  ///
  /// It is a query if its first word is one of the `queryNames` (fields, and words such as `not`)
  /// right before `:`, `<`, `<=`, `>`, `>=` or `!=`; or if it begins with `?`, which is left out.
  /// `variables` are those of the session: they never change what a text is, but tell who typed it
  /// that `queue:find()` is a query although there is a `queue`.
  package init(of text: String, queryNames: Set<String>, variables: Set<String> = []) {
    let source = Array(text.utf8)
    let parts = EntryParts(source, queryNames: queryNames)
    let rest = Self.trimmed(parts.rest, of: source)
    switch parts.kind {
    case .blank: self = .blank
    case .command:
      let name = EntryParts.text(parts.head.dropFirst(), of: source)
      self = .command(name: name, rest: rest)
    case .query:
      self = .query(rest, hiding: Self.variable(of: parts, in: source, among: variables))
    case .help: self = .help(rest)
    case .watch: self = .watch(rest)
    case .lua:
      self = .lua(String(decoding: LuaTokens.namingTickets(in: source), as: UTF8.self))
    }
  }

  /// The first word of a text that is no Lua and would be a query if the word were a field.
  ///
  /// So `queu:billing` gives `queu`, which somebody may know a near name for; `x:close()` is Lua.
  package static func unknownField(in text: String, queryNames: Set<String>) -> String? {
    let source = Array(text.utf8)
    let start = source.firstIndex { !$0.isBlank } ?? source.count
    guard let name = QueryName(source[start...], known: queryNames), !name.isKnown,
      source[name.relation].elementsEqual(Symbol.colon.rawValue.utf8),
      let next = source[name.relation.upperBound...].first, !next.isBlank
    else { return nil }
    let rest = LuaTokens(Array(source[name.relation.upperBound...])).code
    return isMethodCall(rest[...]) ? nil : EntryParts.text(name.name, of: source)
  }

  private static func trimmed(_ range: Range<Int>, of source: [UInt8]) -> String {
    let end = source[range].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? range.lowerBound
    return EntryParts.text(range.lowerBound..<end, of: source)
  }

  /// The variable that the query begins with, if the query is Lua as well.
  private static func variable(
    of parts: EntryParts, in source: [UInt8], among variables: Set<String>,
  ) -> String? {
    let tokens = LuaTokens(Array(source[parts.rest]))
    let code = tokens.code
    guard parts.head.isEmpty, let first = code.first, first.kind == .name,
      variables.contains(tokens.text(of: first))
    else { return nil }
    let call = code.dropFirst().drop { $0.kind == .name || $0.isSymbol(.dot) }
    guard call.first?.isSymbol(.colon) == true else { return tokens.text(of: first) }
    return isMethodCall(call.dropFirst()) ? tokens.text(of: first) : nil
  }

  private static func isMethodCall(_ code: ArraySlice<LuaToken>) -> Bool {
    guard code.first?.kind == .name, let next = code.dropFirst().first else { return false }
    return next.isSymbol(.open) || next.isSymbol(.openBrace) || next.quotation != nil
  }
}
