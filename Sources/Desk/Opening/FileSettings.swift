import Kernel
import PluginHost
import Storage
import Synchronization
import System
import Texts

/// What `docket.lua` says of settings that are the desk's own: its language and its time zone.
///
/// The desk has them in its database, with a history, and everything goes by what stands there. A
/// value in the file sets one whenever it is another than the value that was last taken from the
/// file. The first who writes takes it over; until then, who reads goes by it too.
final class FileSettings: Sendable {
  let named: [DeskSetting: String]
  /// The file's zone, which need not be read again.
  private let zone: Zone?
  /// What had been taken when that was first asked: once it is another, the file that was read here
  /// is no news any more.
  private let taken = Mutex<[DeskSetting: String?]>([:])

  init(_ configuration: DeskConfiguration) {
    var named: [DeskSetting: String] = [:]
    named[.language] = configuration.language
    named[.timeZone] = configuration.zone?.name
    self.named = named
    zone = configuration.zone
  }

  /// What says nothing: for rules whose settings do not matter.
  static let silent = FileSettings(DeskConfiguration())

  /// What the file sets and nobody has taken over yet, in the order of the settings.
  func news(for store: some RuleReading) throws -> [(setting: DeskSetting, value: String)] {
    try DeskSetting.allCases.compactMap { setting in
      try news(of: setting, for: store).map { (setting, $0) }
    }
  }

  /// What the file sets one to; `nil` where that was taken over, or where it says nothing.
  func news(of setting: DeskSetting, for store: some RuleReading) throws -> String? {
    guard let value = named[setting] else { return nil }
    let present = try store.setting(setting.takenName)
    let isAsBefore = taken.withLock { taken in
      guard let first = taken[setting] else {
        taken[setting] = .some(present)
        return true
      }
      return first == present
    }
    return isAsBefore && present != value ? value : nil
  }

  /// The zone of that name; universal time where the system does not have it any more.
  func zone(named name: String) -> Zone {
    if let zone, zone.name == name { return zone }
    return (try? Zone.named(name)) ?? .utc
  }
}

extension DeskSetting {
  /// The setting that keeps what was last taken from `docket.lua`.
  var takenName: String { "docket.lua.\(rawValue)" }
}

extension DeskSettings {
  /// Reads them; where the file sets one that nobody has taken over yet, that counts.
  init(readingFrom store: some RuleReading, _ file: FileSettings) throws {
    func value(of setting: DeskSetting) throws -> String? {
      try file.news(of: setting, for: store) ?? store.setting(setting.rawValue)
    }
    self.init()
    defaultType = try value(of: .defaultType) ?? defaultType
    languageCode = try value(of: .language) ?? languageCode
    zone = try value(of: .timeZone).map(file.zone(named:)) ?? zone
    let limit = try value(of: .attachmentLimit).flatMap { ByteCount(parsing: $0) }
    attachmentLimit = limit?.bytes ?? attachmentLimit
  }
}

extension Desk {
  /// Makes what `docket.lua` says of language and time zone the desk's, as a recorded change.
  ///
  /// A desk that is being made takes it over with its first entry.
  func takeFileSettings(through writer: Writer<DecidingLane>) throws {
    let isDue = try readers.read { reader in
      try !file.news(for: reader).isEmpty && reader.entry(EntryID(rawValue: 1)) != nil
    }
    guard isDue else { return }
    try take(file, through: writer)
  }

  private func take(_ file: FileSettings, through writer: Writer<DecidingLane>) throws {
    try writer.perform { [clock] transaction, deciding in
      let administration = Administration(
        transaction: transaction, rulebook: try deciding.rules(in: transaction).rulebook,
        actor: .desk, authority: Rulebook.deskAuthority,
        chain: DeskChain(
          transaction: transaction, clock: clock.now(), actor: .desk, source: .configuration))
      try administration.take(file)
      return .keeping(())
    }
  }

  /// Has `docket.lua` say what the desk is set to, where it says anything of it, so that nobody reads
  /// an old value there; `false` where it cannot be changed and still says another.
  @discardableResult
  package func mirrorSettings() throws -> Bool {
    let settings = try settings()
    let present = try folder.readConfiguration()
    var parts: [(key: String, value: String)] = []
    if present.language != nil { parts.append(("language", settings.languageCode)) }
    if present.zone != nil { parts.append(("time_zone", settings.zone.name)) }
    do {
      guard let draft = try ConfigurationFile(folder: folder, now: present, wanted: parts).draft()
      else { return true }
      try draft.publish()
    } catch is DeskError {
      return false
    } catch is SystemError {
      return false
    }
    try take(FileSettings(folder.readConfiguration()), through: writer())
    return true
  }
}

extension Administration {
  /// Takes over what `docket.lua` sets.
  func take(_ file: FileSettings) throws {
    var edits: [Edit] = []
    for (setting, value) in try file.news(for: transaction) {
      let before = try transaction.setting(setting.rawValue)
      try transaction.set(setting.takenName, to: value)
      guard before != value else { continue }
      edits.append(try change(setting, to: value))
    }
    try chain.append(.setSetting, edits: edits)
    try chain.bumpRevision()
  }

  /// Writes the settings that a desk is made with; its first entry tells of them.
  func found(_ settings: [DeskSetting: String], beside file: FileSettings) throws -> [Edit] {
    for (setting, value) in try file.news(for: transaction) {
      try transaction.set(setting.takenName, to: value)
    }
    return try DeskSetting.allCases.compactMap { setting in
      try settings[setting].map { try change(setting, to: $0) }
    }
  }
}
