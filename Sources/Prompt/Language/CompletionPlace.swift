/// What is being typed at the cursor, and which part of the text a completion replaces.
package struct CompletionPlace: Hashable, Sendable {
  /// What could stand at the cursor.
  package enum Subject: Hashable, Sendable {
    /// A new name, a comment, a text of one's own: nothing is known about it.
    case nothing
    /// The first word of an entry: a name of Lua, a query's field, `help` or `watch`.
    case firstWord
    /// The name of a command, its dot included.
    case command
    /// The n-th word after a command, from 1, with those before it.
    case commandArgument(of: String, number: Int, before: [String])
    /// The name of a file, which is the rest of a command.
    case file
    /// The words after `help`.
    case helpTopic
    case query(QueryPlace)
    /// The digits in `t42` or `#42`.
    case ticketNumber
    /// A name without a path, or a keyword.
    case name
    /// A name after `.` or `:`, or a text in brackets.
    case member(of: LuaPath, by: LuaAccess)
    /// A key of a table, with the keys that the table has already; in a list, an item of it.
    case key(LuaTablePlace, present: [String])
    /// The value of a key or an item of a list, which may be an expression unless it is quoted.
    case value(LuaTablePlace)
    /// An argument of a call, which may be an expression unless it is quoted.
    case argument(LuaArgument)
  }

  package let subject: Subject
  /// What has been typed of it: of a quoted string, what it stands for.
  package let beginning: String
  /// What a completion replaces, in bytes of the text: from the beginning to the cursor.
  package let range: Range<Int>
  /// The string of Lua that the cursor is in; `nil` outside of strings.
  package let quotation: LuaQuotation?
  /// What that string holds up to the cursor.
  private let content: LuaStringText?
  /// The variables that the entry itself has declared for the cursor.
  package private(set) var scope = LuaScope()

  /// Looks at the place of a cursor that stands before that byte of a text.
  ///
  /// `commands` tells what is written after commands, by their names without the dot; the words
  /// after any other command are told apart by blanks.
  package init(
    in text: String, at cursor: Int, queryNames: Set<String>,
    commands: [String: CommandArgument] = [:],
  ) {
    let all = Array(text.utf8)
    var end = min(max(cursor, 0), all.count)
    while end > 0, end < all.count, all[end] & 0xC0 == 0x80 { end -= 1 }
    let entry = EntryPlace(
      source: Array(all[..<end]), rest: Array(all[end...]), queryNames: queryNames)
    self = entry.found(commands: commands)
  }

  /// A place outside of strings, at the end of the source.
  init(_ subject: Subject, _ source: [UInt8], from start: Int) {
    self.subject = subject
    beginning = EntryParts.text(start..<source.count, of: source)
    range = start..<source.count
    quotation = nil
    content = nil
  }

  /// The same place where those variables are known.
  func knowing(_ scope: LuaScope) -> CompletionPlace {
    var place = self
    place.scope = scope
    return place
  }

  /// A place in a string that holds this up to the cursor, from one of its bytes on.
  init(
    _ subject: Subject, in content: LuaStringText, from start: Int, _ quotation: LuaQuotation,
  ) {
    self.subject = subject
    beginning = String(decoding: content.bytes[start...], as: UTF8.self)
    range = content.places[start]..<content.places[content.bytes.count]
    self.quotation = quotation
    self.content = content
  }

  /// What is being typed if the string at the cursor is a query; `nil` outside of strings.
  ///
  /// For arguments and values of which the caller knows that they are queries.
  package func inQuery(
    about subject: QueryPlace.Subject, queryNames: Set<String>,
  ) -> CompletionPlace? {
    guard let content, let quotation else { return nil }
    let query = QueryPlace(content.bytes, from: 0, about: subject, queryNames: queryNames)
    return CompletionPlace(.query(query), in: content, from: query.start, quotation)
  }
}

/// What is written after a command, where it is more than words with blanks between.
package enum CommandArgument: Hashable, Sendable {
  /// The name of a file, blanks and all.
  case file
  case helpTopic
  case query
  case lua
}

/// How a member of a value is named.
package enum LuaAccess: Hashable, Sendable {
  case dot
  case method
  /// By a string in brackets.
  case index
}
