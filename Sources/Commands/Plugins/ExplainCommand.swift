import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket explain`: where a change comes from.
struct ExplainCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a change: what it followed from, up to where that began.",
    discussion: """
      With an entry's SEQ (docket history 7 --json shows it): the chain of causes from that entry \
      back to the person, timer or import that began it. With a ticket and a field: every value that \
      the field had, the present one first, with who or which hook set it.

      Examples:
        docket explain 41
        docket explain 7 priority
        docket explain 7 assignee --json
      """)

  @Argument(help: "An entry, or the ticket whose field is asked about.", completion: .nothing)
  var number: TicketArgument
  @Argument(help: "The field.", completion: .source(.fields)) var field: String?
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    guard session.mayEverSeeHistory else {
      throw Failure(.denied, Text.permissionHistory(person: session.person.name))
    }
    guard let field else { return try explainEntry(in: session, on: output) }
    try explain(field, in: session, on: output)
  }

  private func explainEntry(in session: DeskSession, on output: Output) throws {
    let seq = number.id.rawValue
    // Numbers of entries have gaps where notes are, so they are for those who see notes.
    guard session.viewer.seesNotesEverywhere,
      let chain = try session.explanation.chain(of: EntryID(rawValue: seq))
    else {
      throw Failure(.notFound, Text.historyNoEntry(seq: seq))
    }
    let page = ChainPage(session: session, surface: output.standard)
    guard !output.isJSON else { return try output.write(page.json(of: chain)) }
    try output.page(page.lines(of: chain))
  }

  private func explain(_ name: String, in session: DeskSession, on output: Output) throws {
    let ticket = try session.existing(number.id)
    guard session.maySeeHistory(of: ticket) else {
      throw Failure(.denied, Text.permissionHistory(person: session.person.name))
    }
    let field = try edited(name, in: session)
    let values = try session.explanation.values(of: field, in: ticket.id) ?? []
    let page = ChainPage(session: session, surface: output.standard)
    guard !output.isJSON else { return try output.write(.array(values.map(page.json(of:)))) }
    guard !values.isEmpty else {
      return try output.say(
        Text.historyNeverSet(field: field, ticket: ticket.id.rawValue))
    }
    try output.page(page.lines(of: values, field: field))
  }

  /// The field whose edits tell of it; a category changes with its stage.
  private func edited(_ name: String, in session: DeskSession) throws(Failure) -> String {
    if name == TicketField.category.rawValue { return TicketField.stage.rawValue }
    guard let field = session.rulebook.field(name), session.viewer.mayName(name) else {
      let known = TicketField.allCases.map(\.rawValue) + session.rulebook.fields.keys.sorted()
      let nearest = nearestName(to: name, among: known.filter(session.viewer.mayName))
      throw Failure(
        .usage, Text.historyNoField(field: name, hint: Text.nearest(nearest)))
    }
    guard field.spec?.isComputed != true else {
      throw Failure(.usage, Text.historyComputedField(field: name))
    }
    return name
  }
}
