import Texts

/// What came of a line at the prompt, as it is shown: nothing of it is live any more.
package indirect enum PromptValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  /// How long something took.
  case span(seconds: Double, words: String)
  /// A Lua string that is not valid UTF-8.
  case bytes([UInt8])
  /// A value that has only a name: `function`, `nan`, `docket.none`.
  case word(String)
  /// A value of the kernel, such as a ticket or an entry, with its members in their order.
  case record(kind: String, [(name: String, value: PromptValue)])
  /// Rows of a question; `total` is how many there are, where that is known.
  case rows([PromptValue], total: Int?)
  /// A table: its items, then its names with their values. What is beyond the limits is counted.
  case table(PromptTable)
  /// A table within itself.
  case cycle
  /// A table below the deepest that is shown.
  case deep
  case groups([(label: String, value: PromptValue)])
  /// Numbers in a row, for a line of bars.
  case series([Double])
  case grid(PromptGrid)
  /// The wish to have something explained: the name of a function, or words.
  case help(String)

  package static func == (one: PromptValue, other: PromptValue) -> Bool {
    switch (one, other) {
    case (.null, .null), (.cycle, .cycle), (.deep, .deep): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.text(let a), .text(let b)), (.word(let a), .word(let b)): a == b
    case (.bytes(let a), .bytes(let b)): a == b
    case (.record(let a, let x), .record(let b, let y)):
      a == b && x.elementsEqual(y) { $0.name == $1.name && $0.value == $1.value }
    case (.rows(let a, let x), .rows(let b, let y)): a == b && x == y
    case (.table(let a), .table(let b)): a == b
    case (.groups(let a), .groups(let b)):
      a.elementsEqual(b) { $0.label == $1.label && $0.value == $1.value }
    case (.series(let a), .series(let b)): a == b
    case (.span(let a, _), .span(let b, _)): a == b
    case (.grid(let a), .grid(let b)): a == b
    case (.help(let a), .help(let b)): a == b
    default: false
    }
  }
}

/// A Lua table as it is shown.
package struct PromptTable: Equatable, Sendable {
  package struct Pair: Equatable, Sendable {
    package let key: PromptValue
    package let value: PromptValue

    package init(key: PromptValue, value: PromptValue) {
      self.key = key
      self.value = value
    }
  }

  package var items: [PromptValue]
  package var pairs: [Pair]
  /// How many items and pairs it has beside those.
  package var more: Int

  package init(items: [PromptValue], pairs: [Pair] = [], more: Int = 0) {
    self.items = items
    self.pairs = pairs
    self.more = more
  }
}

/// Rows with chosen columns.
package struct PromptGrid: Equatable, Sendable {
  package var titles: [String]
  /// What people read above the columns; their titles where it is `nil`.
  package var heads: [Text]?
  package var rows: [[PromptValue]]
  /// Whether there are more rows than those.
  package var isCut: Bool

  package init(
    titles: [String], heads: [Text]? = nil, rows: [[PromptValue]], isCut: Bool,
  ) {
    self.titles = titles
    self.heads = heads
    self.rows = rows
    self.isCut = isCut
  }
}
