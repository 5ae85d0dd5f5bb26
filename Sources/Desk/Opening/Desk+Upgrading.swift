import Kernel
import Storage
import System
import Texts

/// What an upgrade of a desk would do.
package struct PendingUpgrade: Equatable, Sendable {
  /// The format that the desk has, and the one that it would have.
  package let from: Int64
  package let to: Int64
  /// Where a copy of the database would go.
  package let backup: String
}

extension Desk {
  /// The format of the tables that this program reads and writes.
  package static var format: Int64 { Upgrade.format }

  /// What is to be done before the desk in a folder can be opened; `nil` if nothing is.
  ///
  /// Throws `StorageError` where there is no desk, or one that is newer than this program.
  package static func pendingUpgrade(of folder: String) throws -> PendingUpgrade? {
    let place = DeskFolder(path: folder)
    let found = try Upgrade.format(of: place.database)
    guard found < Upgrade.format else { return nil }
    return PendingUpgrade(from: found, to: Upgrade.format, backup: place.backup(ofFormat: found))
  }

  /// Brings the desk in a folder to the format of this program, after a copy of its database to the
  /// `backup`, if that is given; `nil` if there is nothing to do.
  ///
  /// The desk's log tells of it. If anything fails, the desk is as it was.
  package static func upgrade(
    at folder: String, backup: String?, clock: Clock = .system,
    progress: (_ pages: Int, _ total: Int) -> Void = { _, _ in },
    rewriting: ((_ done: Int, _ total: Int) -> Void)? = nil,
  ) throws -> Upgrade? {
    let place = DeskFolder(path: folder)
    guard
      let upgrade = try Upgrade.perform(
        on: place.database, backup: backup, progress: progress, rewriting: rewriting)
    else { return nil }
    let writer = try Writer(path: place.database, context: { () })
    defer { writer.close() }
    try writer.perform { transaction, _ in
      // The log is in the desk's language.
      let code = try transaction.setting(DeskSetting.language.rawValue)
      let words = upgrade.text.rendered(in: code.flatMap { Language($0) } ?? .english)
      try transaction.write(LogLine(at: clock.now(), level: .info, message: words))
      return .keeping(())
    }
    return upgrade
  }
}

extension Upgrade {
  /// What was done.
  package var text: Text {
    guard let backup else { return Text.upgradeDone(found: from, format: to) }
    return Text.upgradeDoneWithCopy(found: from, format: to, path: backup)
  }
}

extension DeskFolder {
  /// A file beside the database that is not there yet.
  ///
  /// It is `docket-4.db`, else `docket-4-2.db`, and so on.
  fileprivate func backup(ofFormat format: Int64) -> String {
    var (name, number) = ("\(path)/docket-\(format).db", 2)
    while FileSystem.exists(name) {
      name = "\(path)/docket-\(format)-\(number).db"
      number += 1
    }
    return name
  }
}

extension DeskError {
  /// Whether an error says that a desk is to be upgraded before it can be opened.
  package static func isOfOlderDesk(_ error: any Error) -> Bool {
    if case .olderSchema? = error as? StorageError { true } else { false }
  }
}
