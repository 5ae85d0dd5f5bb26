import Kernel
import Lua
import Texts

/// Moves between stages that are there.
extension OwnDeclarations {
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
    case .rename, .renameChoice: break
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
}

/// The moves of a life cycle, or of an addition to one; such as were written by hand stay as they are.
struct Moves {
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
  func with(_ key: String, _ value: LuaValue) -> LuaValue {
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
