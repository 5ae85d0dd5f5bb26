import Crypto
import Kernel

/// The request that an entry of a history came of, as far as it can be told.
///
/// What hooks added is left out, since they are asked again; so is where the life cycle leads by itself.
struct ReplayedRequest {
  /// `nil` for what is not asked again: what erases, sends something away or takes back, and what has
  /// no meaning on this desk.
  private(set) var request: Request?
  private let entry: RecordedEntry
  private let rulebook: Rulebook
  private let contents: [Digest: [UInt8]]

  /// `ticket` is what the entry's ticket is at present, `nil` for one that is not here; `telling` is told
  /// of fields that the desk does not have.
  init(
    _ entry: RecordedEntry, on ticket: Ticket?, by actor: Person, rulebook: Rulebook,
    contents: [Digest: [UInt8]], telling: (String) -> Void,
  ) throws {
    self.entry = entry
    self.rulebook = rulebook
    self.contents = contents
    let action = Action(entry.action)
    // That something was called otherwise, nobody asked of the ticket.
    guard (ticket != nil) == action.needsTicket, !entry.isOf(.rename) else { return }
    let isImported = entry.source == .import || entry.source == .trial
    var request = Request(
      actor: .person(actor.id), source: isImported ? .spec : entry.source,
      action: entry.visibility == .internal ? .verb(.note) : action, ticket: ticket?.id)
    request.text = entry.text
    request.isPublic = entry.visibility == .public
    request.set = assignments(telling)
    request.uploads = try uploads()
    guard let ticket else {
      // It begins where its life cycle does; a customer says nothing of the way in.
      let left = [TicketField.stage] + (rulebook.isStaff(actor) ? [] : [.source])
      request.set.removeAll { item in left.contains { $0.rawValue == item.field } }
      self.request = request
      return
    }
    self.request = completed(request, on: ticket, isStaff: rulebook.isStaff(actor))
  }

  /// What somebody set, of the fields that there are and may be set.
  private func assignments(
    _ telling: (String) -> Void,
  ) -> [(field: String, assignment: Request.Assignment)] {
    entry.edits.compactMap { edit in
      guard edit.by == nil, !edit.isOfNotes, edit.field != TicketField.attachments.rawValue else {
        return nil
      }
      guard let field = rulebook.field(edit.field) else {
        telling(edit.field)
        return nil
      }
      guard field.isEditable, field.spec?.editPermission != .ownPlugin else { return nil }
      // Those of tickets that are not here lead nowhere.
      let known = edit.to.elements.filter { $0 != .ticket(Ticket.ID(rawValue: 0)) }
      guard known.count < edit.to.elements.count else { return (edit.field, .value(edit.to)) }
      return known.isEmpty ? nil : (edit.field, .value(.list(known)))
    }
  }

  private func uploads() throws -> [Upload] {
    try entry.edits.flatMap(\.attachmentsAdded).compactMap { file in
      guard let bytes = contents[file.digest] else { return nil }
      return try Upload(
        name: file.name, content: MemoryContent(bytes), limit: rulebook.settings.attachmentLimit)
    }
  }

  /// The request with what its action is told; `nil` where it is not asked again.
  private func completed(
    _ given: Request, on ticket: Ticket, isStaff: Bool,
  ) -> Request? {
    var request = given
    func drop(_ fields: TicketField...) {
      request.set.removeAll { item in fields.contains { $0.rawValue == item.field } }
    }
    switch request.action {
    case .verb(.create), .verb(.forward), .verb(.redact), .verb(.purge): return nil
    case .verb(.note):
      request.set = []
      return request.text.isEmpty && request.uploads.isEmpty ? nil : request
    case .verb(.reply): if isLed(ticket, isStaff) { drop(.stage) }
    case .verb(.postpone):
      guard let till = edit(.wake) else { return nil }
      request.params["till"] = till
      drop(.stage, .wake, .due)
    case .verb(.discard):
      guard case .stage(let stage, _) = edit(.stage) else { return nil }
      request.params["to"] = .text(stage)
      drop(.stage)
    case .verb(.detach):
      guard let name = fileTaken else { return nil }
      request.params["name"] = .text(name)
    case .verb(.wake): drop(.wake, .due)
    case .verb(.undo): request.action = .verb(.update)
    case .plugin(let name):
      guard rulebook.actions[name] != nil else {
        request.action = .verb(.update)
        break
      }
      request.params = entry.params
      return request
    case .verb(.attach): return request.uploads.isEmpty ? nil : request
    case .verb(.update), .verb(.assign), .verb(.close), .verb(.reopen), .verb(.restore): break
    }
    return isEmpty(request) ? nil : request
  }

  /// The file that is not there any more.
  private var fileTaken: String? {
    let edit = entry.edits.first {
      [.attachments, .noteAttachments].contains(TicketField(named: $0.field))
    }
    let left = edit?.to.elements ?? []
    return edit?.from.elements.first { !left.contains($0) }?.attachment?.name
  }

  private func edit(_ field: TicketField) -> Value? {
    entry.edits.first { $0.field == field.rawValue && $0.by == nil }?.to
  }

  /// Whether the life cycle leads a reply of that side to the stage by itself.
  private func isLed(_ ticket: Ticket, _ isStaff: Bool) -> Bool {
    guard isStaff, case .stage(let stage, _) = edit(.stage) else { return true }
    let lead = rulebook.lifecycle(ofType: ticket.type)?
      .lead(onReplyOf: .agent, from: ticket)
    return lead == stage
  }

  /// Whether an update would do nothing.
  private func isEmpty(_ request: Request) -> Bool {
    switch request.action {
    case .verb(.update), .verb(.assign):
      request.set.isEmpty && request.text.isEmpty && request.uploads.isEmpty
    default: false
    }
  }
}
