import Desk
import Display
import Kernel
import Texts

/// `docket new --ask`: asks whoever sits at the terminal for a ticket's fields, shows the ticket as it
/// would be, and makes it if that is wanted.
struct NewTalk {
  private let context: CommandContext
  private let command: NewCommand
  private let lines: TypedLines
  /// What the options say already, the requester left out; none of it is asked.
  private let given: Request
  private let mayNameAddresses: Bool

  /// Throws a `Failure` where nobody is there to be asked.
  init(_ command: NewCommand, in context: CommandContext) throws {
    guard Question(output: context.output).isAnswerable else {
      throw Failure(.usage, Text.formNewNoTerminal)
    }
    self.context = context
    self.command = command
    lines = TypedLines(context.output)
    mayNameAddresses = try context.read { $0.mayNameAddresses }
    given = try command.request(from: nil, in: context)
  }

  /// Asks, and does what is asked for.
  func run() throws {
    let words = try context.read { FormWords(in: $0) }
    let title = Text.formNew.rendered(in: context.output.language)
    try context.output.say(Text.formHeading(form: title))
    let asker = FormAsker(context: context, words: words, lines: lines) { answers in
      try context.desk.draft(of: read(answers))
    }
    let besides = Set(
      given.set.map(\.field) + (command.requester == nil ? [] : [NewTalk.requester]))
    var done = besides
    var answers: FormAsker.Answers = []
    while true {
      answers = try asker.answers(after: answers, passing: &done)
      let (filled, correspondent) = try filled(by: answers)
      let run = ActionRun(context: context, options: command.action, requester: correspondent)
      guard !command.action.yes, !command.action.dryRun else { return try run.perform(filled) }
      guard let refusal = try run.plan(of: filled) else {
        guard
          try Question(output: context.output).affirms(lines.line(Text.formAskMake))
        else { throw Failure(.refused, Text.saidUnchanged) }
        return try run.perform(filled)
      }
      // What plugins refuse is known only now; the fields that it is about are asked again.
      let wrong = done.subtracting(besides).intersection(refusal.problems.compactMap(\.field))
      guard !wrong.isEmpty else { throw Failure(refusal) }
      for problem in refusal.problems {
        let name = problem.field.map { words.title(of: $0) } ?? title
        try context.output.say(Text.frameOf(owner: name, problem: problem.text))
      }
      answers.removeAll { wrong.contains($0.name) }
      done.subtract(wrong)
    }
  }

  private static let requester = TicketField.requester.rawValue

  /// The request with answers, as far as the kernel can read them: an address that is nobody's is that of
  /// a new customer, whom it does not know yet.
  private func read(_ answers: FormAsker.Answers) throws -> Request {
    let given = command.requester.map { [(name: NewTalk.requester, answer: $0)] } ?? []
    return try request(
      with: (given + answers).filter { name, answer in
        name != NewTalk.requester || !mayNameAddresses || Correspondent(answer) == nil
      })
  }

  /// The request with all answers, and who asks by an address.
  private func filled(
    by answers: FormAsker.Answers,
  ) throws -> (request: Request, correspondent: Correspondent?) {
    var command = command
    if let asked = answers.last(where: { $0.name == NewTalk.requester }) {
      command.requester = asked.answer
    }
    let correspondent = try command.correspondent(in: context)
    var others = answers.filter { $0.name != NewTalk.requester }
    if correspondent == nil, let name = command.requester {
      others.append((NewTalk.requester, name))
    }
    return (try command.completed(request(with: others), in: context), correspondent)
  }

  /// The request with answers besides what the options set; `me` is whoever answers.
  private func request(with answers: FormAsker.Answers) throws -> Request {
    var request = given
    let set = given.set + answers.map { ($0.name, .value(.naming($0.answer))) }
    request.set = try context.read { try AskedFields(set, in: $0).set }
    return request
  }
}
