/// The fields of an entry, as queries name them.
enum EntryField {
  static let ticket = "ticket"
  static let actor = "actor"
  static let action = "action"
  static let edited = "edited"
  static let at = "at"
  static let source = "source"
  static let visibility = "visibility"
  /// The entry that an action's data or parameters say that they replace.
  static let replaces = "replaces"
  /// The side of the desk on which the actor stands; who requested the ticket is a customer on it.
  static let side = "side"
  /// The categories into which and out of which the entry moved the ticket.
  static let entered = "entered"
  static let left = "left"
  static let seq = "seq"
  static let request = "request"
  static let cause = "cause"
  static let origin = "origin"

  static let specs: [(spec: FieldSpec, isInternal: Bool)] = [
    (spec(ticket, .ticket), false), (spec(actor, .choice, isMany: true), false),
    (spec(action, .choice), false), (spec(edited, .choice, isMany: true), false),
    (spec(at, .time), false), (spec(source, .text), false),
    (spec(visibility, .choice), false), (spec(replaces, .integer), false),
    (spec(side, .choice), false), (spec(entered, .choice), false), (spec(left, .choice), false),
    (spec(seq, .integer), true), (spec(request, .text), true),
    (spec(cause, .integer), true), (spec(origin, .integer), true),
  ]

  /// The fields of tickets that some of them tell of: who may not name those may not name these.
  static let sources: [String: TicketField] = [side: .requester, entered: .stage, left: .stage]

  private static func spec(_ name: String, _ kind: FieldKind, isMany: Bool = false) -> FieldSpec {
    var spec = FieldSpec(name: name, kind: kind, plugin: "")
    spec.isMany = isMany
    return spec
  }
}

/// The fields of entries that stand in the entries' own columns or follow from them, so that entries
/// can be counted by them without being read.
package enum CountedField: String, CaseIterable, Sendable {
  case actor, action, edited, at, source, visibility, side, entered, left
}
