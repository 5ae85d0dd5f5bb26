import Kernel
import Texts

/// A ticket's history for people: an entry's head, its edits, its words.
struct HistoryPage {
  let entries: [Entry]
  let values: ValueText
  let surface: Surface

  func lines() throws -> [String] {
    try entries.flatMap(lines(ofEntry:))
  }

  private func lines(ofEntry entry: Entry) throws -> [String] {
    let head = [try head(of: entry)]
    return try head + entry.edits.flatMap(lines(of:)) + named(entry.data) + words(of: entry)
  }

  private func head(of entry: Entry) throws -> String {
    let number = surface.styled("#\(entry.number)", .faint)
    let time = values.times.exactClock(entry.at)
    let what = surface.styled(entry.action.visible, .heading)
    let who = surface.shown(try values.actor(entry.actor))
    let note =
      entry.visibility == .internal
      ? surface.styled("  " + surface.words(Text("page.internal")), .secret) : ""
    return "\(number) \(time)  \(who)  \(what)\(trail(of: entry))\(note)"
  }

  /// The way in and what it follows from, where they say more than who did it.
  private func trail(of entry: Entry) -> String {
    var parts: [Text] = []
    if entry.source != "cli", entry.source != "plugin" {
      parts.append(Text("page.by_source", ["source": entry.source]))
    }
    if let hook = entry.hook { parts.append(Text("page.through", ["hook": hook])) }
    if let cause = entry.cause { parts.append(Text("page.because", ["entry": cause.rawValue])) }
    guard !parts.isEmpty else { return "" }
    return surface.styled(
      "  (\(surface.words(Text(joining: parts, by: ", "))))", .faint)
  }

  /// `field: from → to`; a text of several lines stands below.
  private func lines(of edit: Edit) throws -> [String] {
    let by =
      edit.by.map {
        surface.styled("  " + surface.words(Text("page.by_hook", ["hook": $0])), .faint)
      } ?? ""
    let name = edit.field.visible
    guard let text = edit.to.text, text.contains(where: \.isNewline) else {
      let to = try shown(edit.to, of: edit.field)
      return ["    \(name): \(try beginning(of: edit.from, in: edit.field)) → \(to)\(by)"]
    }
    return ["    \(name): \(try beginning(of: edit.from, in: edit.field)) →\(by)"]
      + text.visibleLines.map { "      \(surface.isolated($0))" }
  }

  /// The value's first line: what a long text was stands in the entry that set it.
  private func beginning(of value: Value, in field: String) throws -> String {
    guard let text = value.text, let end = text.firstIndex(where: \.isNewline) else {
      return try shown(value, of: field)
    }
    return surface.shown(String(text[..<end])) + "…"
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
