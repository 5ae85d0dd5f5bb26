import Texts

extension Request {
  /// What is asked, as it is kept while a bulk goes on: without ticket, version, key and name.
  package var json: JSON {
    var members: [(String, JSON)] = [
      ("action", .string(action.name)), ("actor", .string(actor.text)),
      ("source", .string(source.rawValue)),
      ("bulk", .boolean(needsBulk)),
      ("automatic", .boolean(isAutomatic)), ("effects", .boolean(hasEffects)),
      ("note", .string(note)), ("public", .boolean(isPublic)), ("text", .string(text)),
      ("params", .object(params.map { ($0.key, $0.value.json) })),
      (
        "set",
        .array(set.map { .array([.string($0.field), $0.assignment.json]) })
      ),
    ]
    if !tellsPeople { members.append(("notify", .boolean(false))) }
    if let backfill { members.append(("backfill", .string(backfill))) }
    if let asked { members.append(("asked", .integer(asked.milliseconds))) }
    if let zone { members.append(("zone", .string(zone.name))) }
    if let language { members.append(("language", .string(language.code))) }
    if let cause { members.append(("cause", cause.json)) }
    if let undoes { members.append(("undoes", undoes.json)) }
    return .object(members)
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let action = json["action"]?.string, let source = json["source"]?.string,
      let actor = json["actor"]?.string.flatMap(Actor.init(text:)),
      let items = json["set"]?.array, let params = json["params"]?.members
    else { return nil }
    let set = items.compactMap { item -> (field: String, assignment: Assignment)? in
      guard let pair = item.array, pair.count == 2, let field = pair[0].string,
        let assignment = Assignment(json: pair[1])
      else { return nil }
      return (field, assignment)
    }
    guard set.count == items.count else { return nil }
    self.init(
      actor: actor, source: Source(rawValue: source), action: Action(action), set: set,
      text: json["text"]?.string ?? "",
      isPublic: json["public"]?.boolean ?? false, note: json["note"]?.string ?? "")
    for (name, value) in params {
      guard let value = Value(json: value) else { return nil }
      self.params[name] = value
    }
    isAutomatic = json["automatic"]?.boolean ?? false
    hasEffects = json["effects"]?.boolean ?? true
    tellsPeople = json["notify"]?.boolean ?? true
    backfill = json["backfill"]?.string
    needsBulk = json["bulk"]?.boolean ?? true
    asked = json["asked"]?.integer.map(Instant.init(milliseconds:))
    zone = json["zone"]?.string.flatMap { try? Zone.named($0) }
    language = json["language"]?.string.flatMap { Language($0) }
    cause = json["cause"].flatMap(Cause.init(json:))
    undoes = json["undoes"].flatMap(UndoScope.init(json:))
  }
}

extension Request.Assignment {
  fileprivate var json: JSON {
    switch self {
    case .value(let value): .object([("value", value.json)])
    case .elements(let adding, let removing):
      .object([
        ("add", .array(adding.map(\.json))), ("remove", .array(removing.map(\.json))),
      ])
    }
  }

  fileprivate init?(json: JSON) {
    if let value = json["value"].flatMap(Value.init(json:)) {
      self = .value(value)
      return
    }
    guard let adding = json["add"]?.array, let removing = json["remove"]?.array else { return nil }
    let (more, less) = (
      adding.compactMap(Value.init(json:)), removing.compactMap(Value.init(json:))
    )
    guard more.count == adding.count, less.count == removing.count else { return nil }
    self = .elements(adding: more, removing: less)
  }
}

extension Cause {
  fileprivate var json: JSON {
    .object([
      ("depth", .integer(depth)), ("entry", .integer(entry.rawValue)), ("hook", .string(hook)),
      ("laps", .integer(Int64(laps))), ("origin", .integer(origin.rawValue)),
      ("plugin", .string(plugin)),
    ])
  }

  fileprivate init?(json: JSON) {
    guard let entry = json["entry"]?.integer, let origin = json["origin"]?.integer,
      let depth = json["depth"]?.integer, let hook = json["hook"]?.string,
      let laps = json["laps"]?.integer, let plugin = json["plugin"]?.string
    else { return nil }
    self.init(
      entry: EntryID(rawValue: entry), origin: EntryID(rawValue: origin), depth: depth,
      hook: hook, laps: Int(laps), plugin: plugin)
  }
}
