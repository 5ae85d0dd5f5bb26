import Desk
import Display
import Kernel
import Texts

/// The fields that a command line sets: each once, and `me` for whoever asks.
struct AskedFields {
  let set: [(field: String, assignment: Request.Assignment)]

  /// Throws a `Failure` where two assignments of one field contradict each other.
  init(
    _ asked: [(field: String, assignment: Request.Assignment)], in session: DeskSession,
  ) throws(Failure) {
    if let twice = AskedFields.firstSetTwice(asked) {
      throw Failure(.usage, Text.usageGivenTwice(field: twice))
    }
    let me = session.person.name
    set = asked.map { field, assignment in
      guard session.rulebook.field(field)?.kind == .person else { return (field, assignment) }
      return (field, assignment.mapped { AskedFields.naming(me, in: $0) })
    }
  }

  /// What an action is given, by name, with `me` for whoever asks.
  ///
  /// Throws a `Failure` where a name is given twice, or something is added to.
  static func params(
    _ asked: [FieldAssignment], of action: ActionSpec?, in session: DeskSession,
  ) throws(Failure) -> [String: Value] {
    let people = Set((action?.params ?? []).filter { $0.kind == .person }.map(\.name))
    var params: [String: Value] = [:]
    for given in asked {
      guard case .value(let value) = given.assignment else {
        throw Failure(.usage, Text.actionGivenWhole(name: given.field))
      }
      guard params[given.field] == nil else {
        throw Failure(.usage, Text.actionGivenTwice(name: given.field))
      }
      params[given.field] =
        people.contains(given.field) ? naming(session.person.name, in: value) : value
    }
    return params
  }

  /// Several `+=` and `-=` of one list go together; a `=` goes with nothing else.
  private static func firstSetTwice(
    _ asked: [(field: String, assignment: Request.Assignment)],
  ) -> String? {
    asked.first { field, assignment in
      guard case .value = assignment else { return false }
      return asked.count { $0.field == field } > 1
    }?.field
  }

  private static func naming(_ me: String, in value: Value) -> Value {
    guard let text = value.text else { return value }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.filter { $0 != " " } == "me" ? me[...] : name
    }
    return .naming(names.joined(separator: ","))
  }
}
