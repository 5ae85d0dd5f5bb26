import Kernel
import Lua
import Texts

extension SettingSpec {
  /// What the plugin takes where nothing is set, as it is stored.
  package var standardJSON: JSON? { standard?.json }

  /// Reads a value as people type it: lists with commas, maps and records as JSON.
  ///
  /// Throws a `Refusal.Problem` that says what would be right.
  package func value(of text: String, typing: Typing) throws(Refusal.Problem) -> JSON {
    let value = try parse(text, typing)
    if let problem = problem(with: value) { throw .init(.invalid, field: name, problem) }
    guard let json = value.json else { throw .init(.invalid, field: name, Text.settingPlain) }
    return json
  }

  /// A list with elements more and less.
  package func list(
    _ present: JSON?, adding: [String], removing: [String], typing: Typing,
  ) throws(Refusal.Problem) -> JSON {
    guard kind == .list else {
      throw .init(
        .invalid, field: name,
        [.map, .record].contains(kind)
          ? Text.settingPartsOf(name: name) : Text.settingNoList)
    }
    var items = present?.array ?? standard?.json?.array ?? []
    for text in removing {
      let item = try element.value(of: text, typing: typing)
      items.removeAll { $0 == item }
    }
    for text in adding {
      let item = try element.value(of: text, typing: typing)
      if !items.contains(item) { items.append(item) }
    }
    return .array(items)
  }

  /// A map or record in which the part at a path is changed: a name, then names of what is in it.
  ///
  /// `nil` at the end of the path takes the part away. What is on the way comes to be where it is not
  /// there yet.
  package func placing(
    _ part: (SettingSpec, JSON?) throws(Refusal.Problem) -> JSON?, at path: ArraySlice<String>,
    in present: JSON?,
  ) throws(Refusal.Problem) -> JSON? {
    guard let name = path.first else { return try part(self, present) }
    let inner = try member(name)
    var members = present?.members ?? []
    let place = members.firstIndex { $0.0 == name }
    let old = place.map { members[$0].1 }
    let new = try inner.placing(part, at: path.dropFirst(), in: old)
    guard new != nil || old != nil else {
      let known = members.map { $0.0 }
      throw .init(
        .invalid, field: self.name,
        Text.settingNoPart(
          part: name,
          hint: Text.nearest(nearestName(to: name, among: known))
            ?? Text.settingParts(names: known.joined(separator: ", "))))
    }
    if let place { members.remove(at: place) }
    if let new { members.append((name, new)) }
    // In the order in which they are stored and read again.
    return .object(members.sorted { $0.0.precedesByBytes($1.0) })
  }

  /// What a map or record holds under a name.
  private func member(_ name: String) throws(Refusal.Problem) -> SettingSpec {
    switch kind {
    case .map:
      var element = element
      element.name = "\(self.name).\(name)"
      return element
    case .record:
      guard var field = fields.first(where: { $0.name == name }) else {
        let unknown = Names.unknown(name, among: fields.map(\.name))
        throw .init(.invalid, field: self.name, Text.settingUnknownName(unknown: unknown))
      }
      field.name = "\(self.name).\(name)"
      return field
    default: throw .init(.invalid, field: self.name, Text.settingNoParts(part: name))
    }
  }

  /// What the text says; as it stands where it says nothing of the kind, which is told by then.
  private func parse(_ text: String, _ typing: Typing) throws(Refusal.Problem) -> LuaValue {
    switch kind {
    case .integer, .ticket: return typing.integer(text).map(LuaValue.integer) ?? .string(text)
    case .number: return try number(text, typing)
    case .boolean: return typing.isYes(text).map(LuaValue.boolean) ?? .string(text)
    case .time, .date, .duration:
      do throws(TimeError) {
        return try time(text, typing) ?? .string(text)
      } catch {
        guard case .noSuchTime = error else { return .string(text) }
        throw .init(.invalid, field: name, error.text)
      }
    case .list: return try list(text, typing)
    case .map, .record: return try json(text)
    default: return .string(text)
    }
  }

  private func number(_ text: String, _ typing: Typing) throws(Refusal.Problem) -> LuaValue {
    if let whole = Int64(text) { return .integer(whole) }
    do throws(TypedNumber.Problem) {
      return .number(try typing.number(text))
    } catch {
      guard error != .noNumber else { return .string(text) }
      throw .init(.invalid, field: name, error.text(of: text))
    }
  }

  /// A time, a day or a length of time; what files and programs give stands as it is.
  private func time(_ text: String, _ typing: Typing) throws(TimeError) -> LuaValue? {
    guard typing.language != nil else {
      return kind == .time ? try Instant(iso: text).lua : nil
    }
    switch kind {
    case .time: return try typing.moment(text).lua
    case .date: return try typing.day(text).map { LuaValue.string($0.description) }
    default:
      // What programs could have written is kept as it is written.
      if (try? TimeSpan.duration(text)) != nil { return nil }
      return .string("\(TimeSpan(milliseconds: try typing.duration(text)))")
    }
  }

  private func list(_ text: String, _ typing: Typing) throws(Refusal.Problem) -> LuaValue {
    if text.hasPrefix("[") { return try json(text) }
    var items: [LuaValue] = []
    for word in text.split(separator: ",") {
      items.append(try element.parse(String(word.drop { $0 == " " }), typing))
    }
    return .array(items)
  }

  private func json(_ text: String) throws(Refusal.Problem) -> LuaValue {
    do throws(JSONError) {
      return try LuaValue(jsonBytes: Array(text.utf8))
    } catch {
      let sample = kind == .list ? "[\"a\", \"b\"]" : "{\"name\": \"value\"}"
      throw .init(
        .invalid, field: name,
        Text.settingJson(wanted: wanted, sample: sample, problem: error))
    }
  }
}

/// The settings that plugins and scripts declare.
package enum DeclaredSettings {
  /// The version in a plugin's manifest; `nil` for scripts, and where it cannot be read.
  package static func version(of source: PluginSource) -> String? {
    guard !source.isScript, case .success(let manifest) = ManifestReader.manifest(of: source) else {
      return nil
    }
    return "\(manifest.version)"
  }

  /// What a plugin's manifest or a script's first statement declares.
  package static func specs(
    of source: PluginSource, desk: DeskTraits,
  ) throws(PluginProblem) -> [SettingSpec] {
    guard source.isScript else {
      switch ManifestReader.manifest(of: source) {
      case .success(let manifest): return manifest.settings
      case .failure(let list):
        throw list.problems.first ?? PluginProblem(plugin: source.name, Text.manifestNone)
      }
    }
    return try PluginBox.declaration(in: source, desk: desk).settings
  }

  /// What is wrong with values for those settings, by field.
  ///
  /// What must be given may be missing where the values are not `complete` yet.
  package static func problems(
    with given: [String: JSON], for specs: [SettingSpec], complete: Bool = true,
  ) -> [Refusal.Problem] {
    var problems: [Refusal.Problem] = []
    let names = specs.map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      problems.append(
        .init(
          .invalid, field: name,
          Text.settingUnknown(unknown: Names.unknown(name, among: names))))
    }
    for spec in specs {
      guard let json = given[spec.name], json != .null else {
        if complete, spec.isRequired, spec.standard == nil, spec.kind != .secret {
          problems.append(
            .init(.invalid, field: spec.name, Text.settingRequired(wanted: spec.wanted)))
        }
        continue
      }
      if let problem = spec.problem(with: LuaValue(json)) {
        problems.append(.init(.invalid, field: spec.name, problem))
      }
    }
    return problems
  }
}
