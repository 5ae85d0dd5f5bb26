import Texts

/// What is asked: a request as the desk received it, and what it starts from.
///
/// Nothing of it changes on the way through the pipeline. It is an object, since every step and every
/// rule looks at it.
package final class Submission {
  package let request: Request
  package let rulebook: Rulebook
  package let transaction: any Transaction
  /// When the change happens: now, or the moment that an import gives.
  package let now: Instant
  package let isDryRun: Bool
  /// The ticket before; `nil` on create.
  package let before: Ticket?
  /// Whether the ticket is made by it.
  package let isCreate: Bool
  /// The ticket's number, known from the beginning.
  package let id: Ticket.ID
  /// The person who asks, as hooks see them; `nil` for plugins and the desk.
  package let person: Person?
  /// What the fields of people say; `nil` where people have none.
  let people: PeopleValues?

  package init(
    request: Request, rulebook: Rulebook, transaction: any Transaction, now: Instant,
    isDryRun: Bool, before: Ticket?, id: Ticket.ID, person: Person?,
  ) {
    self.request = request
    self.rulebook = rulebook
    self.transaction = transaction
    self.now = now
    self.isDryRun = isDryRun
    self.before = before
    isCreate = before == nil
    self.id = id
    self.person = person
    people = rulebook.values(reading: transaction)
  }

  /// What conditions are judged by: now, the actor, and the ticket's own values.
  var context: EvaluationContext {
    EvaluationContext(now: now, zone: rulebook.settings.zone, me: person?.id, people: people)
  }

  /// Whether the verb is a plugin's.
  package var isOfPlugin: Bool { rulebook.spec(of: request.action) != nil }

  /// The words that the request says to everybody; blank ones are none.
  var publicWords: String { request.text.isBlank ? "" : request.text }

  /// Whether it comes from the customer's side: the requester, or who has no staff role.
  ///
  /// A new ticket's requester is the one that it is to have.
  package func isFromCustomer(ofNew requester: Person.ID?) -> Bool {
    if let passed = request.passed { return passed.isFromCustomer }
    guard let person else { return false }
    return person.id == (isCreate ? requester : before?.requester) || !rulebook.isStaff(person)
  }

  /// Whose doing it is: who asks, or who wrote what it continues.
  var author: Person.ID? { request.passed?.author ?? request.actor.person }

  /// The verb that a change to this category means; `nil` if the category stays.
  func meaning(of category: Category) -> Verb? {
    before.flatMap { Verb.meaning(from: $0.category, to: category) }
  }

  /// The fields that the actor asked to change, an undo's by what they had changed.
  ///
  /// What hooks had changed is taken back together with the change that they belong to.
  func askedFields(undoing undo: TicketUndo?) -> [String] {
    guard let undo else { return request.set.map(\.field) }
    return undo.inverses.filter(\.isActors).map(\.field)
  }

  /// Whether the life cycle moves the ticket, as it does on a reply, without being asked to.
  ///
  /// A reply that names a stage asks for the move itself; one that changes the type asks for whatever
  /// the stage means in the other life cycle.
  func isMovedByItself(in change: Change) -> Bool {
    change.isMovedByReply
      || request.verb == .reply
        && !request.set.contains { assignment in
          assignment.field == TicketField.stage.rawValue
            || assignment.field == TicketField.type.rawValue
              && change.edit(of: assignment.field) != nil
        }
  }

  /// The code of the language in which whoever asks reads the answer: the one they asked for, else
  /// their own; `nil` where that is the desk's.
  package var readerLanguage: String? {
    request.language?.code ?? person.flatMap { $0.language.isEmpty ? nil : $0.language }
  }

  /// Who wrote the texts of the request: a plugin's are the desk's, also where it asks for somebody.
  var typist: FieldResolver.Typist {
    let own = request.plugin == nil && !request.isImport ? person : nil
    if let zone = request.zone { return .zone(zone, of: own) }
    return own.map(FieldResolver.Typist.person) ?? .desk
  }
}
