import ArgumentParser
import Desk
import Display
import Kernel
import System

/// `docket audit`: whether the history is what was written.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check that the history is what was written, and seal it.",
    discussion: """
      Examples:
        docket audit verify
        docket audit seal --output seal.json
        docket audit verify --seal seal.json
        docket audit bytes 12 | b2sum -l 256
      """,
    subcommands: [
      AuditVerifyCommand.self, AuditSealCommand.self, AuditKeyCommand.self,
      AuditBytesCommand.self,
    ])
}

/// `docket audit bytes`: what an entry's digest is the digest of.
struct AuditBytesCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "bytes",
    abstract: "Print an entry's canonical form, whose `b2sum -l 256` is its digest.",
    discussion: """
      Examples:
        docket audit bytes 12 | b2sum -l 256
      """)

  @Argument(help: "The entry's number on the desk.", completion: .nothing) var seq: Int64
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try StandardStream.output.put(session.auditBytes(EntryID(rawValue: seq)), isData: true)
  }
}
