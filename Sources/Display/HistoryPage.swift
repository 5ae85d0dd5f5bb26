import Desk
import Kernel
import Texts

/// A ticket's history for people: an entry's head, its edits, its words.
package struct HistoryPage {
  package let entries: [Entry]
  package let values: ValueText
  package let surface: Surface
  /// Whether each entry says of which ticket it is.
  package var showsTickets = false
  /// Whether entries say by which number and request they are known on the whole desk.
  package var showsNumbers = false

  package init(
    entries: [Entry], values: ValueText, surface: Surface, showsTickets: Bool = false,
    showsNumbers: Bool = false,
  ) {
    self.entries = entries
    self.values = values
    self.surface = surface
    self.showsTickets = showsTickets
    self.showsNumbers = showsNumbers
  }

  package func lines() throws -> [String] {
    try entries.flatMap(lines(ofEntry:))
  }

  private func lines(ofEntry entry: Entry) throws -> [String] {
    let head = try head(of: entry)
    let action = values.action(entry.action)
    let params = entry.params.filter { entry.data[$0.key] != $0.value }
    let edits = try entry.edits.flatMap { try lines(of: $0, in: entry) }
    let given = try action == nil ? [] : named(params, by: action?.params, in: entry)
    let others =
      try target(of: entry) + renamed(in: entry) + named(entry.data, by: action?.data, in: entry)
      + gone(.data, of: entry)
    return ([head] + given + edits + others).flatMap { surface.hung($0, margin: 6) }
      + words(of: entry)
  }

  private func head(of entry: Entry) throws -> String {
    let ticket = showsTickets ? "\(entry.ticket.rawValue) " : ""
    let number = ticket + surface.styled("#\(entry.number)", .faint)
    let time = values.times.exactClock(entry.at)
    let what = surface.styled(surface.words(values.deed(of: entry)), .heading)
    let who = surface.shown(try values.who(entry.actor))
    let note =
      entry.visibility == .internal
      ? surface.styled("  " + surface.words(Text.pageInternal), .secret) : ""
    return "\(number) \(time)  \(who)  \(what)\(try trail(of: entry))\(note)"
  }

  /// The way in and what it follows from, where they say more than who did it.
  private func trail(of entry: Entry) throws -> String {
    var parts: [Text] = []
    // The number on the desk, which redact, undo and explain take, is for who sees it at all.
    if entry.seq.rawValue > 0 {
      parts.append(
        showsNumbers
          ? Text.pageEntryOf(entry: entry.seq.rawValue, request: entry.request)
          : Text.pageEntry(entry: entry.seq.rawValue))
    }
    if entry.source != .cli, entry.source != .plugin {
      parts.append(Text.pageBySource(source: entry.source))
    }
    if let told = try entry.imported.flatMap(values.importMention) {
      parts.append(Text.pageImported(person: try values.who(told.by)))
    }
    if let hook = entry.hook { parts.append(Text.pageThrough(hook: hook)) }
    if let cause = entry.cause { parts.append(Text.pageBecause(entry: cause.rawValue)) }
    guard !parts.isEmpty else { return "" }
    return surface.styled(
      "  (\(surface.words(Text(joining: parts, by: ", "))))", .faint)
  }

  /// `field: from → to`; a text of several lines stands below.
  private func lines(of given: Edit, in entry: Entry) throws -> [String] {
    let edit = entry.ticket == .desk ? told(given) : given
    let by =
      edit.by.map {
        surface.styled("  " + surface.words(Text.pageByHook(hook: $0)), .faint)
      } ?? ""
    let name = values.title(of: edit.field).visible
    if let difference = try change(edit, in: entry) {
      return ["    \(name): \(surface.shown(difference))\(by)"]
    }
    let texts = EditLines(
      values: try values.on(entry.ticket, entry.edits), surface: surface, indent: 4)
    guard let text = edit.to.text, texts.isLong(text) else {
      let from =
        try redacted(edit, edit.from, .from, entry)
        ?? texts.beginning(of: edit.from, in: edit.field)
      let to = try redacted(edit, edit.to, .to, entry) ?? texts.shown(edit.to, of: edit.field)
      return ["    \(name): \(from) → \(to)\(by)"]
    }
    return ["    \(name): \(try texts.beginning(of: edit.from, in: edit.field)) →\(by)"]
      + texts.below(text)
  }

  /// The desk's own edit with the program's words as the reader's language has them.
  private func told(_ edit: Edit) -> Edit {
    func told(_ value: Value) -> Value {
      guard let words = value.text,
        let text = DeskEntry.text(of: words, in: edit.field, by: values.labels)
      else { return value }
      return .text(surface.rendered(text))
    }
    var edit = edit
    (edit.from, edit.to) = (told(edit.from), told(edit.to))
    return edit
  }

  /// What a list gained and lost, or times that differ by seconds; `nil` for what stands whole.
  private func change(_ edit: Edit, in entry: Entry) throws -> String? {
    guard entry.redacted.isEmpty else { return nil }
    if case (.time, .time) = (edit.from, edit.to) { return try values.change(edit) }
    return try values.difference(edit)
  }

  /// What stands for a value whose words are gone.
  private func redacted(_ edit: Edit, _ value: Value, _ part: PayloadPart, _ entry: Entry)
    -> String?
  {
    guard value.isEmpty, edit.isTextual, entry.redacted.contains(part) else { return nil }
    return surface.styled(surface.words(Text.pageRedacted), .faint)
  }

  private func gone(_ part: PayloadPart, of entry: Entry) -> [String] {
    guard entry.redacted.contains(part) else { return [] }
    return ["    " + surface.styled(surface.words(Text.pageRedacted), .faint)]
  }

  /// What a redaction took away, for those who may know the entries' numbers.
  private func target(of entry: Entry) throws -> [String] {
    guard entry.isOf(.redact), case .integer(let seq)? = entry.params["entry"] else {
      return []
    }
    let part = entry.params["part"]?.text ?? RedactablePart.all.rawValue
    let what =
      part == RedactablePart.all.rawValue ? Text.pageAllParts : Text(name: part, of: .part)
    let fields = entry.params["fields"].map { fields in
      Text.pagePartFields(
        part: what,
        fields: fields.elements.compactMap(\.text).map(values.title).joined(separator: ", "))
    }
    return [
      "    " + surface.words(Text.pagePartOf(part: fields ?? what, entry: seq))
    ]
  }

  /// What names in the ticket became.
  private func renamed(in entry: Entry) -> [String] {
    entry.renamings.map { "    \(surface.words($0.subject)) → \(surface.shown($0.to))" }
  }

  /// What an action was given or gave back: `name = value`.
  private func named(
    _ data: [String: Value], by specs: [FieldSpec]?, in entry: Entry,
  ) throws -> [String] {
    let values = values.of(specs)
    return try data.sorted { $0.key < $1.key }.map { name, value in
      let title = values.title(of: name, of: entry.action).visible
      return "    \(title) = \(surface.shown(try values.text(value, of: name)))"
    }
  }

  private func words(of entry: Entry) -> [String] {
    guard !entry.text.isEmpty else { return gone(.text, of: entry) }
    let meaning: Meaning = entry.visibility == .internal ? .secret : .plain
    return entry.text.visibleLines.flatMap { line in
      surface.folded(line, margin: 6).map { surface.styled("    │ ", meaning) + $0 }
    }
  }
}
