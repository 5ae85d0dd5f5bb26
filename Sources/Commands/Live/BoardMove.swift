import Desk
import Display
import Kernel
import Texts

/// A card on its way to another column: an update of the ticket, with what the move requires.
struct BoardMove {
  let ticket: Ticket
  let field: QueryField
  let value: Value
  /// Fields that were asked for, and a note.
  private(set) var given: [(field: String, assignment: Request.Assignment)] = []
  private(set) var note = ""

  init(_ ticket: Ticket, _ field: QueryField, to value: Value) {
    (self.ticket, self.field, self.value) = (ticket, field, value)
  }

  /// What the desk wants to know before it moves the ticket.
  struct Question {
    let field: String
    /// What is wrong as long as it is not answered.
    let problem: String
    /// The answers that there are, where they are few.
    let known: [String]
  }

  enum Result {
    case done(Receipt, String)
    case refused(String)
    case asks(Question)
  }

  /// Takes an answer, as somebody types a field's value on the command line.
  mutating func answer(_ question: Question, with text: String) {
    guard question.field != BoardMove.comment else { return note = text }
    given.removeAll { $0.field == question.field }
    given.append((question.field, .value(.naming(text))))
  }

  /// Moves the ticket as it was seen: one that was changed since is refused.
  func perform(in context: CommandContext) throws -> Result {
    var request = context.request(
      .verb(.update), ticket: ticket.id,
      set: [(field.name, .value(value))] + given, note: note)
    request.expectedVersion = ticket.version
    request.set = try context.read { try AskedFields(request.set, in: $0).set }
    let outcome = try context.desk.perform(request)
    return try context.read { session -> Result in
      switch outcome.verdict {
      case .done(let receipt):
        .done(receipt, try words(for: receipt, in: session, on: context.output.standard.forFile))
      case .refused(let refusal):
        question(for: refusal, in: session).map(Result.asks)
          ?? .refused(
            context.addressed(Failure(refusal), in: session).message(in: session.language))
      }
    }
  }

  private func words(
    for receipt: Receipt, in session: DeskSession, on surface: Surface,
  ) throws -> String {
    let edits = receipt.edits.filter { session.viewer.mayName($0.field) }
    let values = session.values.on(type: ticket.type)
    let (brief, below) = try EditLines(values: values, surface: surface).parted(edits)
    let first = "#\(ticket.id.rawValue) " + brief.joined(separator: ", ")
    return ([first] + below).joined(separator: "\n")
  }

  /// What to ask for, where nothing else is wrong than that fields are missing or mistaken.
  private func question(for refusal: Refusal, in session: DeskSession) -> Question? {
    func isAnswerable(_ problem: Refusal.Problem) -> Bool {
      guard let name = problem.field, name != field.name else { return false }
      let isKnown =
        name == BoardMove.comment
        || session.rulebook.field(name) != nil && session.viewer.mayName(name)
      return isKnown && [.missingEvidence, .refused, .invalid].contains(problem.kind)
    }
    guard let first = refusal.problems.first, let name = first.field,
      refusal.problems.allSatisfy(isAnswerable)
    else { return nil }
    return Question(
      field: name, problem: first.text.rendered(in: session.language),
      known: known(name, in: session))
  }

  private func known(_ name: String, in session: DeskSession) -> [String] {
    let rulebook = session.rulebook
    let names: [String] =
      switch rulebook.field(name)?.kind {
      case _ where name == TicketField.closeReason.rawValue: rulebook.closeReasons(of: ticket.type)
      case .choice: choices(of: rulebook.fields[name])
      case .queue: session.queues
      case .some(let kind): kind.names
      case nil: []
      }
    return names.count > BoardMove.mostKnown ? [] : names
  }

  private func choices(of spec: FieldSpec?) -> [String] {
    (spec?.choices ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value).uniqued
  }

  private static let mostKnown = 12
  /// The words of a note, as close reasons call them.
  private static let comment = "comment"
}

extension Board {
  /// Where a ticket of it can go, by the life cycle or, on a board by another field, to any other
  /// column.
  func goals(of ticket: Ticket, in session: DeskSession) -> [Value] {
    guard field.kernel == .stage else {
      let present = ticket.value(of: field.name).counted
      return columns.map(\.value).filter { $0 != present }
    }
    guard let lifecycle = session.rulebook.lifecycle(ofType: ticket.type) else { return [] }
    let moves = lifecycle.transitions[ticket.stage] ?? []
    let stages = Set(
      moves.compactMap { $0.to == LifecycleSpec.before ? ticket.stagesBefore.last : $0.to })
    return lifecycle.stages.map(\.name).filter(stages.contains).map(Value.text)
  }

  /// Whether a card goes to another column by an update of its field.
  var hasMoves: Bool {
    !field.isMany && field.step == nil && field.kernel?.isEditable != false
  }
}
