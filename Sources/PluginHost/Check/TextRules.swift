import Kernel
import LuaSyntax
import Texts

/// Looks for slips in a plugin's texts: what a language lacks, what nothing says, places that nothing
/// fills, texts that there are not.
///
/// What is said under a key that is put together, or with values that are, counts as right.
struct TextRules {
  private let catalogue: PluginTexts
  /// Keys that Docket itself shows: of what the plugin declares, and refusals of moves; `nil` where it
  /// does not load.
  private let shown: Set<String>?
  private let code: SaidTexts
  /// Where keys stand, by language.
  private let places: [String: [String: Place]]

  /// `code` are the plugin's own files, `locales` those of its texts, `box` is where it runs.
  init(_ catalogue: PluginTexts, in box: PluginBox?, code: [CodeFile], locales: [CodeFile]) {
    self.catalogue = catalogue
    shown = box.map { box in
      let check = LabelCheck(of: box)
      return check.declared.union(check.events).union(box.context.draft.refusals)
    }
    self.code = SaidTexts(in: code)
    places = Dictionary(
      locales.map { (String($0.path.dropFirst(8).dropLast(4)), $0.placesOfKeys) }
    ) { first, _ in first }
  }

  func findings() -> [CheckFinding] {
    lacking + unused + unfilledLabels + otherPlaces + code.calls.flatMap { findings(of: $0) }
  }

  private var keys: [String] { catalogue.keys.sorted() }

  /// Where it falls back to another language.
  private var lacking: [CheckFinding] {
    catalogue.texts.sorted { $0.key < $1.key }.compactMap { language, texts in
      let missing = keys.filter { texts[$0] == nil }
      guard !missing.isEmpty else { return nil }
      return CheckFinding(
        .missingText, file: TextRules.file(language),
        Text.checkLacking(keys: missing.joined(separator: ", ")))
    }
  }

  private var unused: [CheckFinding] {
    guard let shown else { return [] }
    let unused = keys.filter {
      !shown.contains($0) && !code.mayUse($0) && !LabelCheck.isOfView($0)
        && !Labels.describes($0)
    }
    return unused.map { finding(.unusedText, $0, Text.checkUnusedText(key: $0)) }
  }

  /// Labels, and refusals of moves, are said as they stand.
  private var unfilledLabels: [CheckFinding] {
    keys.filter { shown?.contains($0) ?? false }.compactMap { key in
      let places = places(of: key).subtracting(Labels.places(ofKey: key))
      guard !places.isEmpty else { return nil }
      return finding(
        .unfilledPlace, key, Text.checkUnfilled(key: key, places: TextRules.braced(places)))
    }
  }

  private func findings(of call: SaidTexts.Call) -> [CheckFinding] {
    guard catalogue[call.key] != nil else {
      let near = nearestName(to: call.key, among: keys)
      let words = Text.checkUnknownText(
        key: call.key, hint: near.map { Text.hintNearestCode(name: $0) })
      return [call.file.finding(.unknownText, at: call.place, words)]
    }
    guard let given = call.values else { return [] }
    // What another language has is told of it alone.
    let english = catalogue.texts[PluginTexts.fallback]?[call.key].map { PluginText($0).places }
    let unfilled = (english ?? places(of: call.key)).subtracting(given)
    guard !unfilled.isEmpty else { return [] }
    let words = Text.checkUnfilledCall(key: call.key, places: TextRules.braced(unfilled))
    return [call.file.finding(.unfilledPlace, at: call.place, words)]
  }

  /// Places of other languages that English does not have: a name is spelled otherwise there.
  private var otherPlaces: [CheckFinding] {
    keys.flatMap { key -> [CheckFinding] in
      let texts = catalogue.texts
      guard let english = texts[PluginTexts.fallback]?[key].map({ PluginText($0).places }) else {
        return []
      }
      return texts.sorted { $0.key < $1.key }.compactMap { language, texts in
        guard let text = texts[key] else { return nil }
        let others = PluginText(text).places.subtracting(english)
        guard !others.isEmpty else { return nil }
        return finding(
          .unfilledPlace, key, in: language,
          Text.checkOtherPlaces(key: key, places: TextRules.braced(others)))
      }
    }
  }

  private func places(of key: String) -> Set<String> {
    catalogue.texts.values.reduce(into: []) { places, texts in
      if let text = texts[key] { places.formUnion(PluginText(text).places) }
    }
  }

  /// A finding about a key, in English where that has it.
  private func finding(
    _ rule: CheckRule, _ key: String, in language: String? = nil, _ words: Text,
  ) -> CheckFinding {
    let known = catalogue.texts.filter { $0.value[key] != nil }.keys.sorted()
    let fallback = known.contains(PluginTexts.fallback) ? PluginTexts.fallback : known.first
    let language = language ?? fallback ?? PluginTexts.fallback
    let place = places[language]?[key] ?? .start
    return CheckFinding(
      rule, file: TextRules.file(language), line: place.line, column: place.column, words)
  }

  private static func file(_ language: String) -> String { "locales/\(language).lua" }

  private static func braced(_ places: Set<String>) -> String {
    places.sorted().map { "{\($0)}" }.joined(separator: ", ")
  }
}

/// What a plugin's code says: the keys that it may, and the calls that give values.
private struct SaidTexts {
  struct Call {
    let file: CodeFile
    let place: Place
    let key: String
    /// The names of the values; `nil` where they are not all written there.
    let values: Set<String>?
  }

  private var literals: Set<String> = []
  /// The beginnings, the insides and the ends of keys that are put together.
  private var beginnings: [String] = []
  private var insides: [String] = []
  private var ends: [String] = []
  private(set) var calls: [Call] = []

  init(in files: [CodeFile]) {
    for file in files { read(file) }
  }

  func mayUse(_ key: String) -> Bool {
    literals.contains(key) || beginnings.contains { key.hasPrefix($0) }
      || insides.contains { key.contains($0) } || ends.contains { key.hasSuffix($0) }
  }

  private mutating func read(_ file: CodeFile) {
    var tails: Set<Expression.ID> = []
    for expression in file.tree.expressions {
      if case .binary(.concatenation, _, let right) = expression.kind { tails.insert(right) }
    }
    for (index, expression) in file.tree.expressions.enumerated() {
      switch expression.kind {
      case .string(let text):
        literals.insert(text)
        // As `string.format` is given.
        if let end = text.firstIndex(of: "%"), end > text.startIndex {
          beginnings.append(String(text[..<end]))
        }
      case .table(let items):
        for item in items { if case .name(let name) = item.key { literals.insert(name) } }
      case .binary(.concatenation, let left, let right):
        if let text = file.text(left), !text.isEmpty {
          if tails.contains(Expression.ID(index: index)) {
            insides.append(text)
          } else {
            beginnings.append(text)
          }
        }
        if let text = file.text(right), !text.isEmpty { ends.append(text) }
      default: break
      }
    }
    for call in file.calls where call.function.path == "docket.tr" {
      guard let first = call.arguments.first, let key = file.text(first) else { continue }
      let values = call.arguments.count > 1 ? file.names(in: call.arguments[1]) : []
      calls.append(Call(file: file, place: file.place(of: first), key: key, values: values))
    }
  }
}

extension CodeFile {
  /// The names in a table's braces; `nil` where there may be others.
  fileprivate func names(in id: Expression.ID) -> Set<String>? {
    guard case .table(let items) = tree[id].kind else { return nil }
    var names: Set<String> = []
    for item in items {
      guard case .name(let name) = item.key else { return nil }
      names.insert(name)
    }
    return names
  }

  /// Where the keys of the table stand that the file returns.
  fileprivate var placesOfKeys: [String: Place] {
    for statement in tree.body {
      guard case .return(let values) = tree[statement].kind, let table = values.first,
        case .table(let items) = tree[table].kind
      else { continue }
      let keys = items.compactMap { item -> (String, Place)? in
        if case .name(let name) = item.key { (name, item.place) } else { nil }
      }
      return Dictionary(keys) { first, _ in first }
    }
    return [:]
  }
}
