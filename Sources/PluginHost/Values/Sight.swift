import Kernel

/// A value with nothing in it that the plugin may not have.
///
/// Only a `Sight` makes one, and a `ValueWriter` writes nothing else: what was not looked at does not
/// reach Lua.
struct Seen<Value> {
  let value: Value

  fileprivate init(_ value: Value) {
    self.value = value
  }
}

extension Seen: Sendable where Value: Sendable {}

/// What a plugin's code may be handed: what its manifest covers, within what those may see for whom
/// it works.
struct Sight {
  let viewer: Viewer

  private init(_ viewer: Viewer) {
    self.viewer = viewer
  }

  /// What a spec may see, or the person as whom it looks: it is the desk's own.
  static func ofSpec(as viewer: Viewer) -> Sight { Sight(viewer) }

  /// What the code of a sandbox may see: of a plugin by its manifest, of a script run by hand what the
  /// person sees; of that, with `person`, what they see as well, and those to whom it is shown.
  init(of sandbox: SandboxContext, on desk: any DeskReading, as person: Person? = nil) {
    let rulebook = desk.rulebook
    var me = person?.id
    var authority: Authority
    switch sandbox.occupation {
    case .byHand(let hand):
      authority = rulebook.authority(of: hand.person)
      if let eyes = hand.eyes { authority = authority.limited(to: rulebook.authority(of: eyes)) }
      me = me ?? hand.eyes?.id ?? hand.person.id
    case .computing(_, for: let audience), .reporting(_, for: let audience, of: _):
      authority = rulebook.authority(ofPlugin: sandbox.plugin).limited(to: audience.authority)
      me = me ?? audience.context.me
    case .answering(_, for: let audience?, of: _):
      authority = rulebook.authority(ofPlugin: sandbox.plugin).limited(to: audience.authority)
      me = me ?? audience.context.me
    case .collecting, .proving: authority = Rulebook.deskAuthority
    case .loading, .declaring, .deciding, .reacting, .importing, .answering(_, for: nil, of: _):
      authority = rulebook.authority(ofPlugin: sandbox.plugin)
    }
    if let person { authority = authority.limited(to: rulebook.authority(of: person)) }
    self.init(
      Viewer(
        authority: authority, rulebook: rulebook,
        context: EvaluationContext(
          now: desk.now, zone: sandbox.desk.zone, ruleZone: rulebook.settings.zone,
          me: me, people: rulebook.values(reading: desk))))
  }

  /// What a channel's plugin may see of what its recipient sees.
  fileprivate init(of channel: ChannelSpec, for recipient: Viewer) {
    self.init(recipient.limited(toPlugin: channel.plugin))
  }

  /// The ticket; `nil` where it does not exist for the plugin.
  ///
  /// `present` is the ticket as it is now, where this one is of the past.
  func ticket(_ ticket: Ticket, allowedAs present: Ticket? = nil) -> Seen<Ticket>? {
    let present = present ?? ticket
    return viewer.sees(present) ? Seen(viewer.view(of: ticket, allowedAs: present)) : nil
  }

  /// Rows of tickets; `nil` where some of them may not be seen whole.
  func rows(_ rows: TicketRows) -> Seen<TicketRows>? {
    viewer.seesTicketsWhole && !rows.isAnyVeiled ? Seen(rows) : nil
  }

  /// A ticket that something is about: its number is known even where it is not seen.
  func subject(_ ticket: Ticket, allowedAs present: Ticket? = nil) -> Seen<Ticket> {
    Seen(viewer.sight(of: ticket, allowedAs: present ?? ticket))
  }

  /// Edits of a ticket; where there is no ticket yet, of the fields that are seen of every ticket.
  func edits(_ edits: [Edit], of ticket: Ticket?) -> Seen<[Edit]> {
    guard let ticket else {
      guard viewer.authority.may(.ticketView, in: viewer.context) else { return Seen([]) }
      return Seen(edits.filter { viewer.mayName($0.field) })
    }
    return Seen(viewer.edits(edits, of: ticket))
  }

  /// What an action gave back.
  func data(
    _ values: [String: Value], of action: Action, on ticket: Ticket,
  ) -> Seen<[String: Value]> {
    let specs = viewer.rulebook.spec(of: action)?.data ?? []
    return Seen(viewer.sight(of: values, among: specs, on: ticket))
  }

  /// Those of the people who exist for the plugin.
  func people(_ people: [Person]) -> [Seen<Person>] {
    let seen = viewer.seesPeople ? people : people.filter { viewer.sees($0) }
    return seen.map { Seen(viewer.view(of: $0)) }
  }

  /// The history of the desk, entry by entry and over all tickets.
  func history(on desk: any DeskReading) -> SightedHistory {
    SightedHistory(SeenHistory(desk, as: viewer))
  }

  /// A committed change; `present` is its ticket as it is now, `nil` for one that is gone.
  func committed(_ change: CommittedChange, present: Ticket?) -> Seen<CommittedChange> {
    let present = present ?? change.after
    var seen = change
    seen.before = change.before.map { viewer.sight(of: $0, allowedAs: present) }
    seen.after = viewer.sight(of: change.after, allowedAs: present)
    seen.entry = viewer.sight(of: change.entry, of: present)
    return Seen(seen)
  }

  /// A change of the desk itself: the plugin could not have registered for it without seeing it, but
  /// for fields of people with permissions of their own.
  func desk(_ change: DeskChange) -> Seen<DeskChange> { Seen(change.seen(by: viewer)) }

  /// Whether the past of that ticket exists for the plugin.
  func seesHistory(of ticket: Ticket) -> Bool {
    viewer.authority.may(.historyView, on: ticket, in: viewer.context)
  }

  /// Whether notes of that ticket exist for the plugin; without one, of every ticket.
  func seesNotes(of ticket: Ticket?) -> Bool {
    ticket.map(viewer.seesNotes) ?? viewer.seesNotesEverywhere
  }
}

/// A history of which nothing comes out that was not looked at.
struct SightedHistory {
  private let history: SeenHistory

  fileprivate init(_ history: SeenHistory) {
    self.history = history
  }

  func entry(_ seq: EntryID) throws -> Seen<Entry>? {
    try history.entry(seq).flatMap { $0.ticket == .desk ? nil : Seen($0) }
  }

  /// The entries of a ticket and of those joined to it.
  func conversation(of ticket: Ticket, last limit: Int = .max) throws -> [Seen<Entry>] {
    try history.conversation(of: ticket, last: limit).map { Seen($0) }
  }

  func find(_ query: EntryQuery, limit: Int, scanning: Int) throws -> [Seen<Entry>] {
    try history.find(query, limit: limit, scanning: scanning).map { Seen($0) }
  }

  func seqs(_ query: EntryQuery, limit: Int, scanning: Int) throws -> [EntryID] {
    try history.seqs(query, limit: limit, scanning: scanning)
  }

  func count(_ query: EntryQuery, scanning: Int) throws -> Int {
    try history.count(query, scanning: scanning)
  }

  /// The values that a field had, and what each followed from; `nil` where there is no ticket.
  func values(of field: String, in id: Ticket.ID) throws -> [Seen<Explanation.FieldValue>]? {
    try Explanation(history).values(of: field, in: id)?.map { Seen($0) }
  }
}

/// A message with what both its recipient and the channel's plugin may see.
package struct SeenMessage: Sendable {
  let message: Seen<ChannelMessage>

  /// Lets `make` put the message together for the viewer that it is given; `nil` where there is none.
  ///
  /// The recipient's address is for channels that ask for one when they are declared.
  package init?(
    to recipient: Viewer, by channel: ChannelSpec, _ make: (Viewer) throws -> ChannelMessage?,
  ) rethrows {
    guard var made = try make(Sight(of: channel, for: recipient).viewer) else { return nil }
    if channel.address == nil { made.address = "" }
    message = Seen(made)
  }
}

/// The proof that what is written was looked at: a `Seen` value has it, or who lends one.
struct SightProof {
  fileprivate init() {}
}

extension Seen {
  var proof: SightProof { SightProof() }
}

/// The change that a hook decides on, part by part as it is asked for.
///
/// It is made for each part that is read, so nothing is worked out before it is needed.
struct ChangeInSight {
  /// The parts that everybody sees who may know of the change.
  let frame: Frame
  private let proposal: Proposal
  private let sandbox: SandboxContext
  private let cover: ManifestCover

  init(_ proposal: Proposal, in sandbox: SandboxContext) {
    frame = Frame(proposal)
    self.proposal = proposal
    self.sandbox = sandbox
    cover = sandbox.cover
  }

  /// Lends the ticket before or after; gives back `false` where there is none before.
  func withTicket(_ view: ChangeView, _ body: (inout Ticket, SightProof) -> Void) -> Bool {
    guard cover.isWhole else {
      guard let ticket = view == .before ? submission.before : proposal.change.after else {
        return false
      }
      var seen = viewer.sight(of: ticket, allowedAs: present)
      body(&seen, SightProof())
      return true
    }
    // The layout has no field that the manifest does not cover, but for the files of notes.
    if view == .before {
      guard var before = submission.before else { return false }
      if !seesNotes { before = before.withoutNoteAttachments }
      body(&before, SightProof())
    } else if proposal.change.after.noteAttachments.isEmpty || seesNotes {
      proposal.withAfter { body(&$0, SightProof()) }
    } else {
      var after = proposal.change.after.withoutNoteAttachments
      body(&after, SightProof())
    }
    return true
  }

  var edits: Seen<[Edit]> {
    guard !cover.isWhole else {
      let (edits, seesNotes) = (proposal.change.edits, seesNotes)
      return Seen(edits.filter { seesNotes || !$0.isOfNotes })
    }
    let (viewer, present) = (viewer, present)
    return Seen(proposal.change.edits.filter { viewer.sees($0.field, of: present) })
  }

  /// The edit of a field that exists for the plugin.
  func edit(of field: String) -> Seen<Edit>? {
    sees(field) ? proposal.change.edit(of: field).map { Seen($0) } : nil
  }

  /// What an action was given; that of a verb that is kept internally is for who sees notes.
  var params: Seen<[String: Value]> {
    guard !proposal.change.isRecordedInternally || seesNotes else { return Seen([:]) }
    return values(proposal.change.params) { $0.params }
  }

  var data: Seen<[String: Value]> { values(proposal.change.data) { $0.data } }

  /// The change's words, and whether they are public; `nil` where there are none for the plugin.
  var words: Seen<(text: String, isPublic: Bool)>? {
    let isPublic = !proposal.change.publicText.isEmpty
    let text = isPublic ? proposal.change.publicText : submission.request.text
    guard !text.isEmpty, isPublic ? seesTicket : seesNotes else { return nil }
    return Seen((text, isPublic))
  }

  /// Whether a field exists for the plugin.
  func sees(_ field: String) -> Bool {
    guard sandbox.layout.definition(of: field) != nil else { return false }
    if field == TicketField.noteAttachments.rawValue, !seesNotes { return false }
    return cover.isWhole || viewer.sees(field, of: present)
  }

  private func values(
    _ values: [String: Value], _ specs: (ActionSpec) -> [FieldSpec],
  ) -> Seen<[String: Value]> {
    // The layout has no values that the manifest does not cover.
    guard !cover.isWhole, !values.isEmpty else { return Seen(values) }
    guard seesTicket else { return Seen([:]) }
    let action = submission.rulebook.spec(of: submission.request.action)
    return Seen(viewer.sight(of: values, among: action.map(specs) ?? [], on: present))
  }

  private var seesNotes: Bool {
    cover.seesNotes.map { $0 && seesTicket } ?? viewer.seesNotes(of: present)
  }

  private var seesTicket: Bool { cover.isWhole || viewer.sees(present) }

  /// The ticket by which it is judged what is seen: as it was before, a new one as it is to be.
  private var present: Ticket { submission.before ?? proposal.change.after }

  private var submission: Submission { proposal.submission }

  private var viewer: Viewer {
    submission.rulebook
      .viewer(ofPlugin: sandbox.plugin, at: submission.now, reading: submission.transaction)
      .decidingOnTicket()
  }
}
