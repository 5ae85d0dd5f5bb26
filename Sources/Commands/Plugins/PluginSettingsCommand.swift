import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin settings`: what can be set for a plugin, and what is.
struct PluginSettingsCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Show what can be set for a plugin, and what is.",
    discussion: """
      Secrets are never shown: docket.lua says where they are, as \
      secrets = { PLUGIN = { token = { env = "NAME" } } }, or with file = "PATH".

      Examples:
        docket plugin settings support
        docket plugin settings support --json
      """)

  @Argument(help: "The plugin or script.", completion: .source(.plugins)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.require(.pluginManage)
    let settings = try session.moment.pluginSettings(name, in: session.language)
    guard !output.isJSON else {
      return try output.write(.array(settings.map(\.json)))
    }
    var table = Table([
      .init(Text.columnSetting), .init(Text.columnType, isFlexible: true),
      .init(Text.columnValue, isFlexible: true), .init(Text.columnFrom),
    ])
    let surface = output.standard
    for setting in settings {
      table.append([
        .init(setting.name), .init(surface.words(setting.kindWords)),
        .init(
          setting.isHidden ? surface.words(Text.pageSecret) : setting.words, setting.meaning),
        .init(surface.words(setting.origin)),
      ])
      for part in setting.parts {
        table.append([.init(part.name), .init(""), .init(part.words, setting.meaning), .init("")])
      }
    }
    try output.write(table.lines(on: output.standard))
    if settings.isEmpty { try output.say(Text.saidNothingToSet(name: name)) }
  }
}

extension PluginSetting {
  /// Whether it is set, and not shown.
  fileprivate var isHidden: Bool { isSecret && place != nil }

  fileprivate var words: String {
    if isSecret { return "" }
    return parts.isEmpty ? spoken.map(PluginSetting.words) ?? "" : ""
  }

  /// The parts of a map or record, each under the name by which `plugin set` takes it.
  fileprivate var parts: [(name: String, words: String)] {
    isSecret ? [] : spoken.map { PluginSetting.parts(of: $0, named: name) } ?? []
  }

  private static func parts(of json: JSON, named name: String) -> [(name: String, words: String)] {
    guard let members = json.members, !isNumber(json) else { return [] }
    return members.flatMap { key, value in
      let inner = parts(of: value, named: "\(name).\(key)")
      return inner.isEmpty ? [("\(name).\(key)", words(value))] : inner
    }
  }

  /// A number that is none of JSON's own is kept as `{"number": "1.5"}`.
  private static func isNumber(_ json: JSON) -> Bool {
    json.members.map { $0.count == 1 && $0[0].0 == "number" } ?? false
  }

  fileprivate var meaning: Meaning { given == nil ? .faint : .plain }

  /// Where the value comes from.
  fileprivate var origin: Text {
    if let place {
      return place.isThere
        ? place.words : Text.settingPlaceEmpty(place: place.words)
    }
    if isSecret { return Text.saidNotGiven }
    if given != nil { return Text.saidThisDesk }
    if standard != nil { return Text.saidFromPlugin }
    return isRequired ? Text.saidNotGiven : Text(words: "")
  }

  private static func words(_ json: JSON) -> String {
    switch json {
    // A cell is one line.
    case .string(let text): text.split(whereSeparator: \.isNewline).joined(separator: " ")
    case .boolean(let value): value ? "yes" : "no"
    case .array(let items) where items.allSatisfy({ $0.members == nil && $0.array == nil }):
      items.map(words).joined(separator: ", ")
    case .object(let members) where isNumber(json): members[0].1.string ?? json.text
    // What a manifest writes as an empty table is a list or a map without anything in it.
    case .object(let members) where members.isEmpty: ""
    default: json.text
    }
  }

  /// The value for programs; of a secret no more than that somebody says where it is.
  private var shown: JSON {
    guard !isSecret else { return place == nil ? .null : .string("(secret)") }
    return given ?? standard ?? .null
  }

  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("type", .string(kind)),
      ("value", shown),
      ("given", .boolean(given != nil || place != nil)), ("default", standard ?? .null),
      ("required", .boolean(isRequired)), ("choices", .array(choices.map(JSON.string))),
      ("label", label.map(JSON.string) ?? .null), ("help", help.map(JSON.string) ?? .null),
      (
        "choice_labels",
        .object(choices.compactMap { choice in choiceLabels[choice].map { (choice, .string($0)) } })
      ),
    ])
  }
}
