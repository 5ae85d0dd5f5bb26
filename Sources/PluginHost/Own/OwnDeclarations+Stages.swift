import Kernel
import Lua
import Texts

/// Stages that are added to life cycles of plugins, with the moves to and from them, and moves between
/// stages that are there.
extension OwnDeclarations {
  /// A stage and where it stands.
  struct Stage: Equatable {
    var name: String
    var lifecycle: String
    var category: String
    /// The stages that lead to it.
    var from: [String]
    /// The stages that it leads to.
    var to: [String]
  }

  /// Every stage that commands added.
  var stages: [Stage] {
    lifecycles.flatMap { cycle -> [Stage] in
      let moves = Moves(cycle["transitions"])
      return (cycle["stages"]?.items ?? []).compactMap { item in
        guard let name = item["name"]?.text ?? item.texts?.first else { return nil }
        return Stage(
          name: name, lifecycle: cycle["name"]?.text ?? "",
          category: item["category"]?.text ?? item.texts?.last ?? "",
          from: moves.sources(of: name), to: moves.targets(of: name))
      }
    }
  }

  func stageText(_ name: String) -> String? {
    let found = stages.filter { $0.name == name }.map { stage in
      LuaSource.text(
        .table([
          LuaPair("lifecycle", .string(stage.lifecycle)),
          LuaPair("category", .string(stage.category)),
          LuaPair("from", .array(stage.from.map(LuaValue.string))),
          LuaPair("to", .array(stage.to.map(LuaValue.string))),
        ]), depth: 1)
    }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  mutating func applyStage(_ edit: DeclarationEdit) throws(Refusal) {
    let lifecycle = edit.text("lifecycle")
    let present = stages.filter {
      $0.name == edit.name && (lifecycle ?? $0.lifecycle) == $0.lifecycle
    }
    switch edit.step {
    case .add:
      guard present.isEmpty else { throw OwnDeclarations.taken(edit) }
      var stage = Stage(
        name: edit.name, lifecycle: lifecycle ?? "", category: "", from: [], to: [])
      stage.take(edit)
      put(stage)
    case .set, .remove:
      guard let old = present.first else { throw missing(edit) }
      guard present.count == 1 else {
        throw Refusal(
          .invalid,
          Text.madeSeveralCycles(
            name: edit.name, lifecycles: present.map(\.lifecycle).joined(separator: ", ")),
          field: "lifecycle")
      }
      guard edit.step == .set else { return take(away: old) }
      var stage = old
      stage.take(edit)
      change(old, to: stage)
    }
  }

  /// Puts a stage with its moves into the addition to its life cycle, which is made if there is none.
  private mutating func put(_ stage: Stage) {
    var all = lifecycles
    let place = all.firstIndex { $0["name"]?.text == stage.lifecycle }
    let cycle =
      place.map { all[$0] }
      ?? .table([
        LuaPair("name", .string(stage.lifecycle)), LuaPair("extends", .boolean(true)),
      ])
    var items = cycle["stages"]?.items ?? []
    let item = LuaValue.table([
      LuaPair("name", .string(stage.name)), LuaPair("category", .string(stage.category)),
    ])
    if let at = items.firstIndex(where: { OwnDeclarations.name(of: $0) == stage.name }) {
      items[at] = item
    } else {
      items.append(item)
    }
    var moves = Moves(cycle["transitions"])
    for from in stage.from { moves.add(from, stage.name) }
    for to in stage.to { moves.add(stage.name, to) }
    let new = cycle.with("stages", .array(items)).with("transitions", moves.lua)
    if let place { all[place] = new } else { all.append(new) }
    lifecycles = all
  }

  /// Has a stage stand otherwise; moves that stay keep what they want, as a permission.
  private mutating func change(_ old: Stage, to new: Stage) {
    lifecycles = lifecycles.map { cycle in
      guard cycle["name"]?.text == old.lifecycle else { return cycle }
      let items = (cycle["stages"]?.items ?? []).map { item in
        guard OwnDeclarations.name(of: item) == new.name, new.category != old.category else {
          return item
        }
        return (item["name"] == nil ? LuaValue.table([LuaPair("name", .string(new.name))]) : item)
          .with("category", .string(new.category))
      }
      var moves = Moves(cycle["transitions"])
      for from in old.from where !new.from.contains(from) { moves.remove(from, new.name) }
      for to in old.to where !new.to.contains(to) { moves.remove(new.name, to) }
      for from in new.from { moves.add(from, new.name) }
      for to in new.to { moves.add(new.name, to) }
      return cycle.with("stages", .array(items)).with("transitions", moves.lua)
    }
  }

  /// Takes a stage away, with its moves.
  private mutating func take(away stage: Stage) {
    lifecycles = lifecycles.compactMap { cycle in
      guard cycle["name"]?.text == stage.lifecycle else { return cycle }
      var moves = Moves(cycle["transitions"])
      moves.remove(stage.name)
      let items = (cycle["stages"]?.items ?? []).filter {
        OwnDeclarations.name(of: $0) != stage.name
      }
      guard !items.isEmpty || !moves.isEmpty else { return nil }
      return cycle.with("stages", .array(items)).with("transitions", moves.lua)
    }
  }

  /// The moves that commands added, as Lua, by name: one of each life cycle; of a stage that they added
  /// only those that want something.
  var moves: [String: [String]] {
    var found: [String: [String]] = [:]
    for cycle in lifecycles {
      let own = Set((cycle["stages"]?.items ?? []).compactMap(OwnDeclarations.name(of:)))
      for (from, move) in Moves(cycle["transitions"]).each {
        guard let to = Moves.target(move) else { continue }
        let wants = (move.pairs ?? []).filter { $0.key != "to" }
        // What a stage's own text tells of is told once.
        if wants.isEmpty, own.contains(from) || own.contains(to) { continue }
        let text = LuaSource.text(
          .table([LuaPair("lifecycle", cycle["name"] ?? .string(""))] + wants), depth: 1)
        found[DeclarationEdit.move(from: from, to: to), default: []].append(text)
      }
    }
    return found
  }

  /// Whether commands declared a move, be it one of a stage that they added.
  func hasMove(_ name: String) -> Bool {
    lifecycles.contains { cycle in
      Moves(cycle["transitions"]).each.contains { from, move in
        Moves.target(move).map { DeclarationEdit.move(from: from, to: $0) } == name
      }
    }
  }

  /// Adds a move, or has one that was added want something else; or takes it away.
  mutating func applyMove(_ edit: DeclarationEdit) throws(Refusal) {
    let name = edit.text("lifecycle") ?? ""
    guard let from = edit.text("from"), let to = edit.text("to") else { throw missing(edit) }
    var all = lifecycles
    let place = all.firstIndex { $0["name"]?.text == name }
    let cycle =
      place.map { all[$0] }
      ?? .table([LuaPair("name", .string(name)), LuaPair("extends", .boolean(true))])
    var moves = Moves(cycle["transitions"])
    switch edit.step {
    case .add, .set:
      let wants = edit.values.filter { !["lifecycle", "from", "to"].contains($0.key) }
      moves.put(from, to, LuaValue.table([LuaPair("to", .string(to))]).saying(wants))
    case .remove:
      guard moves.targets(of: from).contains(to) else { throw missing(edit) }
      moves.remove(from, to)
    }
    let new = cycle.with("transitions", moves.lua)
    let isLeft = (new.pairs ?? []).contains { !["name", "extends"].contains($0.key) }
    if let place {
      if isLeft { all[place] = new } else { all.remove(at: place) }
    } else {
      all.append(new)
    }
    lifecycles = all
  }

  private static func name(of stage: LuaValue) -> String? {
    stage["name"]?.text ?? stage.texts?.first
  }
}

extension OwnDeclarations.Stage {
  fileprivate mutating func take(_ edit: DeclarationEdit) {
    category = edit.text("category") ?? category
    from = edit.texts("from") ?? from
    to = edit.texts("to") ?? to
  }
}

extension DeclarationEdit {
  fileprivate func text(_ key: String) -> String? { value(of: key)?.string }

  fileprivate func texts(_ key: String) -> [String]? {
    guard let value = value(of: key) else { return nil }
    return (value.array ?? []).compactMap(\.string)
  }

  private func value(of key: String) -> JSON? { values.first { $0.key == key }?.value }
}

/// The moves of an addition to a life cycle; such as were written by hand stay as they are.
private struct Moves {
  private var items: [(from: String, to: [LuaValue])]

  init(_ value: LuaValue?) {
    items = (value?.pairs ?? []).map { ($0.key, $0.value.items ?? []) }
  }

  var isEmpty: Bool { items.isEmpty }

  var lua: LuaValue {
    .table(
      items.sorted { $0.from.precedesByBytes($1.from) }.map { LuaPair($0.from, .array($0.to)) })
  }

  func sources(of stage: String) -> [String] {
    items.filter { $0.to.contains { Moves.target($0) == stage } }.map(\.from)
  }

  func targets(of stage: String) -> [String] {
    items.first { $0.from == stage }?.to.compactMap(Moves.target) ?? []
  }

  mutating func add(_ from: String, _ to: String) {
    guard let place = items.firstIndex(where: { $0.from == from }) else {
      return items.append((from, [.string(to)]))
    }
    guard !items[place].to.contains(where: { Moves.target($0) == to }) else { return }
    items[place].to.append(.string(to))
  }

  /// Every move, with the stage that it leads from.
  var each: [(from: String, move: LuaValue)] {
    items.flatMap { from, moves in moves.map { (from, $0) } }
  }

  /// Has a move stand so, whether there is one already or not.
  mutating func put(_ from: String, _ to: String, _ move: LuaValue) {
    let short = move.pairs?.count == 1 ? LuaValue.string(to) : move
    guard let place = items.firstIndex(where: { $0.from == from }) else {
      return items.append((from, [short]))
    }
    if let at = items[place].to.firstIndex(where: { Moves.target($0) == to }) {
      items[place].to[at] = short
    } else {
      items[place].to.append(short)
    }
  }

  mutating func remove(_ from: String, _ to: String) {
    items = items.compactMap { source, moves in
      guard source == from else { return (source, moves) }
      let left = moves.filter { Moves.target($0) != to }
      return left.isEmpty ? nil : (source, left)
    }
  }

  mutating func remove(_ stage: String) {
    items = items.compactMap { from, to in
      guard from != stage else { return nil }
      let left = to.filter { Moves.target($0) != stage }
      return left.isEmpty ? nil : (from, left)
    }
  }

  static func target(_ move: LuaValue) -> String? { move.text ?? move["to"]?.text }
}

extension LuaValue {
  /// The table with another value under a key; an empty one takes the key away.
  fileprivate func with(_ key: String, _ value: LuaValue) -> LuaValue {
    let isEmpty = value.items?.isEmpty == true || value.pairs?.isEmpty == true
    var pairs = pairs ?? []
    if let place = pairs.firstIndex(where: { $0.key == key }) {
      if isEmpty { pairs.remove(at: place) } else { pairs[place] = LuaPair(key, value) }
    } else if !isEmpty {
      pairs.append(LuaPair(key, value))
    }
    return .table(pairs)
  }
}
