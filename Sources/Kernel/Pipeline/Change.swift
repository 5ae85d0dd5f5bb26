/// What a request comes to: the ticket as it is to be, and what its entries will say.
///
/// Steps that only look at it are handed a value; what is in it is put there through a `Proposal`.
package struct Change {
  /// The ticket with all edits so far.
  package internal(set) var after: Ticket
  /// The edits so far, one a field, in the order in which the fields were first edited.
  package internal(set) var edits: [Edit] = []
  /// The action that the change means: the verb's, or the one that its category change means.
  package internal(set) var action: Verb
  /// The words that everybody may read: a reply, or a public comment.
  package internal(set) var publicText = ""
  /// Whether a plugin's action says the public words: then it is a reply as well.
  package internal(set) var isReply = false
  /// Whether its life cycle has moved the ticket for that reply.
  var isMovedByReply = false
  /// Words for the staff; each becomes an entry of its own.
  package internal(set) var notes: [Note] = []
  /// What a plugin's action was given, read by what it declared.
  package internal(set) var params: [String: Value]
  /// What a plugin's action gave back.
  package internal(set) var data: [String: Value] = [:]
  /// The fields that the request sets to what they are anyway, for which nobody answers.
  var repeated: [String] = []
  /// What it tells whoever asked; no entry has it.
  package internal(set) var answer: JSON?
  /// Contents to be kept with the change.
  var uploads: [Upload] = []
  /// What stands on an entry of its own, for verbs that record themselves.
  var record: Record?
  /// What a redaction or a purge takes away.
  var redaction: Redaction?
  /// What is taken back, where it is an undo.
  var undo: TicketUndo?

  /// An internal text, and the hook that adds it.
  package struct Note: Equatable, Sendable {
    package var text: String
    package var by: String?

    package init(text: String, by: String? = nil) {
      self.text = text
      self.by = by
    }
  }

  /// What stands on an entry of a verb that records itself, whether or not it edits anything.
  struct Record {
    var params: [String: Value] = [:]
    var text = ""
    var visibility = Entry.Visibility.public
    /// The permissions that are needed to see the entry which loses its words.
    var veil: String?
  }

  /// A change before anything is in it.
  init(of submission: Submission) {
    after = submission.before ?? Ticket(id: submission.id)
    if submission.isCreate { after.created = submission.now }
    action = submission.request.verb ?? .update
    params = submission.request.params
    edits.reserveCapacity(submission.isCreate ? 8 : 2)
  }

  /// The edit of that field so far.
  package func edit(of field: String) -> Edit? {
    edits.place(of: field).map { edits[$0] }
  }

  /// Whether the verb's words and parameters are kept internally, as those of a forward are.
  package var isRecordedInternally: Bool { record?.visibility == .internal }

  /// Whether there is nothing in it to be written.
  var isEmpty: Bool {
    edits.isEmpty && publicText.isEmpty && notes.isEmpty && data.isEmpty && record == nil
  }

  /// Whether it is the event, for hooks: the verb's, the derived action's, the reply that an action
  /// makes, or an edit of its field.
  func isEvent(_ event: HookEvent, asked: Action) -> Bool {
    switch event {
    case .anyChange: true
    case .field(let name): edits.place(of: name) != nil
    case .action(let action):
      action == asked || action == .verb(self.action) && isDerived
        || action == .verb(.reply) && isReply
    case .desk, .other: false
    }
  }

  /// Whether the derived action is one: a bare note or reply that edits nothing is no update.
  private var isDerived: Bool { action != .update || edits.contains { !$0.isOfNotes } }

  /// Puts a value in place that was `old` before the change; no edit where it ends as it began.
  ///
  /// Gives back whether that changed anything.
  mutating func place(
    _ value: Value, in field: String, from old: Value, by hook: String?,
  ) -> Bool {
    let index = edits.place(of: field)
    guard (index.map { edits[$0].to } ?? old) != value else { return false }
    after.set(field, to: value)
    guard let index else {
      edits.append(Edit(field: field, from: old, to: value, by: hook))
      return true
    }
    if old == value {
      edits.remove(at: index)
    } else {
      edits[index].to = value
      edits[index].by = hook
    }
    return true
  }

  /// The change as it is written: where words go, no edit begins with them.
  var asWritten: Change {
    guard let folded = redaction?.folded else { return self }
    var change = self
    let names =
      TicketField.allCases.filter(\.isRecorded).map(\.rawValue)
      + Set(folded.fields.keys).union(after.fields.keys).sorted { $0.precedesByBytes($1) }
    change.edits = names.compactMap { name in
      let (from, to) = (folded.value(of: name), after.value(of: name))
      guard from != to else { return nil }
      return Edit(field: name, from: from, to: to, by: edit(of: name)?.by)
    }
    return change
  }
}
