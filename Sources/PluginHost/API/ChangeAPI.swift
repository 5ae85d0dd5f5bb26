import Kernel
import Lua
import Texts

/// The methods of `change`: what a before or validate hook may do to the proposal.
enum ChangeAPI {
  static let functions: [APIFunction] = [
    method(
      "edited", "the edit of a field, or nil", [.init("field", .text, "a field's name")],
      gives: .init(.optional(.shape("edit")), "the edit { field, from, to, by }, or nil"),
      example: #"local edit = change:edited("priority")"#
    ) { call, context, hand throws(HostError) in
      let field = call.text(1)
      let change = ChangeInSight(hand.proposal, in: context)
      guard change.sees(field) else {
        let known =
          TicketField.allCases.map(\.rawValue) + context.layout.fields.map(\.name).sorted()
        throw HostError(
          Text.apiEditedField(unknown: Names.unknown(field, among: known.filter(change.sees))))
      }
      guard let edit = change.edit(of: field) else { return call.results.null() }
      context.writer.edit(edit, into: &call.results)
    },
    method(
      "set", "sets a field",
      [
        .init("field", .text, "a field's name"),
        .init(
          "value", .any, "docket.none empties it; a list, or { add = {}, remove = {} }"),
      ], gives: .nothing(but: "raises where the field cannot have it, and in a validate hook"),
      example: #"change:set("tags", { add = { "late" } })"#
    ) { call, context, hand throws(HostError) in
      let field = call.text(1)
      let value = try ValueConversion.assignment(
        context.stored(call.argument(2)), for: hand.proposal.submission.rulebook.field(field))
      try amend("change:set") { try hand.proposal.amend(field, value, by: hand.hook) }
    },
    method(
      "move", "moves the ticket to where its life cycle's verb leads",
      [
        .init("verb", .text, "close, reopen, postpone, wake, discard or restore"),
        .init("word", .optional(.text), "of several ways the one, as of discard"),
      ], example: #"change:move("reopen")"#
    ) { call, _, hand throws(HostError) in
      let name = call.text(1)
      guard let verb = Verb.movers.first(where: { $0.rawValue == name }) else {
        let verbs = Verb.movers.map(\.rawValue)
        throw HostError(Text.apiMoveVerb(unknown: Names.unknown(name, among: verbs)))
      }
      let word = call.argument(2).text
      try amend("change:move") { try hand.proposal.move(verb, to: word, by: hand.hook) }
    },
    method(
      "add_note", "adds an internal note",
      [.init("text", .words, "an internal note; needs note.add in the manifest")],
      example: #"change:add_note("The customer has a contract")"#, judgedBy: .noteAdd
    ) { call, context, hand throws(HostError) in
      let text = try context.words(call.argument(1), in: context.desk.language)
      guard let text, !text.isEmpty else { throw HostError(Text.apiNoteWords) }
      try amend("change:add_note") { try hand.proposal.addNote(text, by: hand.hook) }
    },
    method(
      "reply", "says something to everybody, as the reply of whoever asked for the action",
      [.init("text", .words, "a message; needs ticket.reply in the manifest")],
      gives: .nothing(but: "only in propose, and once; the ticket moves as on a reply"),
      example: #"change:reply("Have you tried to switch it off?")"#, judgedBy: .ticketReply
    ) { call, context, hand throws(HostError) in
      let language = try context.requesterLanguage(of: hand.proposal.change.after)
      let text = try context.words(call.argument(1), in: language ?? context.desk.language)
      guard let text, !text.isEmpty else { throw HostError(Text.apiReplyWords) }
      try amend("change:reply") { try hand.proposal.reply(text, by: hand.hook) }
    },
    method(
      "also", "asks for another request in the same transaction",
      [
        .init("action", .text, "as update, note, or a plugin's action"),
        .init("id", .optional(.ticket), "the ticket; nil for a create"), BulkReader.arguments,
      ], gives: .nothing(but: "it is done in the same transaction, or all is refused"),
      example: #"change:also("note", change.after.parent or change.id, { text = "see there" })"#
    ) { call, context, hand throws(HostError) in
      let request = try RequestReader(context: context, path: "change:also").request(
        action: Action(call.text(1)), ticket: call.isMissing(2) ? nil : call.ticketID(2),
        arguments: call.isMissing(3) ? .table([]) : call.argument(3),
        actor: hand.proposal.submission.request.actor)
      try amend("change:also") { try hand.proposal.also(request, by: hand.hook) }
    },
    method(
      "notify", "tells people once the change is written", [.table(NotificationReader.keys)],
      example: #"change:notify{ to = "assignee", text = "Please look" }"#
    ) { call, context, hand throws(HostError) in
      let told = try NotificationReader.notification(
        call.argument(1), by: hand.hook.signature, in: context, path: "change:notify")
      hand.proposal.notify(told, by: hand.hook)
    },
    method(
      "schedule", "sets, moves or cancels a timer of this ticket",
      APIPart.timer(.optional(.time), .optional(.any)),
      example: #"change:schedule("remind", change.now + 3600)"#
    ) { call, _, hand throws(HostError) in
      let name = call.text(1)
      guard Names.isHookName(name) else {
        throw HostError(Text.apiScheduleName(name: name))
      }
      let moment = call.isMissing(2) ? nil : call.instant(2)
      guard let data = call.argument(3).json else {
        throw HostError(Text.apiScheduleData)
      }
      let text = call.isMissing(3) ? "" : data.text
      hand.proposal.schedule(name, at: moment, data: text, by: hand.hook)
    },
    method(
      "refuse", "refuses the change",
      [
        .init("field", .optional(.text), "the field that is wrong, or nil"),
        .init("text", .words, "what is wrong and what would be right"),
      ], example: #"change:refuse("due", "a day to come, please")"#
    ) { call, context, hand throws(HostError) in
      let field = call.argument(1).text
      if let field { try requireField(field, of: hand, in: context) }
      let language = hand.proposal.submission.readerLanguage ?? context.desk.language
      guard let text = try context.words(call.argument(2), in: language), !text.isEmpty
      else { throw HostError(Text.apiRefuseWords) }
      hand.proposal.refuse(field, text, by: hand.hook)
    },
  ]

  /// The methods that a validate hook must not call, which may only refuse.
  static let amending: Set = ["set", "move", "add_note", "reply", "also", "notify", "schedule"]

  private static func method(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult? = nil,
    example: String, judgedBy: Permission? = nil,
    _ body:
      @escaping @Sendable (inout HostCall, SandboxContext, DecidingCall) throws(HostError) ->
      Void,
  ) -> APIFunction {
    let usual: APIResult =
      amending.contains(name) ? .nothing(but: "raises in a validate hook") : .nothing
    return APIFunction(
      "change:\(name)", summary, parameters, gives: gives ?? usual, example: example,
      lanes: [.deciding], judgedBy: judgedBy?.rawValue, isMetered: name != "edited"
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard case .deciding(let hand) = context.occupation,
        call.argument(0) == .integer(hand.handle)
      else {
        throw HostError(Text.apiChangeOver(name: name))
      }
      if amending.contains(name) { try requireBefore(hand, "change:\(name)") }
      let revision = hand.proposal.revision
      try body(&call, context, hand)
      // What is read from now on shows the amendment.
      if hand.proposal.revision != revision { call.sandbox.forgetParts() }
    }
  }

  /// Raises for what neither the ticket nor the action has, and nobody could mend.
  private static func requireField(
    _ name: String, of hand: DecidingCall, in context: SandboxContext,
  ) throws(HostError) {
    let change = ChangeInSight(hand.proposal, in: context)
    let (action, rulebook) = (
      hand.proposal.submission.request.action, hand.proposal.submission.rulebook
    )
    let arguments =
      rulebook.spec(of: action).map { VerbUsage.keys(of: $0, at: .reacting) }
      ?? VerbUsage.of(action).keys(.reacting)
    let fields = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys.filter(change.sees)
    let known = fields + arguments.map(\.name) + ["comment"]
    guard !known.contains(name) else { return }
    throw HostError(Text.apiRefuseField(unknown: Names.unknown(name, among: known.sorted())))
  }

  private static func requireBefore(
    _ hand: DecidingCall, _ path: String,
  ) throws(HostError) {
    guard hand.hook.kind == .validate else { return }
    throw HostError(Text.apiValidateAmends(path: path))
  }

  private static func amend(_ path: String, _ body: () throws -> Void) throws(HostError) {
    do {
      try body()
    } catch let error as Proposal.AmendmentError {
      throw HostError(Text.frameOf(owner: path, problem: error))
    } catch {
      throw HostError(Text.apiOfUnreadable(path: path, problem: Text(of: error)))
    }
  }
}
