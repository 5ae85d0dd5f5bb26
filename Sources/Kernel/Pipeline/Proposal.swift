/// A change on its way through the pipeline: what it starts from, and what it has come to so far.
///
/// It belongs to the writer's thread. Hooks amend it through its methods, which hold the kernel's
/// rules for types and permissions; nothing of it counts until the request is written.
package final class Proposal {
  package let request: Request
  package let rulebook: Rulebook
  package let transaction: any Transaction
  /// When the change happens: now, or the moment that an import gives.
  package let now: Instant
  package let isDryRun: Bool
  /// The ticket before; `nil` on create.
  package let before: Ticket?
  /// Whether the ticket is made by it.
  package let isCreate: Bool
  /// The ticket with all edits so far.
  package internal(set) var after: Ticket
  /// The edits so far, one a field, in the order in which the fields were first edited.
  package internal(set) var edits: [Edit] = []
  /// The action that the change means: the verb's, or the one that its category change means.
  package internal(set) var action: Verb
  /// The words that everybody may read: a reply, or a public comment.
  package var publicText = ""
  /// Words for the staff; each becomes an entry of its own.
  package var notes: [Note] = []
  /// What a plugin's action was given, read by what it declared.
  package internal(set) var params: [String: Value]
  package var data: [String: Value] = [:]
  package var notifications: [Notification] = []
  package var timers: [TimerChange] = []
  /// What a redaction or a purge takes away.
  package internal(set) var redaction: Redaction?
  /// Entries of other tickets that say again what is taken away, and go along.
  var copies: [ErasedCopy] = []
  /// What stands on an entry of its own, for verbs that record themselves.
  var record: Record?
  /// What is forwarded, and to whom.
  var forward: Forward?
  var recipients: [ForwardRecipient] = []
  /// Contents to be kept with the change.
  package internal(set) var uploads: [Upload] = []
  /// Requests that hooks want done in the same transaction, after this one is written.
  package var followUps: [FollowUp] = []
  /// What hooks refuse.
  package var problems: [Refusal.Problem] = []
  /// What failed while it was proposed.
  var faults: [HookFault] = []
  /// What is taken back, where it is an undo.
  package var undo: TicketUndo?
  /// The ticket as it was written; `nil` before that, and where nothing was.
  var written: WrittenTicket?
  /// Rises with every amendment, so that a host knows when what it encoded is stale.
  package private(set) var revision = 0
  /// The fields that were put in place, each time that one was.
  private(set) var placed: [String] = []
  /// The person who asks, as hooks see them; `nil` for plugins and the desk.
  package let person: Person?

  package init(
    request: Request, rulebook: Rulebook, transaction: any Transaction, now: Instant,
    isDryRun: Bool, before: Ticket?, id: Ticket.ID, person: Person?,
  ) {
    self.request = request
    self.rulebook = rulebook
    self.transaction = transaction
    self.now = now
    self.isDryRun = isDryRun
    self.before = before
    isCreate = before == nil
    self.person = person
    after = before ?? Ticket(id: id)
    action = request.verb ?? .update
    params = request.params
    edits.reserveCapacity(isCreate ? 8 : 2)
  }

  /// An internal text, and the hook that adds it.
  package struct Note: Equatable, Sendable {
    package var text: String
    package var by: String?

    package init(text: String, by: String? = nil) {
      self.text = text
      self.by = by
    }
  }

  /// The ticket's number, known from the proposal on.
  package var id: Ticket.ID { after.id }

  /// Whether the verb's words and parameters are kept internally, as those of a forward are.
  package var isRecordedInternally: Bool { record?.visibility == .internal }

  /// Lends the ticket as it stands now: reading a field of it that way copies no other.
  package func withAfter(_ body: (inout Ticket) -> Void) {
    body(&after)
  }

  /// Whether there is anything to decide and to write.
  ///
  /// An import's calls always write an entry, and so does a plugin's action: that it was done is
  /// what its after hooks go by.
  package var isChange: Bool {
    !edits.isEmpty || !publicText.isEmpty || !notes.isEmpty || !data.isEmpty || record != nil
      || request.isImport || isOfPlugin
  }

  /// Whether what the verb was given stands on an internal entry, which is read as notes are.
  package var isInternal: Bool { record?.visibility == .internal }

  /// Whether the verb is a plugin's.
  package var isOfPlugin: Bool { rulebook.spec(of: request.action) != nil }

  /// The edit of that field so far.
  package func edit(of field: String) -> Edit? {
    edits.place(of: field).map { edits[$0] }
  }

  /// Whether the change comes from the customer's side: the requester, or who has no staff role.
  package var isFromCustomer: Bool {
    guard let person else { return false }
    let requester = before == nil ? after.requester : before?.requester
    return person.id == requester || !rulebook.isStaff(person)
  }

  /// Puts a value of the field's own kind in place for the actor; no edit where it ends as it began.
  ///
  /// The caller has checked kind and permission.
  package func place(_ value: Value, in field: String) {
    place(value, in: field, by: nil)
  }

  /// Puts in place what a hook may amend.
  func place(_ amendment: Amendment) {
    place(amendment.value, in: amendment.field, by: amendment.hook)
  }

  private func place(_ value: Value, in field: String, by hook: String?) {
    let old = before?.value(of: field) ?? .none
    let index = edits.place(of: field)
    guard (index.map { edits[$0].to } ?? old) != value else { return }
    after.set(field, to: value)
    revision += 1
    placed.append(field)
    guard let index else {
      edits.append(Edit(field: field, from: old, to: value, by: hook))
      return
    }
    if old == value {
      edits.remove(at: index)
    } else {
      edits[index].to = value
      edits[index].by = hook
    }
  }

  /// Notes that something other than a field was amended.
  package func touch() {
    revision += 1
  }
}

/// Something to tell people once the change is written.
package struct Notification: Equatable, Sendable {
  package var to: [Recipient<String>]
  package var text: String
  package var subject: String
  /// The channel; `nil` for each person's own.
  package var channel: String?
  package var isPublic: Bool
  /// What people read of who tells it: the hook, or the script that is run by hand.
  package var by: String
  /// Who tells it, and must be allowed to.
  package var sender: Actor
  /// The text by language, where its plugin has it in several.
  package var texts: [String: String] = [:]
  /// The subject by language, where its plugin has it in several.
  package var subjects: [String: String] = [:]

  package init(
    to: [Recipient<String>], text: String, subject: String = "", channel: String? = nil,
    isPublic: Bool = false, by: String, sender: Actor,
  ) {
    self.to = to
    self.text = text
    self.subject = subject
    self.channel = channel
    self.isPublic = isPublic
    self.by = by
    self.sender = sender
  }
}

/// A timer of the ticket to be set, moved or cancelled.
package struct TimerChange: Equatable, Sendable {
  package var plugin: String
  package var name: String
  /// When it fires; `nil` cancels.
  package var at: Instant?
  /// Data for the one who handles it, as JSON.
  package var data: String

  package init(plugin: String, name: String, at: Instant?, data: String = "") {
    self.plugin = plugin
    self.name = name
    self.at = at
    self.data = data
  }
}

/// A request that a hook wants done in the same transaction.
package struct FollowUp: Sendable {
  package var hook: HookSpec
  package var request: Request

  package init(hook: HookSpec, request: Request) {
    self.hook = hook
    self.request = request
  }
}

extension Proposal {
  /// The fields that the actor asked to change, an undo's by what they had changed.
  ///
  /// What hooks had changed is taken back together with the change that they belong to.
  var askedFields: [String] {
    guard let undo else { return request.set.map(\.field) }
    return undo.inverses.filter(\.isActors).map(\.field)
  }
}
