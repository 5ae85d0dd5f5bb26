/// Finds out what is being typed at the end of an entry.
struct EntryPlace {
  /// The entry up to the cursor.
  let source: [UInt8]
  /// What stands behind the cursor.
  let rest: [UInt8]
  let queryNames: Set<String>

  func found(commands: [String: CommandArgument]) -> CompletionPlace {
    let parts = EntryParts(source, queryNames: queryNames)
    let isInHead = parts.head.upperBound == source.count
    switch parts.kind {
    case .blank: return place(.firstWord, from: source.count)
    case .command where isInHead: return place(.command, from: parts.head.lowerBound)
    case .command: return argument(of: parts, commands)
    case .help where isInHead, .watch where isInHead:
      return place(.firstWord, from: parts.head.lowerBound)
    case .help: return place(.helpTopic, from: parts.rest.lowerBound)
    case .query, .watch: return query(from: parts.rest.lowerBound)
    case .lua: return LuaPlace(source, rest: rest, queryNames: queryNames).found
    }
  }

  private func place(_ subject: CompletionPlace.Subject, from start: Int) -> CompletionPlace {
    CompletionPlace(subject, source, from: start)
  }

  private func query(from start: Int) -> CompletionPlace {
    let query = QueryPlace(source, from: start, about: .tickets, queryNames: queryNames)
    return place(.query(query), from: query.start)
  }

  private func argument(
    of parts: EntryParts, _ commands: [String: CommandArgument],
  ) -> CompletionPlace {
    let name = EntryParts.text(parts.head.dropFirst(), of: source)
    switch commands[name] {
    case .file: return place(.file, from: parts.rest.lowerBound)
    case .helpTopic: return place(.helpTopic, from: parts.rest.lowerBound)
    case .query: return query(from: parts.rest.lowerBound)
    case .lua:
      let blanks = Array(repeating: UInt8(ascii: " "), count: parts.rest.lowerBound)
      let lua = blanks + source[parts.rest]
      return LuaPlace(lua, rest: rest, queryNames: queryNames).found
    case nil: return word(after: name, parts.rest)
    }
  }

  private func word(after command: String, _ range: Range<Int>) -> CompletionPlace {
    let words = source[range].split(whereSeparator: \.isBlank)
    let last = words.last.flatMap { $0.endIndex == source.count ? $0 : nil }
    let before = words.dropLast(last == nil ? 0 : 1).map { String(decoding: $0, as: UTF8.self) }
    return place(
      .commandArgument(of: command, number: before.count + 1, before: before),
      from: last?.startIndex ?? source.count)
  }
}
