/// What is being typed at the end of a query.
package struct QueryPlace: Hashable, Sendable {
  /// What is asked for.
  package enum Subject: Hashable, Sendable {
    case tickets
    case entries
  }

  package let subject: Subject
  /// The query up to the cursor.
  package let text: String
  /// The field whose value is being typed; `nil` where a field's name or a word is.
  package private(set) var field: String?
  /// Whether it is being typed in double quotes of the query's own.
  package private(set) var isQuoted = false
  /// Where what is being typed begins, in bytes of the query.
  let start: Int

  /// Looks at the query that begins at that byte of the source and ends with it.
  init(_ source: [UInt8], from start: Int, about subject: Subject, queryNames: Set<String>) {
    self.subject = subject
    text = String(decoding: source[start...], as: UTF8.self)
    let pieces = QueryPieces(source, from: start, queryNames: queryNames)
    guard let last = pieces.all.last, last.range.upperBound == source.count,
      !last.isQuoted || last.isOpen
    else {
      self.start = source.count
      return
    }
    isQuoted = last.isQuoted
    field = last.field.map { EntryParts.text($0, of: source) }
    switch last.kind {
    case .value, .word, .alternative: self.start = last.range.lowerBound + (isQuoted ? 1 : 0)
    case .field, .relation, .separator, .parenthesis: self.start = source.count
    }
  }
}
