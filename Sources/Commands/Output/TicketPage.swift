import Kernel
import Texts

/// One ticket for people: its fields in two columns, its story, its conversation.
struct TicketPage {
  let ticket: Ticket
  let entries: [Entry]
  let values: ValueText
  let surface: Surface

  func lines() throws -> [String] {
    var lines = [title, ""] + (try fields())
    if !ticket.body.isEmpty { lines += [""] + indented(ticket.body) }
    lines += attachments
    for entry in entries where entry.isSpoken { lines += [""] + (try conversation(entry)) }
    return lines
  }

  private var attachments: [String] {
    guard !ticket.attachments.isEmpty else { return [] }
    var table = Table([
      .init(Text("column.attachment")), .init(Text("column.size"), isNumeric: true),
      .init(Text("column.type")),
    ])
    for attachment in ticket.attachments {
      let warning = MediaType.isActive(attachment.type) ? surface.words(Text("page.scripts")) : ""
      table.append([
        .init(attachment.name), .init("\(ByteCount(attachment.size))"),
        .init(attachment.type + warning),
      ])
    }
    return [""] + table.lines(on: surface).map { "  " + $0 }
  }

  private var title: String {
    let number = surface.styled("#\(ticket.id.rawValue)", .faint)
    return "\(number) \(surface.styled(surface.shown(subject), .heading))"
  }

  /// The subject; where its words are gone, a word for that.
  private var subject: String {
    let isGone = entries.contains { entry in
      entry.redacted.contains(.to)
        && entry.edits.contains { $0.field == TicketField.subject.rawValue }
    }
    return ticket.subject.isEmpty && isGone ? Entry.gone : ticket.subject
  }

  private func fields() throws -> [String] {
    let all = try (kernelFields() + customFields()).filter { !$0.text.isEmpty }
    return FieldColumns(all).lines(on: surface)
  }

  private func kernelFields() throws -> [FieldColumns.Field] {
    try [
      FieldColumns.Field(name: "stage", text: stage, meaning: ticket.category.meaning),
      plain(.priority, ticket.priority.meaning),
      plain(.assignee), plain(.requester), plain(.queue), plain(.type), plain(.tags), plain(.team),
      plain(.followers), plain(.closeReason), plain(.rootCauses), plain(.parent),
      moment(.due, dueMeaning), moment(.wake), plain(.source), moment(.created), moment(.updated),
      moment(.closed), plain(.version),
    ].map { field in
      FieldColumns.Field(
        name: values.title(of: field.name).visible, text: field.text.visible,
        meaning: field.meaning)
    }
  }

  private func customFields() throws -> [FieldColumns.Field] {
    try ticket.fields.sorted { $0.key < $1.key }.map { name, value in
      FieldColumns.Field(
        name: values.title(of: name).visible, text: try values.text(value, of: name).visible)
    }
  }

  /// The stage, with its category where that is not plain from its name.
  private var stage: String {
    let name = values.shown(name: ticket.stage, of: "stage")
    guard let category = ticket.value(of: .category).text, category != ticket.stage,
      category != Category.open.rawValue
    else { return name }
    return name + " (\(values.shown(name: category, of: "category")))"
  }

  private func plain(_ field: TicketField, _ meaning: Meaning = .plain) throws -> FieldColumns.Field
  {
    let name = field.rawValue
    let text = try values.text(ticket.value(of: field), of: name)
    return FieldColumns.Field(name: name, text: text, meaning: meaning)
  }

  private func moment(_ field: TicketField, _ meaning: Meaning = .plain) -> FieldColumns.Field {
    let text = ticket.value(of: field).instant.map(values.times.both) ?? ""
    return FieldColumns.Field(name: field.rawValue, text: text, meaning: meaning)
  }

  private var dueMeaning: Meaning {
    guard let due = ticket.due, ticket.category == .open || ticket.category == .waiting else {
      return .plain
    }
    return due < values.times.now ? .danger : .plain
  }

  private func conversation(_ entry: Entry) throws -> [String] {
    let isNote = entry.visibility == .internal
    let words =
      entry.isOf(.note)
      ? surface.words(Text("page.note"))
      : surface.words(Text("page.internal_action", ["action": entry.action]))
    let kind = isNote ? surface.styled(words, .secret) : entry.action.visible
    let who = surface.styled(surface.shown(try values.actor(entry.actor)), .heading)
    let hook =
      entry.hook.map {
        " " + surface.words(Text("page.through", ["hook": TicketPage.plugin(of: $0)]))
      } ?? ""
    return ["── \(who)\(hook), \(values.times.both(entry.at)): \(kind)"]
      + (entry.text.isEmpty ? ["  " + surface.styled(Entry.gone, .faint)] : indented(entry.text))
  }

  /// `vip@1.0.0` of `vip@1.0.0:welcome`.
  private static func plugin(of hook: String) -> String {
    String(hook.prefix { $0 != ":" })
  }

  private func indented(_ text: String) -> [String] {
    text.visibleLines.flatMap { line in
      line.isEmpty ? [""] : surface.folded(line, margin: 2).map { "  " + $0 }
    }
  }
}
