import Kernel
import Storage
import Texts

/// A setting of the desk itself that people may change.
package enum DeskSetting: String, CaseIterable, Sendable {
  /// The type of a new ticket that names none.
  case defaultType = "default_type"
  /// The most bytes that an attachment may have.
  case attachmentLimit = "attachment_limit"

  /// What it stands at where nobody has set it.
  package var standard: String {
    switch self {
    case .defaultType: DeskSettings().defaultType
    case .attachmentLimit: "\(ByteCount(Limit.attachmentBytes))"
    }
  }
}

extension Administration {
  /// Sets one of the desk's settings; throws a `Refusal` where the value is none for it.
  package func set(_ name: String, to value: String) throws {
    try require("role.manage")
    guard let setting = DeskSetting(rawValue: name) else {
      let names = DeskSetting.allCases.map(\.rawValue)
      let nearest = nearestName(to: name, among: names).map { Text("hint.maybe", ["name": $0]) }
      throw Refusal(
        .notFound,
        Text(
          "setting.desk_unknown",
          [
            "name": name,
            "hint": nearest
              ?? Text("setting.known_names", ["names": names.joined(separator: ", ")]),
          ]))
    }
    try check(value, for: setting)
    let before = try transaction.setting(name) ?? ""
    guard before != value else { return }
    try transaction.set(name, to: value)
    let edit = Edit(field: "setting.\(name)", from: .naming(before), to: .text(value))
    try chain.append("setting.set", edits: [edit])
    try chain.bumpRevision()
  }

  private func check(_ value: String, for setting: DeskSetting) throws {
    switch setting {
    case .defaultType:
      guard rulebook.types[value] == nil else { return }
      let types = rulebook.types.keys.sorted().joined(separator: ", ")
      throw Refusal(
        .invalid, Text("ticket.unknown_type", ["type": value, "known": types]), field: "value")
    case .attachmentLimit:
      guard let size = ByteCount(parsing: value), size.bytes > 0, size.bytes <= 1 << 30 else {
        throw Refusal(
          .invalid, Text("setting.size", ["value": value]),
          field: "value")
      }
    }
  }
}

extension DeskSession {
  /// The desk's settings in their order, as they were set or as they stand where nobody set them.
  package func settings() throws -> [(setting: DeskSetting, value: String)] {
    try DeskSetting.allCases.map { ($0, try reader.setting($0.rawValue) ?? $0.standard) }
  }
}
