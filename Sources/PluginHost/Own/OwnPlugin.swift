import Kernel
import Lua
import Texts

/// The desk's own plugin: what commands declare, and whatever admins write beside it.
package struct OwnPlugin: Sendable {
  package static let name = DeclarationEdit.plugin
  private static let path = "lib/made.lua"

  /// Its files as they are now.
  package private(set) var source: PluginSource
  /// What commands declared.
  package private(set) var declarations: OwnDeclarations
  /// Whether the file of the declarations was not as commands write it: its comments are not kept.
  package let isByHand: Bool

  /// Takes the plugin as it is, or a new one; throws where its declarations cannot be read.
  package init(_ source: PluginSource?) throws(PluginProblem) {
    let source = source ?? PluginSource(name: OwnPlugin.name, texts: OwnPlugin.files)
    self.source = source
    guard let text = try source.text(OwnPlugin.path) else {
      declarations = OwnDeclarations()
      isByHand = false
      return
    }
    let read = try OwnDeclarations(of: text, file: OwnPlugin.path)
    declarations = read
    isByHand = !read.wrote(text)
  }

  /// Makes one change of what commands declare; `language` is that of labels which name none, and
  /// `registry` has all that the desk declares before it.
  package mutating func apply(
    _ edit: DeclarationEdit, language: String, in registry: Registry = Registry(),
  ) throws {
    let before = declarations
    try declarations.apply(edit, in: registry)
    write(declarations.text, to: OwnPlugin.path)
    var texts = try labels(following: edit)
    for label in edit.labels {
      let key = "\(label.kind).\(edit.nameAfter)"
      texts[label.language ?? language, default: [:]][key] = label.text
    }
    for language in source.languages {
      for key in try staleKeys(in: language, since: before) {
        texts[language, default: [:]][key] = ""
      }
    }
    for (language, changes) in texts { try label(changes, in: language) }
  }

  /// Says what something that needs no declaration means; gives what the history tells of it, or
  /// `nil` where all of it is said already.
  ///
  /// `language` is that of texts which name none. Throws a `Refusal` where a text is too long.
  package mutating func describe(_ description: Description, language: String) throws -> [Edit]? {
    let key = description.key
    var edits: [Edit] = []
    for (code, text) in description.texts {
      try OwnPlugin.check(text, of: description.name)
      let language = code ?? language
      let before = try LocaleText.texts(of: source, in: language)[key] ?? ""
      guard before != text else { continue }
      try label([key: text], in: language)
      edits.append(
        Edit(field: "\(key).\(language)", from: .naming(before), to: .naming(text)))
    }
    guard !edits.isEmpty else { return nil }
    if source.files[OwnPlugin.path] == nil { write(declarations.text, to: OwnPlugin.path) }
    return edits
  }

  /// Whether it says what a tag or a root cause means, in any language.
  package func describes(_ name: String, in field: TicketField) throws -> Bool {
    let key = Description(of: name, in: field, []).key
    return try source.languages.contains { try LocaleText.texts(of: source, in: $0)[key] != nil }
  }

  /// Refuses what no ticket can have, and a text that is too long.
  private static func check(_ text: String, of name: String) throws(Refusal) {
    guard !text.isEmpty else { return }
    guard !name.isEmpty, Value.text(name).isTag else {
      throw Refusal(.invalid, Text.renameFreeName(name: name), field: "name")
    }
    guard text.utf8.count <= Limit.descriptionBytes else {
      throw Refusal(
        .invalid, Text.madeDescriptionLong(most: Limit.descriptionBytes), field: "text")
    }
  }

  /// Says of another name what is said of one; `nil` where nothing is.
  package mutating func describe(
    _ name: String, as next: String, in field: TicketField,
  ) throws -> [Edit]? {
    let key = Description(of: name, in: field, []).key
    let texts = try source.languages.compactMap { language in
      try LocaleText.texts(of: source, in: language)[key].map { (language, $0) }
    }
    let moved = [(next, texts), (name, texts.map { ($0.0, "") })]
    let edits = try moved.flatMap { name, texts in
      try describe(Description(of: name, in: field, texts), language: "") ?? []
    }
    return edits.isEmpty ? nil : edits
  }

  /// Declares this in place of all that commands declared, with labels by language and key.
  package mutating func declare(
    _ wanted: OwnDeclarations, labels: [String: [String: String]],
  ) throws {
    let before = declarations
    declarations = wanted
    if wanted != before || source.files[OwnPlugin.path] == nil {
      write(wanted.text, to: OwnPlugin.path)
    }
    let keys = OwnPlugin.keys(of: wanted)
    for language in Set(labels.keys).union(source.languages) {
      let present = try LocaleText.texts(of: source, in: language)
      var changes = (labels[language] ?? [:]).filter { keys($0.key) }
      let own = OwnPlugin.keys(of: before)
      for key in present.keys where changes[key] == nil && (keys(key) || own(key)) {
        changes[key] = ""
      }
      for (key, text) in changes where Labels.describes(key) {
        try OwnPlugin.check(text, of: String(key.drop { $0 != "." }.dropFirst()))
      }
      try label(changes, in: language)
    }
  }

  /// What it calls what commands declared, by language and key.
  package func labels() throws -> [String: [String: String]] {
    let isOwn = OwnPlugin.keys(of: declarations)
    var labels: [String: [String: String]] = [:]
    for language in source.languages {
      let texts = try LocaleText.texts(of: source, in: language).filter { isOwn($0.key) }
      if !texts.isEmpty { labels[language] = texts }
    }
    return labels
  }

  /// Whether somebody wrote a file of it, as opposed to commands.
  package static func isByHand(_ path: String, _ content: [UInt8]) -> Bool {
    path != OwnPlugin.path && !path.hasPrefix("locales/")
      && OwnPlugin.files[path].map { Array($0.utf8) } != content
  }

  /// Whether admins wrote something into it, besides what commands declare and call it.
  package var hasMore: Bool {
    source.files.contains { OwnPlugin.isByHand($0.key, $0.value) }
      || OwnPlugin.files.keys.contains { source.files[$0] == nil && $0 != OwnPlugin.path }
  }
}

extension OwnPlugin {
  /// What is called otherwise by an edit, under its new name: what it is called stays.
  private func labels(following edit: DeclarationEdit) throws -> [String: [String: String]] {
    var moved: [String: [String: String]] = [:]
    for language in source.languages {
      for (key, text) in try LocaleText.texts(of: source, in: language) {
        if let new = edit.label(following: key) { moved[language, default: [:]][new] = text }
      }
    }
    return moved
  }

  private mutating func write(_ text: String, to path: String) {
    var files = source.files
    files[path] = Array(text.utf8)
    source = PluginSource(name: source.name, files: files)
  }

  private mutating func label(_ changes: [String: String], in language: String) throws {
    let text = try source.text("locales/\(language).lua")
    guard let new = try LocaleText.text(text, changing: changes, in: language) else { return }
    write(new, to: "locales/\(language).lua")
  }

  /// Labels of what was declared before and is not any more: a plugin may not label what it does not
  /// declare.
  private func staleKeys(in language: String, since before: OwnDeclarations) throws -> [String] {
    let (was, isNow) = (OwnPlugin.keys(of: before), OwnPlugin.keys(of: declarations))
    return try LocaleText.texts(of: source, in: language).keys.filter { was($0) && !isNow($0) }
  }

  /// Whether a key is that of a label of what is declared there.
  private static func keys(of declarations: OwnDeclarations) -> (String) -> Bool {
    var known: Set<String> = []
    for kind in DeclarationEdit.Kind.allCases {
      for name in declarations.names(of: kind) {
        known.insert("\(kind.rawValue).\(name)")
        guard kind == .field else { continue }
        for part in Labels.fieldKinds { known.insert("\(part).\(name)") }
        for choice in declarations.choices(of: name) { known.insert("choice.\(name).\(choice)") }
      }
    }
    return { [known] in known.contains($0) || Labels.describes($0) }
  }

  /// The files that it begins with; only what commands declare is ever written again.
  private static let files = [
    "plugin.lua": """
    return {
      name = "\(name)",
      version = "1.0.0",
      api = 1,
      summary = "What this desk declares itself",
      permissions = {},
    }

    """,
    "init.lua": """
    -- What this desk declares itself. `docket field`, `docket type`, `docket reason` and `docket stage`
    -- keep theirs in lib/made.lua. This file is yours: write whatever else you want below, name what
    -- it may do in plugin.lua, and take it over with `docket plugin reload desk`.

    local made = require("made")

    for _, kind in ipairs{ "field", "queue", "role", "lifecycle", "type", "close_reason", "view" } do
      for _, declaration in ipairs(made[kind] or {}) do docket[kind](declaration) end
    end

    """,
    path: OwnDeclarations().text,
  ]
}

/// The texts of a plugin in one language, changed in place: what was written by hand stays.
enum LocaleText {
  /// The texts by key; none if there is no such file.
  static func texts(of source: PluginSource, in language: String) throws -> [String: String] {
    let file = "locales/\(language).lua"
    guard let text = try source.text(file) else { return [:] }
    return try texts(in: text, file: file)
  }

  /// The file's text with other texts under some keys, an empty one taking a key away; `nil` if
  /// nothing changes.
  static func text(
    _ old: String?, changing changes: [String: String], in language: String,
  ) throws -> String? {
    let file = "locales/\(language).lua"
    let before = try old.map { try texts(in: $0, file: file) } ?? [:]
    let wanted = before.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    guard wanted != before else { return nil }
    guard let old, old != written(before) else { return written(wanted) }
    let new = changed(old, by: changes, from: before)
    guard let read = try? texts(in: new, file: file), read == wanted else {
      let lines = changes.sorted { $0.key.precedesByBytes($1.key) }
        .map { line($0.key, $0.value.isEmpty ? nil : $0.value) }
      throw Refusal(
        .refused,
        Text.madeLocaleByHand(
          file: "plugins/\(OwnPlugin.name)/\(file)", lines: lines.joined(separator: "\n")))
    }
    return new
  }

  private static func texts(in text: String, file: String) throws -> [String: String] {
    let value = try PlainData.value(of: text, file: file, plugin: OwnPlugin.name)
    let pairs = (value.pairs ?? []).compactMap { pair in pair.value.text.map { (pair.key, $0) } }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func written(_ texts: [String: String]) -> String {
    let lines = texts.sorted { $0.key.precedesByBytes($1.key) }.map { line($0.key, $0.value) }
    return "return {\n\(lines.map { "\($0)\n" }.joined())}\n"
  }

  private static func line(_ key: String, _ text: String?) -> String {
    "  [\(LuaSource.quoted(key))] = \(text.map(LuaSource.quoted) ?? "nil"),"
  }

  /// The text changed line by line.
  private static func changed(
    _ text: String, by changes: [String: String], from before: [String: String],
  ) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (key, value) in changes.sorted(by: { $0.key.precedesByBytes($1.key) })
    where before[key] ?? "" != value {
      let place = lines.firstIndex {
        $0.drop { $0 == " " || $0 == "\t" }.hasPrefix("[\(LuaSource.quoted(key))]")
      }
      if let place {
        lines[place] = value.isEmpty ? "" : line(key, value)
        if value.isEmpty { lines.remove(at: place) }
      } else if let end = lines.lastIndex(where: { $0.hasPrefix("}") }), !value.isEmpty {
        lines.insert(line(key, value), at: end)
      }
    }
    return lines.joined(separator: "\n")
  }
}
