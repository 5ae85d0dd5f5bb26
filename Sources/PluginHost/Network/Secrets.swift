import Kernel
import Lua
import Texts

/// Secrets as Lua sees them: values that can be joined with texts, and not be read.
///
/// A sandbox only ever holds the number of the setting. What it says is looked up when a request is
/// sent or something is signed, and is kept nowhere.
enum Secrets {
  /// What `..` makes of a secret and a text, or of two: a secret of several parts.
  static let joining = HostFunction(joiningPath) { (call: inout HostCall) throws(HostError) in
    let parts = try parts(of: call.argument(0)) + parts(of: call.argument(1))
    guard parts.count <= 100 else { throw HostError(Text.secretParts) }
    let keys = call.sandbox.layout.keys
    let mark = call.results.beginRecord(HostLayout.secretShape, handle: joined)
    call.results.key(HostKeys.id(partsKey, in: keys))
    let list = call.results.beginList()
    for part in parts { call.results.value(part, keys: keys) }
    call.results.end(list)
    call.results.end(mark)
  }

  static let joiningPath = ":secret.joining"
  /// The name under which a joined secret has its parts.
  static let partsKey = "parts"
  /// What a joined secret has in place of a setting's number.
  static let joined: Int64 = -1

  private static func parts(of value: LuaValue) throws(HostError) -> [LuaValue] {
    switch value {
    case .string: return [value]
    case .integer(let number): return [.string("\(number)")]
    case .number(let number): return [.string("\(number)")]
    case .record(HostLayout.secretShape, joined, let pairs): return pairs.first?.value.items ?? []
    case .record(HostLayout.secretShape, _, _): return [value]
    default: throw HostError(Text.secretJoined(got: value.kindName))
    }
  }
}

/// A text for a request, with the secrets in it opened.
struct OpenedText {
  private(set) var text: String
  /// What the secrets in it say.
  private(set) var secrets: [String] = []
  /// What stands before the first of them; the whole where there is none.
  private var plainStart: String

  /// Shorter secrets than that, in bytes, are not looked for in answers: they occur by chance.
  static let leastHidden = 6

  init(_ text: String) {
    self.text = text
    plainStart = text
  }

  init(secret text: String) {
    self.text = text
    secrets = [text]
    plainStart = ""
  }

  mutating func append(_ other: OpenedText) {
    if secrets.isEmpty { plainStart = text + other.plainStart }
    text += other.text
    secrets += other.secrets
  }

  /// Whether, as a URL, it has its host before the first secret.
  var showsHost: Bool {
    guard !secrets.isEmpty, let mark = plainStart.firstRange(of: "://") else {
      return secrets.isEmpty
    }
    return plainStart[mark.upperBound...].contains { "/?#".contains($0) }
  }
}

extension SandboxContext {
  /// A text or number as it is, a secret as what it says; `nil` for any other value.
  func opened(_ value: LuaValue) throws(HostError) -> OpenedText? {
    switch value {
    case .string(let text): return OpenedText(text)
    case .integer(let number): return OpenedText("\(number)")
    case .number(let number): return OpenedText("\(number)")
    case .record(HostLayout.secretShape, Secrets.joined, let pairs):
      var whole = OpenedText("")
      for part in pairs.first?.value.items ?? [] {
        if let opened = try opened(part) { whole.append(opened) }
      }
      return whole
    case .record(HostLayout.secretShape, let number, _):
      guard let text = String(validating: try bytes(ofSecret: number), as: UTF8.self) else {
        throw HostError(Text.secretNoText(name: secretName(number)))
      }
      return OpenedText(secret: text)
    default: return nil
    }
  }

  /// What a secret says, for those few functions that may know it; `nil` for any other value.
  func secret(_ value: LuaValue) throws(HostError) -> [UInt8]? {
    guard case .record(HostLayout.secretShape, let number, _) = value else { return nil }
    guard number == Secrets.joined else { return try bytes(ofSecret: number) }
    return try opened(value).map { Array($0.text.utf8) }
  }

  /// Looked up each time, and kept nowhere.
  private func bytes(ofSecret number: Int64) throws(HostError) -> [UInt8] {
    let name = secretName(number)
    let setting = name.dropFirst(plugin.count + 1)
    guard let place = secretPlace(String(setting)) else {
      throw HostError(
        Text.settingSecretGone(plugin: plugin, name: String(setting)))
    }
    do throws(SecretError) {
      return try place.read()
    } catch {
      throw HostError(
        Text.settingSecretUnread(plugin: plugin, name: String(setting), problem: error))
    }
  }

  private var language: Language { Language(desk.language) ?? .english }

  private func secretName(_ number: Int64) -> String {
    let settings = manifest.settings
    return settings.indices.contains(Int(number)) ? "\(plugin).\(settings[Int(number)].name)" : ""
  }
}

extension LuaValue {
  /// Whether it is a secret, alone or joined with texts.
  var isSecret: Bool {
    if case .record(HostLayout.secretShape, _, _) = self { true } else { false }
  }

  /// The value with `(secret)` in place of each secret in it.
  var withoutSecrets: LuaValue {
    switch self {
    case _ where isSecret: .string("(secret)")
    case .array(let items): .array(items.map(\.withoutSecrets))
    case .table(let pairs), .record(_, _, let pairs):
      .table(pairs.map { LuaPair($0.key, $0.value.withoutSecrets) })
    default: self
    }
  }
}
