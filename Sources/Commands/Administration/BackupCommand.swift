import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket backup`: a true copy of the desk's database.
struct BackupCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the desk's database to a file, while others work.",
    discussion: """
      The copy is of one moment, however much is written meanwhile. The file appears when it is \
      whole, on the disk and found to have the same history; where anything goes wrong, nothing is \
      left. It holds everything that the desk knows, notes, attachments and the files of enabled \
      plugins included, and only you can read it. It does not hold docket.lua and the folders \
      plugins and scripts: copy those as well.

      To restore, make a folder and put the copy in it as docket.db, with docket.lua beside it:

        mkdir desk2
        cp desk-monday.db desk2/docket.db
        cp desk/docket.lua desk2/
        docket --desk desk2 audit verify

      Never put a copy in the place of a database whose files docket.db-wal and docket.db-shm are \
      still there: restore into a new folder.

      Examples:
        docket backup desk-monday.db
        docket backup /mnt/backup/desk.db --force
      """)

  @Argument(help: "The file to write.", completion: .file()) var file: String
  @Flag(help: "Replace a file of that name.") var force = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.require(.backup)
    let bar = ProgressBar(Text.progressCopy, on: context.output.error)
    let backup = try context.desk.backUp(to: file, replaces: force) { done, total in
      bar.show(done, of: total, note: Text.progressPages(done: done, total: total))
    }
    bar.finish()
    guard !context.output.isJSON else { return try context.output.write(json(of: backup)) }
    try context.output.write(
      Text.saidCopy(
        file: file, tickets: backup.heads.chains - 1, entries: backup.heads.entries,
        megabytes: Double(backup.bytes / 100_000) / 10))
    try context.output.say(Text.saidBackupWithout)
  }

  private func json(of backup: Backup) -> JSON {
    .object([
      ("file", .string(file)), ("bytes", .integer(backup.bytes)),
      ("tickets", .integer(backup.heads.chains - 1)),
      ("entries", .integer(backup.heads.entries)), ("last", .integer(backup.heads.last.rawValue)),
    ])
  }
}
