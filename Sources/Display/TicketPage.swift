import Kernel
import Texts

/// One ticket for people: its fields in two columns, its story, its conversation.
package struct TicketPage {
  package let ticket: Ticket
  package let entries: [Entry]
  package let values: ValueText
  package let surface: Surface
  /// The tickets whose entries stand among its own: those that were merged into it, and conversations
  /// beside its own.
  var joined: [Ticket] = []
  /// Those of them that are conversations beside its own.
  var asideTickets: Set<Ticket.ID> = []
  /// The ticket that this one was merged into, or is a conversation beside, where it is there for
  /// whoever reads.
  var host: Ticket?
  /// Whether it is a conversation beside that of another ticket.
  var isAside = false

  package init(ticket: Ticket, entries: [Entry], values: ValueText, surface: Surface) {
    self.ticket = ticket
    self.entries = entries
    self.values = values.on(type: ticket.type)
    self.surface = surface
  }

  package func lines() throws -> [String] {
    var lines = [title] + whereabouts + [""] + (try fields())
    if !ticket.body.isEmpty { lines += [""] + indented(ticket.body) }
    lines += try asides()
    lines += attachments
    for entry in entries where isShown(entry) {
      lines += [""] + (try conversation(entry))
    }
    return lines
  }

  private var attachments: [String] {
    let files = files
    guard !files.isEmpty else { return [] }
    var table = Table([
      .init(Text.columnAttachment), .init(Text.columnSize, isNumeric: true),
      .init(Text.columnType), .init(""),
    ])
    for (attachment, owner, isInternal) in files {
      let warning = MediaType.isActive(attachment.type) ? surface.words(Text.pageScripts) : ""
      table.append([
        .init(attachment.name + mark(owner)), .init(surface.words(ByteCount(attachment.size).text)),
        .init(attachment.type + warning),
        .init(isInternal ? surface.words(Text.pageInternal) : "", .secret),
      ])
    }
    return [""] + table.lines(on: surface, margin: 2)
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
    return ticket.subject.isEmpty && isGone ? surface.words(Text.pageRedacted) : ticket.subject
  }

  private func fields() throws -> [String] {
    let all = try (kernelFields() + customFields()).filter { !$0.text.isEmpty }
    return FieldColumns(all).lines(on: surface)
  }

  /// The fields that come first, and those that have places of their own; the others follow.
  private static let first: [TicketField] = [
    .stage, .priority, .assignee, .requester, .queue, .type, .tags, .team, .followers, .closeReason,
    .rootCauses, .parent,
  ]
  private static let elsewhere: [TicketField] = [
    .id, .subject, .body, .category, .attachments, .noteAttachments, .stageSince,
  ]
  private static let order =
    first + TicketField.shown.filter { !(first + elsewhere).contains($0) }

  private func kernelFields() throws -> [FieldColumns.Field] {
    try TicketPage.order.map { field in
      FieldColumns.Field(
        name: values.title(of: field.rawValue).visible, text: try text(of: field).visible,
        meaning: meaning(of: field))
    }
  }

  private func text(of field: TicketField) throws -> String {
    if field == .stage { return stage }
    let value = ticket.value(of: field)
    if let moment = value.instant { return values.times.both(moment) }
    return try values.text(value, of: field.rawValue)
  }

  private func meaning(of field: TicketField) -> Meaning {
    switch field {
    case .stage: ticket.category.meaning
    case .priority: ticket.priority.meaning
    case .due: dueMeaning
    default: .plain
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
      ? surface.words(Text.pageNote)
      : surface.words(Text.pageInternalAction(action: values.deed(of: entry)))
    let name = isNote ? surface.styled(words, .secret) : surface.words(values.deed(of: entry))
    let kind = name + surface.styled(mark(entry.ticket), .faint)
    let who = surface.styled(surface.shown(try values.who(entry.actor)), .heading)
    let hook =
      entry.hook.map {
        " " + surface.words(Text.pageThrough(hook: TicketPage.plugin(of: $0)))
      } ?? ""
    let said = entry.speech(on: ticket.id)
    return ["── \(who)\(hook), \(values.times.both(entry.at)): \(kind)"]
      + (said.isEmpty
        ? ["  " + surface.styled(surface.words(Text.pageRedacted), .faint)] : indented(said))
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
