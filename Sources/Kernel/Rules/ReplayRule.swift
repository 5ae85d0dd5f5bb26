import Texts

/// What holds for an entry of another desk's history, besides what holds for every change.
///
/// Whoever decided it may have decided otherwise than this desk would; but it must be an entry that
/// a desk writes, of values that this desk can hold, and follow from what is here.
struct ReplayRule {
  let recorded: RecordedEntry
  let change: Change
  let submission: Submission
  /// Fields of which it is not known what they were: the words were redacted.
  let unknown: Set<String>
  let host: any HookHost

  func problems() throws -> [Refusal.Problem] {
    var problems = headProblems + partProblems
    var seen: Set<String> = []
    for edit in recorded.edits {
      guard seen.insert(edit.field).inserted else {
        problems.append(.init(.invalid, field: edit.field, Text.importFieldTwice))
        continue
      }
      if let problem = try problem(with: edit) { problems.append(problem) }
    }
    guard problems.isEmpty else { return problems }
    problems = LimitRule(change: change).problems + kernelProblems
    return problems + (try CircleRule(change: change, submission: submission).problems())
  }

  private var rulebook: Rulebook { submission.rulebook }

  /// Who did what, in which way.
  private var headProblems: [Refusal.Problem] {
    var problems: [Refusal.Problem] = []
    let isFirst = recorded.number == 1
    if recorded.isOf(.purge) || isFirst != recorded.isOf(.create)
      || !isAction(recorded.action)
    {
      problems.append(.init(.invalid, field: "action", Text.importNoAction))
    }
    if !KernelFieldRule.isSource(recorded.source.rawValue) {
      problems.append(.init(.invalid, field: "source", Text.ticketBadSource))
    }
    let names = [recorded.hook] + recorded.edits.map(\.by)
    if !names.compactMap(\.self).allSatisfy(isHook) {
      problems.append(.init(.invalid, field: "hook", Text.importNoHook))
    }
    if case .plugin(let name) = recorded.actor, !name.isPlainName(ofAtMost: Limit.nameCharacters) {
      problems.append(.init(.invalid, field: "actor", Text.importNoPlugin))
    }
    return problems
  }

  /// A verb, an action of a plugin, or one of a plugin that is not here.
  private func isAction(_ name: String) -> Bool {
    Verb(rawValue: name) != nil || rulebook.actions[name] != nil || ReplayRule.isWord(name)
  }

  private func isHook(_ name: String) -> Bool {
    name.isPlainName(ofAtMost: 4 * Limit.nameCharacters)
  }

  /// Small letters, digits and `_`, as plugins call things.
  private static func isWord(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= Limit.nameCharacters else { return false }
    return (0x61...0x7A).contains(first)
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
      }
  }

  /// What stands beside the edits.
  private var partProblems: [Refusal.Problem] {
    var problems: [Refusal.Problem] = []
    // Only files of notes are changed by what is internal, and by nothing else.
    let isInternal = recorded.visibility == .internal
    if recorded.edits.contains(where: { $0.isOfNotes != isInternal })
      || isInternal && !recorded.data.isEmpty
    {
      problems.append(.init(.invalid, field: "visibility", Text.importInternalEdits))
    }
    if !recorded.redacted.allSatisfy(isGone) {
      problems.append(.init(.invalid, field: "redacted", Text.importNotGone))
    }
    for (name, values) in [("params", recorded.params), ("data", recorded.data)] {
      let isWhole = values.allSatisfy { key, value in
        ReplayRule.isWord(key) && value.elements.allSatisfy { !$0.isList }
      }
      if !isWhole { problems.append(.init(.invalid, field: name, Text.importNoParts)) }
    }
    return problems
  }

  /// Whether there are no words in a part.
  private func isGone(_ part: PayloadPart) -> Bool {
    switch part {
    case .text: recorded.text.isEmpty
    case .params: recorded.params.isEmpty
    case .data: recorded.data.isEmpty
    case .from: recorded.edits.allSatisfy { !$0.isTextual || $0.from.isEmpty }
    case .to: recorded.edits.allSatisfy { !$0.isTextual || $0.to.isEmpty }
    }
  }

  /// The kernel's own rules, but for a subject that was redacted.
  private var kernelProblems: [Refusal.Problem] {
    let isGone = unknown.contains(TicketField.subject.rawValue) && change.after.subject.isEmpty
    return KernelFieldRule(change: change, submission: submission).problems.filter { problem in
      !(isGone && problem.field == TicketField.subject.rawValue)
    }
  }
}

extension ReplayRule {
  private func problem(with edit: Edit) throws -> Refusal.Problem? {
    guard let field = rulebook.field(edit.field) else {
      let known = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys.sorted()
      let hint = Text.nearest(rulebook.nearest(to: edit.field, among: known, as: .field))
      return .init(
        .invalid, field: edit.field,
        Text.importNoField(field: edit.field, hint: hint ?? Text.importEnable))
    }
    guard TicketField(named: edit.field)?.isRecorded ?? (field.spec?.isComputed == false) else {
      return .init(.invalid, field: edit.field, Text.fieldNotEditable)
    }
    if isLying(edit) {
      let present = (submission.before?.value(of: edit.field) ?? .none).plainText
      return .init(
        .invalid, field: edit.field, Text.importOtherFrom(value: present.prefix(60)))
    }
    for value in edit.to.elements where !field.kind.holds(value) {
      return .init(
        .invalid, field: edit.field,
        Text.importOtherKind(value: value.plainText.prefix(200), kind: field.kind.rawValue))
    }
    guard field.isMany == edit.to.isList || edit.to.isEmpty else {
      return .init(.invalid, field: edit.field, Text.importOneValue)
    }
    return try problem(with: edit.to, of: field)
  }

  /// Whether the value before is another one than is here; of words that were redacted nobody can say.
  private func isLying(_ edit: Edit) -> Bool {
    if edit.isTextual {
      if unknown.contains(edit.field) { return false }
      if edit.from.isEmpty, recorded.redacted.contains(.from) { return false }
    }
    let blank = Ticket(id: submission.id).value(of: edit.field)
    let present = submission.before?.value(of: edit.field) ?? .none
    return edit.from != present && !(submission.before == nil && edit.from == blank)
  }

  /// Whether it is a value that somebody could have given here.
  private func problem(with value: Value, of field: FieldDefinition) throws -> Refusal.Problem? {
    guard !value.isEmpty else {
      let isGone = recorded.redacted.contains(.to) && Edit.isTextual(field.name)
      return FieldResolver.mayBeEmpty(field.name) || isGone
        ? nil : .init(.invalid, field: field.name, Text.fieldNeverEmpty)
    }
    switch field.kind {
    case .attachment: return attachmentProblem(value)
    case .ticket:
      // One that comes later in the file is not here yet.
      return value.elements.contains(.ticket(submission.id))
        ? .init(.invalid, field: field.name, Text.fieldItself) : nil
    default: break
    }
    let resolver = FieldResolver(
      rulebook: rulebook, transaction: submission.transaction, now: submission.now)
    do {
      let read = try resolver.resolve(.value(value), for: field.name, of: change.after)
      guard read == value else {
        return .init(
          .invalid, field: field.name,
          Text.importOtherKind(value: value.plainText.prefix(200), kind: field.kind.rawValue))
      }
    } catch let problem as Refusal.Problem {
      return problem
    }
    if field.name == TicketField.closeReason.rawValue { return reasonProblem(value) }
    guard let spec = field.spec else { return nil }
    return ValueRule(ticket: change.after, rulebook: rulebook, host: host)
      .problem(with: value, of: spec)
      .map { Refusal.Problem(.invalid, field: field.name, $0, by: spec.plugin) }
  }

  private func reasonProblem(_ value: Value) -> Refusal.Problem? {
    let reasons = rulebook.closeReasons.keys.sorted()
    guard let reason = value.text, rulebook.closeReasons[reason] == nil else { return nil }
    return .init(
      .invalid, field: TicketField.closeReason.rawValue,
      Text.closeNoReason(
        reason: reason,
        hint: Text.suggestion(
          rulebook.nearest(to: reason, among: reasons, as: .value(of: .closeReason))),
        known: reasons.joined(separator: ", ")))
  }

  private func attachmentProblem(_ value: Value) -> Refusal.Problem? {
    let files = value.elements.compactMap(\.attachment)
    let names = Set(files.map { $0.name.lowercased() })
    let limit = rulebook.settings.attachmentLimit
    let isWhole = files.allSatisfy { file in
      file.name.hasSameBytes(as: AttachmentName.safe(file.name))
        && file.type.isPlainName(ofAtMost: 2 * Limit.nameCharacters)
    }
    guard isWhole, names.count == files.count else {
      return .init(.invalid, field: TicketField.attachments.rawValue, Text.importFileName)
    }
    guard files.allSatisfy({ $0.size <= limit }) else {
      return .init(
        .invalid, field: TicketField.attachments.rawValue,
        Text.importFileSize(limit: ByteCount(limit)))
    }
    return nil
  }
}

extension Value {
  /// Whether it is a list, which holds none in turn.
  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}

extension FieldKind {
  /// Whether a single value is one of this kind, as histories have them.
  func holds(_ value: Value) -> Bool {
    switch (self, value) {
    case (.text, .text), (.longText, .text), (.date, .text), (.choice, .text), (.queue, .text),
      (.tag, .text), (.priority, .text), (.category, .text):
      true
    case (.integer, .integer), (.duration, .integer), (.number, .integer), (.number, .number): true
    case (.boolean, .boolean), (.time, .time), (.person, .person), (.ticket, .ticket): true
    case (.stage, .stage), (.attachment, .attachment): true
    default: false
    }
  }
}
