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
      the ticket goes along is put together on delivery, in the recipient's language, and shows \
      each recipient what both of you may see: an address outside sees what a customer sees of \
      their own ticket, and never notes. --dry-run shows what each of them would get.

      details are the ticket's fields, body what it is about; history goes along with that of \
      merged tickets. files are what the ticket has at that moment; with notes, those of the notes \
      as well. Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket forward 7 --to bob --message "Can you have a look?"
        docket forward 7 --to role:manager,vendor@example.com --subject "Broken again" \
      --include body,history
        docket forward 7 --to bob --include body,notes --message - < words.txt
        docket forward 7 --to bob --include details,history,files --dry-run
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
      "What of the ticket goes along: details, body, history, notes, files.", valueName: "a,b"),
    completion: .list(Forward.Inclusion.allCases.map(\.rawValue)))
  var include: String = Forward.standard.map(\.rawValue).joined(separator: ",")
  @OptionGroup var asked: TicketsOptions
  static let wordOption: String? = "--to"

  func request(in context: CommandContext) throws -> Request {
    var params: [String: Value] = [
      "to": .texts(to.flatMap(ForwardCommand.words)),
      "include": .texts(ForwardCommand.words(include)),
    ]
    if let subject, !subject.isEmpty { params["subject"] = .text(subject) }
    return context.request(
      .verb(.forward),
      text: try message?.words() ?? "", params: params)
  }

  private static func words(_ list: String) -> [String] {
    list.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
