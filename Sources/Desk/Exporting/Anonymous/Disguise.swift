import Crypto
import Kernel
import PluginHost

/// What an anonymous export says in place of what a desk has.
///
/// Shapes, times and links stay: how long texts are, who did what when, which ticket belongs to which.
/// Words, names, addresses and files are others. Names stay that the desk declares (types, stages,
/// queues, choices, roles, fields, actions, described tags), and so do yes and no, times, dates, amounts,
/// and whole numbers below 1,000 or between declared bounds. All else is replaced, also what nobody
/// has thought of: a text that is not known for a name is words.
final class Disguise {
  let names: DeclaredNames
  let words: MadeWords
  private var contents: [Digest: (digest: Digest, type: String)] = [:]
  private var given: [String: String] = [:]
  private var taken: Set<String> = []
  private let patterns = PatternBox()

  /// Whole numbers from here on may say who somebody is.
  private static let leastTelling: Int64 = 1_000

  /// Replaces by a key; without a seed, by one that nobody knows.
  init(_ rulebook: Rulebook, lastTicket: Int64, seed: String?) {
    let key =
      seed.map { Digest(of: "docket anonymous export 1\n\($0)").bytes }
      ?? RandomBytes.make(count: Digest.count)
    names = DeclaredNames(rulebook)
    words = MadeWords(key: key, lastTicket: lastTicket)
    // Those whom every case of a spec has are themselves.
    for person in SpecRunner.people { taken.insert("person \(NameKey.key(of: person.name))") }
  }

  /// Sixteen digits in place of those that stand for the desk.
  func desk(_ id: String) -> String { String(words.bytes(of: "desk \(id)").hex.prefix(16)) }

  /// A name that nothing else of the kind has.
  private func unique(_ kind: String, _ name: String, _ key: (String) -> String) -> String {
    let place = "\(kind) \(name)"
    if let made = given[place] { return made }
    var attempt = 0
    while true {
      var made = words.text(name, MadeWords.Choice(attempt: attempt))
      if attempt > MadeWords.mostTries { made += "\(attempt)" }
      if taken.insert("\(kind) \(key(made))").inserted {
        given[place] = made
        return made
      }
      attempt += 1
    }
  }

  func personName(_ name: String) -> String { unique("person", name, NameKey.key) }

  private func tag(_ name: String, of kind: String) -> String {
    unique(kind, name) { $0.composed.lowercased() }
  }

  func person(_ person: Person) -> Person {
    var other = Person(id: person.id, name: personName(person.name))
    other.email = words.text(person.email)
    // A zone can be one town's: it is left out, and who asks again is on the desk's clock.
    other.language = person.language
    other.roles = person.roles.filter(names.hasRole)
    for (name, value) in person.fields {
      if let spec = names.personField(name) {
        other.fields[name] = self.value(value, of: spec)
      } else {
        other.fields[fieldName(name)] = self.value(value)
      }
    }
    return other
  }

  func entry(_ entry: Entry) -> Entry {
    var other = entry
    if case .plugin(let name) = entry.actor, !names.hasPlugin(name) {
      other.actor = .plugin(words.text(name))
    }
    other.source = Source(rawValue: source(entry.source.rawValue))
    other.action = names.hasAction(entry.action) ? entry.action : words.text(entry.action)
    other.text = words.text(entry.text)
    other.edits = entry.edits.map(edit)
    other.hook = entry.hook.map(hook)
    other.params = entry.isOf(.rename) ? renamed(entry.params) : parts(entry.params, of: entry)
    other.data = parts(entry.data, of: entry)
    return other
  }

  private func edit(_ edit: Edit) -> Edit {
    Edit(
      field: fieldName(edit.field), from: value(edit.from, of: edit.field),
      to: value(edit.to, of: edit.field), by: edit.by.map(hook))
  }

  private func hook(_ signature: String) -> String {
    names.hasHook(signature) ? signature : words.text(signature)
  }

  private func source(_ name: String) -> String {
    names.has(name, in: .source) ? name : words.text(name)
  }

  /// The name of a field, where it is declared.
  func fieldName(_ name: String) -> String {
    TicketField(named: name) != nil || names.field(name) != nil || names.personField(name) != nil
      ? name : words.text(name)
  }

  private func parts(_ values: [String: Value], of entry: Entry) -> [String: Value] {
    var parts: [String: Value] = [:]
    for (name, value) in values {
      let key = names.hasPart(name, of: entry.action) ? name : words.text(name)
      parts[key] =
        names.part(name, of: entry.action).map { self.value(value, of: $0) } ?? self.value(value)
    }
    // It names a file, which is called otherwise now.
    if entry.isOf(.detach), let name = values["name"]?.text {
      parts["name"] = .text(fileName(name))
    }
    return parts
  }
}

extension Disguise {
  /// The value of a ticket's field, of the kernel's or another.
  func value(_ value: Value, of field: String) -> Value {
    if let kernel = TicketField(named: field) { return map(value) { text($0, of: kernel) } }
    if let spec = names.field(field) { return self.value(value, of: spec) }
    return self.value(value)
  }

  func value(_ value: Value, of spec: FieldSpec) -> Value {
    if case .integer(let number) = value, isTelling(number, of: spec) {
      return .integer(words.number(number))
    }
    return map(value) { text in
      switch spec.kind {
      case .date: return Disguise.isDate(text) ? text : words.text(text)
      case .choice, .queue, .tag:
        return names.has(text, in: spec)
          ? text : tag(text, of: spec.kind == .tag ? "tag" : spec.name)
      default: return self.text(text, fitting: spec)
      }
    }
  }

  /// A text that a field's pattern fits as it fits the one that there is, if one is found.
  private func text(_ text: String, fitting spec: FieldSpec) -> String {
    guard let pattern = spec.pattern, patterns.fits(text, pattern: pattern) else {
      return words.text(text)
    }
    let kept = Disguise.words(of: pattern)
    for attempt in 0..<MadeWords.mostTries {
      let made = words.text(text, MadeWords.Choice(attempt: attempt, kept: kept))
      if patterns.fits(made, pattern: pattern) { return made }
    }
    return words.text(text)
  }

  /// The letters and digits that a pattern of Lua wants as they are.
  private static func words(of pattern: String) -> Set<String> {
    var (words, word): (Set<String>, String) = ([], "")
    var (isEscaped, isInSet) = (false, false)
    for character in pattern {
      let isPlain = !isEscaped && !isInSet && (character.isLetter || character.isNumber)
      if isPlain { word.append(character) }
      if !isPlain, !word.isEmpty {
        words.insert(word)
        word = ""
      }
      if !isEscaped, character == "[" { isInSet = true }
      if !isEscaped, character == "]" { isInSet = false }
      isEscaped = !isEscaped && character == "%"
    }
    return word.isEmpty ? words : words.union([word])
  }

  private static func isDate(_ text: String) -> Bool {
    text.utf8.count == 10 && (try? Instant(iso: text, zone: .utc)) != nil
  }

  /// A value of which nothing is known: a declared name is one, all other texts are words.
  private func value(_ value: Value) -> Value {
    if case .integer(let number) = value, abs(number) >= Disguise.leastTelling {
      return .integer(words.number(number))
    }
    return map(value) { names.has($0) ? $0 : words.text($0) }
  }

  /// Whether a whole number may be one by which somebody is known.
  private func isTelling(_ number: Int64, of spec: FieldSpec) -> Bool {
    spec.kind == .integer && spec.least == nil && spec.most == nil && spec.sum != true
      && number.magnitude >= UInt64(Disguise.leastTelling)
  }

  private func text(_ text: String, of field: TicketField) -> String {
    switch field {
    case .subject, .body: words.text(text)
    case .tags, .rootCauses: names.has(text, in: field) ? text : tag(text, of: "tag")
    default: names.has(text, in: field) ? text : words.text(text)
    }
  }

  private func map(_ value: Value, _ text: (String) -> String) -> Value {
    switch value {
    case .none, .boolean, .integer, .number, .time, .person, .ticket: value
    case .text(let words): .text(text(words))
    case .stage(let name, let category):
      .stage(names.has(name, in: .stage) ? name : words.text(name), category)
    case .attachment(let file): .attachment(attachment(file))
    case .list(let values): .list(values.map { map($0, text) })
    }
  }

  func attachment(_ file: Attachment) -> Attachment {
    let (digest, type) = facts(of: file)
    return Attachment(name: fileName(file.name), size: file.size, type: type, digest: digest)
  }

  private func facts(of file: Attachment) -> (digest: Digest, type: String) {
    if let known = contents[file.digest] { return known }
    let facts = MadeContent(of: file, by: words).facts()
    contents[file.digest] = facts
    return facts
  }

  /// Endings of names that say what a file is, and nothing else.
  private static let endings: Set<String> = [
    "txt", "md", "csv", "json", "xml", "html", "log", "pdf", "png", "jpg", "jpeg", "gif", "webp",
    "svg", "zip", "gz", "tar", "doc", "docx", "xls", "xlsx", "odt", "ods", "eml", "lua", "mp3",
    "mp4",
  ]

  private func fileName(_ name: String) -> String {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let ending = String(name[dot...].dropFirst())
    let isKnown = Disguise.endings.contains(ending.lowercased())
    let stem = isKnown ? String(name[..<dot]) : name
    let made = unique("file", stem) { AttachmentName.safe($0).lowercased() }
    return AttachmentName.safe(isKnown ? "\(made).\(ending)" : made)
  }

  /// What an entry says was renamed: tags by the words that stand for them.
  func renamed(_ params: [String: Value]) -> [String: Value] {
    params.mapValues { value in
      guard let items = value.text.flatMap({ try? JSON(parsing: $0) })?.array else {
        return self.value(value)
      }
      return .text(JSON.array(items.map(renaming)).text)
    }
  }

  private func renaming(_ item: JSON) -> JSON {
    let parts = (item.array ?? []).compactMap(\.string)
    guard parts.count >= 4, let kind = Renaming.Kind(rawValue: parts[0]) else { return .array([]) }
    let (from, to) =
      switch kind {
      case .tag, .rootCause: (tag(parts[2], of: "tag"), tag(parts[3], of: "tag"))
      case .choice: (choice(parts[2], of: parts[1]), choice(parts[3], of: parts[1]))
      default: (named(parts[2]), named(parts[3]))
      }
    let category = parts.dropFirst(4).prefix(1).filter { Category(rawValue: $0) != nil }
    let owner = parts[1].isEmpty ? "" : named(parts[1])
    return .array(([kind.rawValue, owner, from, to] + category).map(JSON.string))
  }

  private func choice(_ name: String, of field: String) -> String {
    value(.text(name), of: field).text ?? name
  }

  private func named(_ name: String) -> String { names.has(name) ? name : words.text(name) }
}
