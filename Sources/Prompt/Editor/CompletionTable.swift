/// How texts look on a terminal.
package struct TextLook {
  /// The text with everything escaped that a terminal would obey.
  let visible: (String) -> String
  /// How many columns a text takes.
  let width: (String) -> Int

  package init(visible: @escaping (String) -> String, width: @escaping (String) -> Int) {
    self.visible = visible
    self.width = width
  }

  /// The beginning of a text that fits; `…` stands for what is left out.
  func fit(_ text: String, into columns: Int) -> String {
    guard width(text) > columns else { return text }
    var kept = ""
    for character in text {
      guard width(kept + String(character)) < columns else { break }
      kept.append(character)
    }
    return columns > 0 ? kept + "…" : ""
  }

  func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }
}

/// Candidates in columns that fit a terminal.
struct CompletionTable {
  let lines: [String]

  /// One line for each if there are details, else columns that are read from top to bottom.
  init(_ candidates: [Completion.Candidate], columns: Int, look: TextLook) {
    let labels = candidates.map { look.fit(look.visible($0.label), into: columns - 1) }
    if candidates.contains(where: { $0.detail != nil }) {
      let details = candidates.map { $0.detail.map(look.visible) ?? "" }
      lines = CompletionTable.described(zip(labels, details).map { ($0, $1) }, columns, look)
    } else {
      lines = CompletionTable.columned(labels, columns, look)
    }
  }

  private static func described(
    _ rows: [(label: String, detail: String)], _ columns: Int, _ look: TextLook,
  ) -> [String] {
    let widest = rows.map { look.width($0.label) }.max() ?? 0
    let room = min(widest, max(1, columns / 2))
    return rows.map { label, detail in
      guard !detail.isEmpty else { return label }
      let start = look.padded(look.fit(label, into: room), to: room) + "  "
      return start + look.fit(detail, into: max(0, columns - 1 - look.width(start)))
    }
  }

  private static func columned(
    _ labels: [String], _ columns: Int, _ look: TextLook,
  ) -> [String] {
    let room = (labels.map(look.width).max() ?? 0) + 2
    // The last column needs no space behind it, and the terminal's last place stays empty.
    let count = max(1, (columns + 1) / room)
    let height = (labels.count + count - 1) / count
    return (0..<height).map { row in
      let cells = stride(from: row, to: labels.count, by: height).map { labels[$0] }
      let start = cells.dropLast().map { look.padded($0, to: room) }.joined()
      return start + (cells.last ?? "")
    }
  }
}
