import Kernel
import Texts

/// Looks for slips in a plugin's texts: what a language lacks, what nothing says, places that nothing
/// fills.
///
/// It reads the code, and does not run it: what is said under a key that is put together, or with
/// values that are, counts as right.
struct WordsCheck {
  let source: PluginSource
  let draft: Draft
  let catalogue: PluginTexts
  /// Keys of what the plugin declares, which Docket itself shows.
  let labels: Set<String>
  private let code: SaidWords

  init(of box: PluginBox) {
    source = box.context.source
    draft = box.context.draft
    catalogue = box.context.catalogue
    labels = LabelCheck(of: box).declared
    code = SaidWords(in: box.context.source)
  }

  /// What was found, in words.
  func findings() -> [Text] {
    lacking + unused + unfilledLabels + unfilledCalls + otherPlaces
  }

  private var keys: [String] { catalogue.keys.sorted() }

  /// Where it falls back to another language.
  private var lacking: [Text] {
    catalogue.texts.sorted { $0.key < $1.key }.compactMap { language, texts in
      let missing = keys.filter { texts[$0] == nil }
      guard !missing.isEmpty else { return nil }
      return Text.localeLacking(language: language, keys: missing.joined(separator: ", "))
    }
  }

  private var unused: [Text] {
    let unused = keys.filter { key in
      !labels.contains(key) && !draft.refusals.contains(key) && !code.mayUse(key)
        && !LabelCheck.isOfView(key)
    }
    return unused.isEmpty ? [] : [Text.localeUnused(keys: unused.joined(separator: ", "))]
  }

  /// Labels, and refusals of moves, are said as they stand.
  private var unfilledLabels: [Text] {
    keys.filter { labels.contains($0) || draft.refusals.contains($0) }.compactMap { key in
      let places = places(of: key).subtracting(Labels.places(ofKey: key))
      return places.isEmpty ? nil : Text.localeUnfilled(key: key, places: braced(places))
    }
  }

  private var unfilledCalls: [Text] {
    code.calls.compactMap { call in
      guard let given = call.values else { return nil }
      // What another language has is told of it alone.
      let english = catalogue.texts[PluginTexts.fallback]?[call.key].map { PluginText($0).places }
      let places = (english ?? places(of: call.key)).subtracting(given)
      guard !places.isEmpty else { return nil }
      return Text.localeUnfilledCall(
        file: call.file, line: call.line, key: call.key, places: braced(places))
    }
  }

  /// Places of other languages that English does not have: a name is spelled otherwise there.
  private var otherPlaces: [Text] {
    keys.flatMap { key -> [Text] in
      let texts = catalogue.texts
      guard let english = texts[PluginTexts.fallback]?[key].map({ PluginText($0).places }) else {
        return []
      }
      return texts.sorted { $0.key < $1.key }.compactMap { language, texts in
        guard let text = texts[key] else { return nil }
        let others = PluginText(text).places.subtracting(english)
        guard !others.isEmpty else { return nil }
        return Text.localeOtherPlaces(language: language, key: key, places: braced(others))
      }
    }
  }

  private func places(of key: String) -> Set<String> {
    catalogue.texts.values.reduce(into: []) { places, texts in
      if let text = texts[key] { places.formUnion(PluginText(text).places) }
    }
  }

  private func braced(_ places: Set<String>) -> String {
    places.sorted().map { "{\($0)}" }.joined(separator: ", ")
  }
}

/// What a plugin's code says: the keys that it may, and the calls that give values.
private struct SaidWords {
  struct Call {
    let file: String
    let line: Int
    let key: String
    /// The names of the values; `nil` where they are not all written there.
    let values: Set<String>?
  }

  private var literals: Set<String> = []
  /// The beginnings and ends of keys that are put together.
  private var beginnings: [String] = []
  private var ends: [String] = []
  private(set) var calls: [Call] = []

  init(in source: PluginSource) {
    let files = source.files.keys.filter { $0 == source.mainPath || $0.hasPrefix("lib/") }
    for file in files.sorted() {
      guard let bytes = source.files[file] else { continue }
      read(LuaTokens(String(decoding: bytes, as: UTF8.self)).all, of: file)
    }
  }

  func mayUse(_ key: String) -> Bool {
    literals.contains(key) || beginnings.contains { key.hasPrefix($0) }
      || ends.contains { key.hasSuffix($0) }
  }

  private mutating func read(_ tokens: [(token: LuaTokens.Token, line: Int)], of file: String) {
    let concatenation = LuaTokens.Token.symbol("..")
    for (index, (token, line)) in tokens.enumerated() {
      guard case .string(let text) = token else { continue }
      let before = index > 0 ? tokens[index - 1].token : nil
      let after = index + 1 < tokens.count ? tokens[index + 1].token : nil
      literals.insert(text)
      if !text.isEmpty, after == concatenation { beginnings.append(text) }
      if !text.isEmpty, before == concatenation { ends.append(text) }
      guard before == .symbol("("), index > 1, tokens[index - 2].token == .name("tr"),
        after != concatenation
      else { continue }
      let values = SaidWords.values(in: tokens[(index + 1)...].map(\.token))
      calls.append(Call(file: file, line: line, key: text, values: values))
    }
  }

  /// The names in the table that follows a key, none where the call ends with it.
  private static func values(in rest: [LuaTokens.Token]) -> Set<String>? {
    if rest.first == .symbol(")") { return [] }
    guard rest.starts(with: [.symbol(","), .symbol("{")]) else { return nil }
    var names: Set<String> = []
    var depth = 0
    for (index, token) in rest.enumerated().dropFirst() {
      switch token {
      case .symbol("{"), .symbol("("), .symbol("["):
        // Another way to write a key.
        if token == .symbol("["), depth == 1,
          [.symbol("{"), .symbol(",")].contains(rest[index - 1])
        {
          return nil
        }
        depth += 1
      case .symbol("}"), .symbol(")"), .symbol("]"):
        depth -= 1
        if depth == 0 { return names }
      case .name(let name) where depth == 1:
        if index + 1 < rest.count, rest[index + 1] == .symbol("="),
          [.symbol("{"), .symbol(","), .symbol(";")].contains(rest[index - 1])
        {
          names.insert(name)
        }
      default: break
      }
    }
    return nil
  }
}
