import ArgumentParser
import Display
import Kernel

/// `docket forward`: sends a ticket to people, roles or addresses.
struct ForwardCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Send a ticket to people, a whole role, or e-mail addresses.",
    discussion: """
      People of the desk get it as they get everything else, in their inbox for one; addresses get \
      it through the channel `mail`, and it waits in the outbox until a plugin has that. What of \
      the ticket goes along is put together on delivery, and shows each recipient what they may \
      see: an address outside sees what a customer sees of their own ticket, and never notes.

      Examples:
        docket forward 7 --to bob --message "Can you have a look?"
        docket forward 7 --to role:manager,vendor@example.com --subject "Broken again" \
      --include body,history
        docket forward 7 --to bob --include body,notes --message - < words.txt
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Option(
    help: ArgumentHelp(
      "Names, role:ROLE and e-mail addresses, with commas; may be given several times.",
      valueName: "a,b"), completion: .source(.people))
  var to: [String] = []
  @Option(help: "The subject; the ticket's, where it is left out.", completion: .nothing)
  var subject: String?
  @Option(help: "Your words; - reads standard input.") var message: TextArgument?
  @Option(
    help: ArgumentHelp(
      "What of the ticket goes along: body, history, notes.", valueName: "a,b"),
    completion: .list(Forward.Inclusion.allCases.map(\.rawValue)))
  var include: String = "body"
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    var params: [String: Value] = [
      "to": .texts(to.flatMap(ForwardCommand.words)),
      "include": .texts(ForwardCommand.words(include)),
    ]
    if let subject, !subject.isEmpty { params["subject"] = .text(subject) }
    return Request(
      actor: actor, source: .cli, action: .verb(.forward), ticket: id.id,
      text: try message?.words() ?? "", params: params)
  }

  private static func words(_ list: String) -> [String] {
    list.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
