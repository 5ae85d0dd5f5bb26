import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket inbox`: what the asker was told.
struct InboxCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "Show what you were told, oldest first.",
    discussion: """
      Examples:
        docket inbox
        docket --as ann inbox --json
      """)

  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.read { session in
      let notices = try session.inbox()
      guard !stage.output.isJSON else {
        return try stage.output.write(.array(notices.map(json)))
      }
      let surface = stage.output.standard
      for notice in notices {
        let head = surface.styled(session.values.times.clock(notice.at), .faint)
        let subject = surface.styled(surface.shown(notice.subject), .heading)
        try stage.output.write(["\(head)  \(subject)"])
        try stage.output.write(
          notice.text.isEmpty
            ? [] : notice.text.visibleLines.map { "    " + surface.isolated($0) })
      }
      if notices.isEmpty { try stage.output.say(Text("said.inbox_empty")) }
    }
  }

  private func json(_ notice: Notice) -> JSON {
    .object([
      ("at", .string(notice.at.iso)),
      ("ticket", notice.ticket.map { .integer($0.rawValue) } ?? .null),
      ("subject", .string(notice.subject)), ("text", .string(notice.text)),
    ])
  }
}
