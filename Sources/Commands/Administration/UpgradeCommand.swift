import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket upgrade`: a desk of an older Docket becomes one of this Docket.
struct UpgradeCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring a desk of an older Docket up to date, after a backup.",
    discussion: """
      A desk's database has a format, which docket version names. A newer Docket upgrades an older \
      desk in place and in one transaction: its history stays as it is. The database as it was is \
      kept beside it, as docket-4.db for format 4, and only you can read that copy. If the copy or \
      the upgrade fails, for instance for lack of room, the desk is as it was.

      Every command upgrades the desk that it opens: on a terminal it asks first, and --yes agrees; \
      without a terminal, as in a service, it goes on. With --dry-run it refuses. An older Docket \
      cannot open the desk any more: end its workers first. To go back, restore the copy into a new \
      folder (docket backup --help).

      Examples:
        docket upgrade
        docket upgrade --yes --json
        docket --desk /srv/desk upgrade --no-backup
      """)

  @Flag(help: "Do not ask.") var yes = false
  @Flag(help: "Keep no copy of the database as it was.") var noBackup = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = Output(answering: global)
    let offer = UpgradeOffer(isSure: yes, keepsCopy: !noBackup)
    let upgrade = try offer.accept(global.folder, on: output)
    guard !output.isJSON else { return try output.write(json(of: upgrade)) }
    try output.write(upgrade?.text ?? Text.upgradeNothing(format: Desk.format))
  }

  private func json(of upgrade: Upgrade?) -> JSON {
    .object([
      ("from", .integer(upgrade?.from ?? Desk.format)), ("to", .integer(Desk.format)),
      ("backup", upgrade?.backup.map(JSON.string) ?? .null),
      ("bytes", .integer(upgrade?.backupBytes ?? 0)),
    ])
  }
}
