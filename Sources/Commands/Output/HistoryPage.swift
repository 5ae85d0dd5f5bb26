import Kernel

/// A ticket's history for people: an entry's head, its edits, its words.
struct HistoryPage {
  let entries: [Entry]
  let values: ValueText
  let surface: Surface

  func lines() throws -> [String] {
    try entries.flatMap(lines)
  }

  private func lines(of entry: Entry) throws -> [String] {
    let head = [try head(of: entry)]
    return try head + entry.edits.map(line) + named(entry.data) + words(of: entry)
  }

  private func head(of entry: Entry) throws -> String {
    let number = surface.styled("#\(entry.number)", .faint)
    let time = values.times.exactClock(entry.at)
    let what = surface.styled(entry.action.visible, .heading)
    let who = surface.shown(try values.actor(entry.actor))
    let note = entry.visibility == .internal ? surface.styled("  internal", .secret) : ""
    return "\(number) \(time)  \(who)  \(what)\(trail(of: entry))\(note)"
  }

  /// The way in and what it follows from, where they say more than who did it.
  private func trail(of entry: Entry) -> String {
    var parts: [String] = []
    if entry.source != "cli", entry.source != "plugin" { parts.append("by \(entry.source)") }
    if let hook = entry.hook { parts.append("through \(hook)") }
    if let cause = entry.cause { parts.append("because of entry \(cause.rawValue)") }
    guard !parts.isEmpty else { return "" }
    return surface.styled("  (\(parts.joined(separator: ", ").visible))", .faint)
  }

  private func line(of edit: Edit) throws -> String {
    let by = edit.by.map { surface.styled("  by \($0.visible)", .faint) } ?? ""
    let from = try shown(edit.from, of: edit.field)
    let to = try shown(edit.to, of: edit.field)
    return "    \(edit.field.visible): \(from) → \(to)\(by)"
  }

  private func shown(_ value: Value, of field: String) throws -> String {
    value.isEmpty
      ? surface.styled("–", .faint) : surface.shown(try values.text(value, of: field))
  }

  private func named(_ data: [String: Value]) throws -> [String] {
    try data.sorted { $0.key < $1.key }.map { name, value in
      "    \(name.visible) = \(try shown(value, of: name))"
    }
  }

  private func words(of entry: Entry) -> [String] {
    guard !entry.text.isEmpty else { return [] }
    let meaning: Meaning = entry.visibility == .internal ? .secret : .plain
    return entry.text.visibleLines.map { line in
      surface.styled("    │ ", meaning) + surface.isolated(line)
    }
  }
}
