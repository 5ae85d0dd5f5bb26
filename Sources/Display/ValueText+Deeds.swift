import Kernel
import Texts

/// Who did what, to which ticket, in words.
extension ValueText {
  /// The same with a person who has a name only here: whom a dry run would add.
  func naming(_ person: Person?) -> ValueText {
    guard let person else { return self }
    var values = self
    let name = name
    values.name = { $0 == person.id ? person.name : try name($0) }
    return values
  }

  /// The same of a ticket of that type, whose stages have the labels of its life cycle.
  package func on(type: String) -> ValueText {
    var values = self
    values.type = type
    return values
  }

  /// The same for those edits of a ticket, which may say themselves of which type it is.
  package func on(_ ticket: Ticket.ID, _ edits: [Edit]) throws -> ValueText {
    guard labels != nil, edits.contains(where: { $0.field == TicketField.stage.rawValue }) else {
      return self
    }
    let told = edits.last { $0.field == TicketField.type.rawValue }?.to.text
    guard let type = try told ?? typeOf(ticket) else { return self }
    return on(type: type)
  }

  /// Who acted, for people: a person's name, or what else it was.
  package func who(_ actor: Actor) throws -> String {
    try actor.person.map(name) ?? actor.words.rendered(in: times.language)
  }

  /// What was done, for people: a plugin's action as the plugin calls it.
  package func deed(of line: some HistoryLine) -> Text {
    deed(Action(line.action))
  }

  /// An action, for people.
  package func deed(_ action: Action) -> Text {
    labels?.name(action.name, of: "action").map { Text(words: $0) }
      ?? action.text
  }

  /// What a value is called that an action takes or gives.
  package func title(of parameter: String, of action: String) -> String {
    label(of: parameter, of: action) ?? parameter
  }

  /// The same where a plugin says it, of the action's own or of all that are called so.
  func label(of parameter: String, of action: String) -> String? {
    labels?.name("\(action).\(parameter)", of: "param") ?? labels?.field(parameter)
  }
}
