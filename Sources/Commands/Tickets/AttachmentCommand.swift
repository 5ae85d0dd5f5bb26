import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket attachment`: gives the content of an attachment.
struct AttachmentCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachment",
    abstract: "Write an attachment's content to standard output, or to a file.",
    discussion: """
      Without --output it goes to standard output; what is no plain text is not written to a \
      terminal. A file that is there already stays as it is, unless --force is given. The content \
      is checked against its digest: what was damaged is an error, and leaves no file. Files of \
      notes are there for those who see notes; where a public file has the same name, --internal \
      gives that of the note.

      Examples:
        docket attachment 7 report.pdf --output .
        docket attachment 7 cups.log | grep error
        docket attachment 7 photo.jpg --at -2d --output photo.jpg --force
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(
    help: "The attachment's name, as `docket show` has it.", completion: .source(.attachments))
  var name: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write it there; into a folder it goes under its own name.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Look among the files of notes only.") var `internal` = false
  @Flag(help: "Replace a file that is there already.") var force = false
  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on answer: Output) throws {
    let moment = try past.moment(in: session)
    let attachment = try session.attachment(
      name, of: id.id, at: moment, isInternal: `internal`)
    guard let output, output != "-" else {
      return try print(attachment, session, on: answer)
    }
    let path = try save(attachment, at: output, session)
    guard answer.isJSON else {
      return try answer.say(Text.saidWrote(path: path.visible))
    }
    try answer.write(
      .object((attachment.json.members ?? []) + [("path", .string(path))]))
  }

  private func print(
    _ attachment: Attachment, _ session: DeskSession, on output: Output,
  ) throws {
    guard !output.isJSON else { return try output.write(attachment.json) }
    guard output.standard.isTerminal else {
      return try session.readContent(of: attachment) { try StandardStream.output.put($0) }
    }
    guard attachment.type == MediaType.text, attachment.size <= Limit.textBytes else {
      throw Failure(
        .refused,
        Text.attachmentBinary(
          name: attachment.name, type: attachment.type, size: ByteCount(attachment.size)))
    }
    var bytes: [UInt8] = []
    try session.readContent(of: attachment) { bytes += $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    try output.write((text.hasSuffix("\n") ? String(text.dropLast()) : text).visibleLines)
  }

  /// Writes the content beside its place first, so that no half of it is ever found there.
  private func save(
    _ attachment: Attachment, at output: String, _ session: DeskSession,
  ) throws -> String {
    let isFolder = FileSystem.isFolder(output)
    let path =
      isFolder ? (output.hasSuffix("/") ? output : output + "/") + attachment.name : output
    let file = try NewFile(at: path, replaces: force, isPrivate: false)
    do {
      try session.readContent(of: attachment, file.append)
      try file.publish()
    } catch {
      file.discard()
      throw error
    }
    return path
  }
}
