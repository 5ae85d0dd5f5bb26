import Kernel
import Storage
import Texts

/// A setting of the desk itself that people may change.
package enum DeskSetting: String, CaseIterable, Sendable {
  /// The language of the desk's own texts, and of who has chosen none.
  case language
  /// The clock that holds for who has no other, and for all rules.
  case timeZone = "time_zone"
  /// The type of a new ticket that names none.
  case defaultType = "default_type"
  /// The most bytes that an attachment may have.
  case attachmentLimit = "attachment_limit"

  /// What it stands at where nobody has set it.
  package var standard: String {
    switch self {
    case .language: DeskSettings().languageCode
    case .timeZone: DeskSettings().zone.name
    case .defaultType: DeskSettings().defaultType
    case .attachmentLimit: "\(ByteCount(Limit.attachmentBytes))"
    }
  }
}

extension Administration {
  /// Sets one of the desk's settings; throws a `Refusal` where the value is none for it.
  package func set(_ name: String, to value: String, typing: Typing = .none) throws {
    try require(.roleManage)
    guard let setting = DeskSetting(rawValue: name) else {
      let names = DeskSetting.allCases.map(\.rawValue)
      let nearest = nearestName(to: name, among: names).map { Text.hintMaybe(name: $0) }
      throw Refusal(
        .notFound,
        Text.settingDeskUnknown(
          name: name,
          hint: nearest
            ?? Text.settingKnownNames(names: names.joined(separator: ", "))))
    }
    let value = try kept(value, of: setting, typing: typing)
    try check(value, for: setting)
    guard try transaction.setting(name) != value else { return }
    if setting == .language { try requireWords(in: value) }
    try chain.append(.setSetting, edits: [change(setting, to: value)])
    try chain.bumpRevision()
  }

  /// Refuses a language that nobody has words in: all would read English, and nobody be told why.
  private func requireWords(in code: String) throws {
    let known = rulebook.registry.languages
    guard let language = Language(code), !known.contains(language.code) else { return }
    throw Refusal(.invalid, Text.unknown(language, among: known), field: "value")
  }

  /// A value as it is kept, in the one form that files have: a size may be typed otherwise.
  private func kept(_ value: String, of setting: DeskSetting, typing: Typing) throws -> String {
    guard setting == .attachmentLimit, ByteCount(parsing: value) == nil else { return value }
    do throws(TypedNumber.Problem) {
      return try typing.size(value).exact
    } catch {
      guard case .twofold = error else { return value }
      throw Refusal(.invalid, error.text(of: value), field: "value")
    }
  }

  /// Writes a value that was checked; what the history is to say of it.
  func change(_ setting: DeskSetting, to value: String) throws -> Edit {
    let before = try transaction.setting(setting.rawValue) ?? ""
    try transaction.set(setting.rawValue, to: value)
    if setting == .timeZone { try moveDailyTimers() }
    return Edit(field: "setting.\(setting.rawValue)", from: .naming(before), to: .text(value))
  }

  /// What fires at a time of day fires at that time of the new clock.
  private func moveDailyTimers() throws {
    let settings = try DeskSettings(readingFrom: transaction, .silent)
    for timer in rulebook.registry.timers where timer.minuteOfDay != nil {
      var row = timer.row(after: nil, now: chain.clock, zone: settings.zone)
      guard let present = try transaction.outboxRow(withKey: row.key), present.state == .waiting
      else { continue }
      row.payload = present.payload
      try transaction.enqueue(row)
    }
  }

  func check(_ value: String, for setting: DeskSetting) throws {
    switch setting {
    case .language: _ = try checked(language: value.isEmpty ? "-" : value, of: "value")
    case .timeZone: _ = try checked(zone: value.isEmpty ? "-" : value, of: "value")
    case .defaultType:
      guard rulebook.types[value] == nil else { return }
      let types = rulebook.types.keys.sorted().joined(separator: ", ")
      throw Refusal(
        .invalid, Text.ticketUnknownType(type: value, known: types), field: "value")
    case .attachmentLimit:
      guard let size = ByteCount(parsing: value), size.bytes > 0, size.bytes <= 1 << 30 else {
        throw Refusal(
          .invalid, Text.settingSize(value: value),
          field: "value")
      }
    }
  }
}

extension DeskSession {
  /// The desk's settings in their order, as they were set or as they stand where nobody set them.
  package func settings() throws -> [(setting: DeskSetting, value: String)] {
    try DeskSetting.allCases.map { setting in
      let value =
        switch setting {
        case .language: rulebook.settings.languageCode
        case .timeZone: rulebook.settings.zone.name
        case .defaultType, .attachmentLimit: try reader.setting(setting.rawValue)
        }
      return (setting, value ?? setting.standard)
    }
  }
}

extension Text {
  /// What to say of a language that nobody has words in.
  package static func unknown(_ language: Language, among known: [String]) -> Text {
    Text.usageUnknownLang(
      lang: language.code, hint: Text.suggestion(nearestName(to: language.code, among: known)),
      known: known.joined(separator: ", "))
  }
}
