import ArgumentParser
import Display
import Kernel
import Texts

/// `docket forward`: sends a ticket to people, roles or addresses.
struct ForwardCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Send a ticket to people, a whole role, or e-mail addresses.",
    discussion: """
      People of the desk get it as they get everything else, in their inbox for one; addresses get \
      it through the channel `mail`, and it waits in the outbox until a plugin has that. What of \
      the ticket goes along is put together on delivery, and shows each recipient what they may \
      see: an address outside sees what a customer sees of their own ticket, and never notes. The \
      history goes along with that of merged tickets, as far as you see those yourself. \
      Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket forward 7 --to bob --message "Can you have a look?"
        docket forward 7 --to role:manager,vendor@example.com --subject "Broken again" \
      --include body,history
        docket forward 7 --to bob --include body,notes --message - < words.txt
        docket forward 4 6 8 --to bob
      """)

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
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    var params: [String: Value] = [
      "to": .texts(to.flatMap(ForwardCommand.words)),
      "include": .texts(ForwardCommand.words(include)),
    ]
    if let subject, !subject.isEmpty { params["subject"] = .text(subject) }
    return Request(
      actor: .person(context.person.id), source: .cli, action: .verb(.forward),
      text: try message?.words() ?? "", params: params)
  }

  private static func words(_ list: String) -> [String] {
    list.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
