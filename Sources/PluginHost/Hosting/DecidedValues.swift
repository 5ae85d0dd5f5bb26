import Kernel
import Lua
import Texts

extension SandboxContext {
  /// What an action tells who asked: plain data, its texts in the language in which they read.
  func answer(
    _ value: LuaValue, of action: ActionSpec, to submission: Submission,
  ) throws(HostError) -> JSON? {
    guard value != .null else { return nil }
    let language = submission.readerLanguage ?? desk.language
    guard let answer = try rendered(value, in: language, openingRecords: true).json else {
      throw HostError(Text.apiAnswerPlain(action: action.name, got: value.kindName))
    }
    return answer
  }
}

/// What an action's `propose` gives back: the values of its `data`, as they are given.
enum ActionData {
  static func read(
    _ value: LuaValue, of action: ActionSpec, in context: SandboxContext,
  ) throws(HostError) -> [String: Value] {
    guard value != .null else { return [:] }
    guard let pairs = value.pairs else {
      throw HostError(
        Text.apiProposeWants(action: action.name, got: value.kindName))
    }
    let fields = Dictionary(action.data.map { ($0.name, FieldDefinition($0)) }) { first, _ in first
    }
    var data: [String: Value] = [:]
    for pair in pairs where pair.value != .null {
      data[pair.key] = try ValueConversion.given(
        context.stored(pair.value), for: fields[pair.key])
    }
    return data
  }
}

/// The fields that a backfill's `each` gives for a ticket.
enum BackfillFields {
  /// Sets them as a before hook of the plugin would; what cannot be set is the plugin's fault.
  ///
  /// The type comes first, since it decides what a stage is; the others follow by their names, so that
  /// the same fields always lead to the same change.
  static func set(
    _ value: LuaValue, by backfill: BackfillSpec, on proposal: Proposal,
    in context: SandboxContext,
  ) throws(HostError) {
    guard value != .null else { return }
    guard let pairs = value.pairs else {
      throw HostError(Text.backfillWants(backfill: backfill.name, got: value.kindName))
    }
    let isType = { (pair: LuaPair) in pair.key == TicketField.type.rawValue }
    let ordered =
      pairs.filter(isType)
      + pairs.filter { !isType($0) }
      .sorted { $0.key.precedesByBytes($1.key) }
    for pair in ordered {
      let assignment = try ValueConversion.assignment(
        context.stored(pair.value), for: proposal.submission.rulebook.field(pair.key))
      do {
        try proposal.amend(pair.key, assignment, by: backfill.hook)
      } catch let error as Proposal.AmendmentError {
        throw HostError(Text.backfillField(backfill: backfill.name, problem: error))
      } catch {
        throw HostError(Text.backfillField(backfill: backfill.name, problem: Text(of: error)))
      }
    }
  }
}
