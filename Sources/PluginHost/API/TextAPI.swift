import Kernel
import Lua
import Texts

/// `docket.tr` and `docket.text`: words from the plugin's catalogues.
enum TextAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.tr", "a text of the plugin's, in the reader's language",
      [
        .init("key", .text, "a key of locales/LL.lua, or of a script's texts"),
        .init(
          "values", .optional(.table),
          "what stands in its places, as {name}, {t:date}, {t:time}, {t:duration} or {t:number}"),
      ],
      gives: .init(.words, "a text that is rendered in each reader's language"),
      example: #"local words = docket.tr("late", { days = 3 })"#, lanes: .everywhere,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let key = call.text(0)
      guard context.catalogue[key] != nil else {
        let known = context.catalogue.keys.sorted()
        let hint = nearestName(to: key, among: known).map {
          Text.hintNearestCode(name: $0)
        }
        throw HostError(Text.apiNoText(key: key, hint: hint))
      }
      let mark = call.results.beginRecord(context.layout.text)
      let keys = context.layout.layout.keys
      call.results.key(HostKeys.id("key", in: keys))
      call.results.string(key)
      call.results.key(HostKeys.id("values", in: keys))
      let values = call.isMissing(1) ? .table([]) : call.argument(1)
      call.results.value(values, keys: keys)
      call.results.end(mark)
    },
    APIFunction(
      "docket.text", "a text as a string, in one language",
      [
        .init("text", .words, "a string, or what docket.tr gives"),
        .init("language", .optional(.text), "as en; the desk's, where it is left out"),
      ],
      gives: .init(.text, "a string"), example: #"local words = docket.text("as it is", "nl")"#,
      lanes: .everywhere,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let asked = call.argument(1).text ?? ""
      let language = asked.isEmpty ? context.desk.language : asked
      guard let text = try context.words(call.argument(0), in: language) else {
        throw HostError(Text.apiTextWants)
      }
      call.results.string(text)
    },
  ]
}

extension SandboxContext {
  /// The words that a text stands for, in a language; `nil` where the value is no text.
  func words(_ value: LuaValue, in language: String) throws(HostError) -> String? {
    if let text = value.text { return text }
    guard let text = entry(of: value)?.text(in: language) else { return nil }
    return try fill(text, with: ShownValues(value["values"]))
  }

  /// The text with its places filled in, as long as the call in hand may make such texts.
  private func fill(_ text: PluginText, with values: ShownValues) throws(HostError) -> String {
    try charge(text.byteCount(filledWith: values, zone: desk.zone), .fill)
    return text.filled(with: values, zone: desk.zone)
  }

  /// The same words in every language that has them; empty where the value is a plain text.
  func translations(of value: LuaValue?) throws(HostError) -> [String: String] {
    guard let value, let entry = entry(of: value) else { return [:] }
    let values = ShownValues(value["values"])
    var texts: [String: String] = [:]
    texts.reserveCapacity(catalogue.languages.count)
    for language in catalogue.languages {
      guard entry.language(for: language) == language, let text = entry.text(in: language)
      else { continue }
      texts[language] = try fill(text, with: values)
    }
    return texts
  }

  /// A value of a field as it is stored: the plugin's texts in the desk's language.
  func stored(_ value: LuaValue) throws(HostError) -> LuaValue {
    try rendered(value, in: desk.language, openingRecords: false)
  }

  /// The value with the plugin's texts rendered; tables of the desk become plain ones if they are
  /// opened.
  func rendered(
    _ value: LuaValue, in language: String, openingRecords: Bool,
  ) throws(HostError) -> LuaValue {
    if entry(of: value) != nil, let words = try words(value, in: language) {
      return .string(words)
    }
    switch value {
    case .array(let items):
      var rendered: [LuaValue] = []
      for item in items {
        rendered.append(try self.rendered(item, in: language, openingRecords: openingRecords))
      }
      return .array(rendered)
    case .record where value.isSecret || !openingRecords: return value
    case .table(let pairs), .record(_, _, let pairs):
      var rendered: [LuaPair] = []
      for pair in pairs {
        let value = try self.rendered(pair.value, in: language, openingRecords: openingRecords)
        rendered.append(LuaPair(pair.key, value))
      }
      return .table(rendered)
    default: return value
    }
  }

  /// The language of the words that somebody of that one reads; of a plain text the desk's.
  func language(of value: LuaValue, for language: String) -> String {
    entry(of: value)?.language(for: language) ?? desk.language
  }

  /// The texts that the value stands for, where it is one of the catalogue's.
  private func entry(of value: LuaValue) -> PluginTexts.Entry? {
    guard case .record(layout.text, _, _) = value else { return nil }
    return value["key"]?.text.flatMap { catalogue[$0] }
  }
}
