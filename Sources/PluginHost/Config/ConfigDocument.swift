import Kernel
import Lua
import Texts

/// The configuration of a desk as one file: what it has been told, without tickets.
///
/// A part that is `nil` is not spoken of, and stays as it is where the file is applied.
package struct ConfigDocument: Equatable, Sendable {
  /// An enabled plugin or script, with what is set for it.
  package struct Plugin: Equatable, Sendable {
    package var name: String
    /// A plugin's version; scripts have none.
    package var version: String?
    package var isScript: Bool
    package var settings: [String: JSON]

    package init(
      name: String, version: String? = nil, isScript: Bool = false, settings: [String: JSON] = [:],
    ) {
      self.name = name
      self.version = version
      self.isScript = isScript
      self.settings = settings
    }
  }

  /// A question that everybody with a role finds under its name.
  package struct SharedView: Equatable, Sendable {
    package var name: String
    package var query: String
    /// The role that it is shared with.
    package var share: String

    package init(name: String, query: String, share: String) {
      self.name = name
      self.query = query
      self.share = share
    }
  }

  package var name: String?
  package var language: String?
  package var zone: String?
  package var defaultType: String?
  /// The most that an attachment may have, as `25 MB`.
  package var attachmentLimit: String?
  package var plugins: [Plugin]?
  /// What commands declared in the desk's own plugin.
  package var declarations: OwnDeclarations?
  /// What those are called, by language and key.
  package var labels: [String: [String: String]]?
  /// Queues of the desk's own, as opposed to plugins'.
  package var queues: [String]?
  /// What the desk itself grants, in roles of its own and of plugins.
  package var roles: [RoleSpec]?
  /// Views that are shared; people's own are theirs.
  package var views: [SharedView]?
  /// What roles and parts in a ticket are told; what people subscribed to themselves is theirs.
  package var subscriptions: [SubscriptionDraft]?
  /// Their fields are as people write them: a time or a duration is a text, a person a name.
  package var people: [Person]?

  package init() {}
}

extension ConfigDocument {
  /// A text as Lua has it, in quotes.
  package static func quoted(_ text: String) -> String { LuaSource.quoted(text) }

  /// The file's text: the same for the same configuration, whatever the order of its parts.
  ///
  /// Its comment is in the desk's language.
  package var text: String {
    """
    \(Text.configHead.rendered(in: language.flatMap { Language($0) } ?? .english))
    return \(LuaSource.text(.table(pairs)))

    """
  }

  private var pairs: [LuaPair] {
    var pairs = [LuaPair("docket", .integer(1))]
    func put(_ key: String, _ text: String?) {
      if let text { pairs.append(LuaPair(key, .string(text))) }
    }
    put("name", name)
    put("language", language)
    put("time_zone", zone)
    put("default_type", defaultType)
    put("attachment_limit", attachmentLimit)
    if let plugins {
      pairs.append(LuaPair("plugins", .array(plugins.sorted { $0.name < $1.name }.map(\.lua))))
    }
    if let declarations { pairs.append(LuaPair("declares", declarations.lua)) }
    if let labels {
      let languages = labels.sorted { $0.key.precedesByBytes($1.key) }.map { language, texts in
        let sorted = texts.sorted { $0.key.precedesByBytes($1.key) }
        return LuaPair(language, .table(sorted.map { LuaPair($0.key, .string($0.value)) }))
      }
      pairs.append(LuaPair("labels", .table(languages)))
    }
    if let queues {
      pairs.append(LuaPair("queues", .array(queues.sorted().map(LuaValue.string))))
    }
    if let roles {
      pairs.append(LuaPair("roles", .array(roles.sorted { $0.name < $1.name }.map(\.lua))))
    }
    if let views {
      pairs.append(LuaPair("views", .array(views.sorted { $0.name < $1.name }.map(\.lua))))
    }
    if let subscriptions {
      let items = subscriptions.map(\.lua).sorted { "\($0)" < "\($1)" }
      pairs.append(LuaPair("subscriptions", .array(items)))
    }
    if let people {
      pairs.append(LuaPair("people", .array(people.sorted { $0.name < $1.name }.map(\.lua))))
    }
    return pairs
  }
}

extension ConfigDocument.Plugin {
  fileprivate var lua: LuaValue {
    var pairs = [LuaPair("name", .string(name))]
    if let version { pairs.append(LuaPair("version", .string(version))) }
    if isScript { pairs.append(LuaPair("script", .boolean(true))) }
    if !settings.isEmpty {
      let values = settings.sorted { $0.key.precedesByBytes($1.key) }
      pairs.append(
        LuaPair("settings", .table(values.map { LuaPair($0.key, LuaValue($0.value)) })))
    }
    return .table(pairs)
  }
}

extension RoleSpec {
  fileprivate var lua: LuaValue {
    .table([
      LuaPair("name", .string(name)), LuaPair("side", .string(side.rawValue)),
      LuaPair("grants", .array(grants.map(\.lua).sorted { "\($0)" < "\($1)" })),
    ])
  }
}

extension Grant {
  fileprivate var lua: LuaValue {
    if !isDenial, fields.isEmpty, when == nil { return .string(permission) }
    var pairs = [LuaPair("permission", .string(permission))]
    if isDenial { pairs.append(LuaPair("deny", .boolean(true))) }
    if !fields.isEmpty {
      pairs.append(LuaPair("fields", .array(fields.sorted().map(LuaValue.string))))
    }
    if let when { pairs.append(LuaPair("when", .string(when))) }
    return .table(pairs)
  }
}

extension ConfigDocument.SharedView {
  fileprivate var lua: LuaValue {
    .table([
      LuaPair("name", .string(name)), LuaPair("query", .string(query)),
      LuaPair("share", .string(share)),
    ])
  }
}

extension SubscriptionDraft {
  fileprivate var lua: LuaValue {
    var pairs = [LuaPair("to", .string(to?.text ?? "")), LuaPair("event", .string(event))]
    if let when { pairs.append(LuaPair("when", .string(when))) }
    if let channel { pairs.append(LuaPair("channel", .string(channel))) }
    if tellsOwn { pairs.append(LuaPair("own", .boolean(true))) }
    return .table(pairs)
  }
}

extension Person {
  fileprivate var lua: LuaValue {
    var pairs = [LuaPair("name", .string(name))]
    for (key, text) in [
      ("email", email), ("login", login), ("language", language), ("zone", zone),
    ] where !text.isEmpty {
      pairs.append(LuaPair(key, .string(text)))
    }
    pairs.append(LuaPair("roles", .array(roles.map(LuaValue.string))))
    if !fields.isEmpty {
      let own = fields.sorted { $0.key.precedesByBytes($1.key) }
      pairs.append(LuaPair("fields", .table(own.map { LuaPair($0.key, $0.value.written) })))
    }
    return .table(pairs)
  }
}

extension Value {
  /// A value as people write it, in Lua.
  fileprivate var written: LuaValue {
    switch self {
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .list(let values): .array(values.map(\.written))
    default: .string(text ?? "")
    }
  }
}
