import Texts

/// What holds for the fields that every ticket has.
struct KernelFieldRule {
  let change: Change
  let submission: Submission

  var problems: [Refusal.Problem] {
    var problems = subjectProblems
    problems += queueProblems + typeProblems + sourceProblems
    if change.edit(of: TicketField.parent.rawValue) != nil,
      change.after.parent == submission.id
    {
      problems.append(.init(.refused, field: "parent", Text.ticketOwnParent))
    }
    if change.after.category == .postponed, change.after.wake == nil,
      submission.request.obeysRules
    {
      problems.append(.init(.refused, field: "wake", Text.ticketNoWake))
    }
    if let edit = change.edit(of: TicketField.wake.rawValue), !edit.to.isEmpty,
      change.after.category != .postponed, submission.request.obeysRules,
      // Back among the discarded it has its time again, which it keeps there for a restoration.
      change.undo == nil || change.after.category != .discarded
    {
      problems.append(
        .init(.refused, field: "wake", Text.ticketWakeWithoutPostponing))
    }
    if let edit = change.edit(of: TicketField.wake.rawValue), case .time(let moment) = edit.to,
      moment <= submission.now, submission.request.obeysRules, submission.request.verb != .undo
    {
      problems.append(.init(.refused, field: "wake", Text.fieldPastWake))
    }
    return problems
  }

  private var subjectProblems: [Refusal.Problem] {
    let subject = change.after.subject
    guard submission.before == nil || change.edit(of: "subject") != nil else { return [] }
    if subject.isBlank {
      return [.init(.refused, field: "subject", Text.ticketNoSubject)]
    }
    if hasNewline(subject) {
      return [.init(.refused, field: "subject", Text.ticketLongSubjectLines)]
    }
    // Characters are counted only where there are enough bytes: finding their borders costs.
    if !subject.isShort(Limit.subjectCharacters),
      subject.count > Limit.subjectCharacters
        || subject.utf8.count > 16 * Limit.subjectCharacters
    {
      return [
        .init(
          .refused, field: "subject", Text.ticketLongSubject(most: Limit.subjectCharacters)
        )
      ]
    }
    return []
  }

  /// Whether there is a line's end in it, of ASCII or another (U+0085, U+2028, U+2029).
  private func hasNewline(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      (0x0A...0x0D).contains(scalar.value) || scalar.value == 0x85
        || (0x2028...0x2029).contains(scalar.value)
    }
  }

  private var queueProblems: [Refusal.Problem] {
    let queue = change.after.queue
    let queues = submission.rulebook.queues
    guard change.edit(of: "queue") != nil, !queue.isEmpty, !queues.contains(queue) else {
      return []
    }
    let known = knowsQueues ? queues.sorted() : []
    let nearest = submission.rulebook.nearest(to: queue, among: known, as: .value(of: .queue))
    let hint = Text.nearest(nearest) ?? (mayAddQueues ? Text.ticketNewQueue(queue: queue) : nil)
    return [
      .init(.refused, field: "queue", Text.ticketNoQueue(queue: queue, hint: hint))
    ]
  }

  private var knowsQueues: Bool {
    submission.person.map { person in
      let rulebook = submission.rulebook
      return Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: rulebook.deskContext(at: submission.now, me: person.id)
      ).knowsQueues
    } ?? true
  }

  /// Whether to tell how a queue is made: only who may do it is helped by that.
  private var mayAddQueues: Bool {
    submission.person.map { person in
      submission.rulebook.authority(of: person).may(
        .roleManage, in: submission.rulebook.deskContext(at: submission.now, me: person.id))
    } ?? false
  }

  /// A new type must know the present stage.
  private var typeProblems: [Refusal.Problem] {
    guard change.edit(of: "type") != nil else { return [] }
    let type = change.after.type
    guard let lifecycle = submission.rulebook.lifecycle(ofType: type) else {
      let types = submission.rulebook.types.keys.sorted()
      let hint = Text.nearest(
        submission.rulebook.nearest(to: type, among: types, as: .value(of: .type)))
      return [.init(.refused, field: "type", Text.ticketNoType(type: type, hint: hint))]
    }
    if let lost = submission.before?.stagesBefore.first(where: { lifecycle.category(of: $0) == nil }
    ),
      [.postponed, .discarded].contains(change.after.category)
    {
      return [
        .init(
          .refused, field: "type",
          Text.ticketLostStage(stage: lost, type: type))
      ]
    }
    guard lifecycle.category(of: change.after.stage) == nil else { return [] }
    return [
      .init(
        .refused, field: "stage",
        Text.ticketTypeWithoutStage(
          type: type, stage: change.after.stage,
          stages: lifecycle.stages.map(\.name).joined(separator: ", ")))
    ]
  }

  private var sourceProblems: [Refusal.Problem] {
    guard let edit = change.edit(of: "source"), let source = edit.to.text else { return [] }
    return KernelFieldRule.isSource(source)
      ? [] : [.init(.refused, field: "source", Text.ticketBadSource)]
  }

  /// Whether a way in can be called so.
  static func isSource(_ source: String) -> Bool {
    !source.isEmpty && source.utf8.count <= Limit.nameCharacters
      && source.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
