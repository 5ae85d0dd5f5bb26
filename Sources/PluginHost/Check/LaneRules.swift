import Kernel
import LuaSyntax
import Texts

/// What runs where: functions that do not work in a lane, and decisions that leave something behind.
struct LaneRules {
  let reach: CodeReach

  func findings() -> [CheckFinding] {
    wrongLanes() + amendingValidators() + keptVariables() + silentValidators()
  }

  private func wrongLanes() -> [CheckFinding] {
    reach.files.enumerated().flatMap { index, file in
      file.calls.compactMap { call -> CheckFinding? in
        let place = CodePlace(file: index, function: file.tree[call.id].function)
        // What runs in several lanes may ask first in which one it is.
        guard let lanes = reach.lanes[place], lanes.isDisjoint(with: call.function.lanes),
          let wrong = Lane.allCases.first(where: { lanes.contains($0) })
        else { return nil }
        let places = Lane.allCases.filter(call.function.lanes.contains).map(\.words)
        return file.finding(
          .wrongLane, at: call.id,
          Text.apiWrongPlace(
            path: call.function.name, places: Text(joining: places, by: ", or "),
            place: wrong.words))
      }
    }
  }

  /// Amendments in what validates, which may only refuse.
  private func amendingValidators() -> [CheckFinding] {
    reach.files.flatMap { file in
      file.handlers.filter { $0.value.taker.path == "docket.validate" }.keys
        .flatMap { file.code(of: $0) }.compactMap { id -> CheckFinding? in
          guard case .method(let object, let name, _, _) = file.tree[id].kind,
            ChangeAPI.amending.contains(name), file.isChange(object)
          else { return nil }
          return file.finding(.wrongLane, at: id, Text.apiValidateAmends(path: "change:\(name)"))
        }
    }
  }

  /// Variables of the top level, or of what made the hook, that a decision changes, or whose tables
  /// it changes.
  private func keptVariables() -> [CheckFinding] {
    reach.files.enumerated().flatMap { index, file in
      file.tree.statements.flatMap { statement -> [CheckFinding] in
        guard case .assign(let targets, let values) = statement.kind,
          decides(statement.function, in: index)
        else { return [] }
        return targets.enumerated().compactMap { place, target in
          guard let id = file.root(of: target), !decides(file.tree[id].function, in: index),
            !(place < values.count && mayCache(target, values[place], in: file))
          else { return nil }
          return file.finding(
            .keptVariable, at: target, Text.checkKept(variable: file.tree[id].name))
        }
      }
    }
  }

  /// Whether a table may only keep what was worked out, which a decision may: what is counted or
  /// ticked off in it is more.
  private func mayCache(_ target: Expression.ID, _ value: Expression.ID, in file: CodeFile) -> Bool
  {
    guard case .index = file.tree[target].kind else { return false }
    return switch file.tree[value].kind {
    case .call, .method, .variable, .table: true
    default: false
    }
  }

  private func decides(_ function: Function.ID, in file: Int) -> Bool {
    // What is exported answers decisions, too.
    let lanes = reach.lanes[CodePlace(file: file, function: function)] ?? []
    return lanes.contains(.deciding) || lanes.contains(.answering)
  }

  private func silentValidators() -> [CheckFinding] {
    let keepers = reach.files.map(\.keepers)
    return reach.files.enumerated().flatMap { index, file in
      file.handlers.sorted { file.place(of: $0.value.call) < file.place(of: $1.value.call) }
        .compactMap { function, handler -> CheckFinding? in
          guard handler.taker.path == "docket.validate",
            !mayRefuse(CodePlace(file: index, function: function), keepers)
          else { return nil }
          return file.finding(.silentValidator, at: handler.call, Text.checkSilent)
        }
    }
  }

  /// Whether a function, or what it calls, refuses or fails; also where that is not certain.
  ///
  /// `keepers` are the functions of each file that put a change somewhere.
  private func mayRefuse(_ start: CodePlace, _ keepers: [Set<Function.ID>]) -> Bool {
    var (waiting, seen): ([CodePlace], Set<CodePlace>) = ([start], [start])
    while let place = waiting.popLast() {
      let file = reach.files[place.file]
      guard !keepers[place.file].contains(place.function),
        !file.code(of: place.function).contains(where: { isUncertain($0, in: place.file) })
      else { return true }
      for next in reach.called(by: place, in: .deciding) where seen.insert(next).inserted {
        waiting.append(next)
      }
    }
    return false
  }

  /// Whether an expression refuses, fails, or hands the change to code that is not known.
  private func isUncertain(_ id: Expression.ID, in index: Int) -> Bool {
    let file = reach.files[index]
    switch file.tree[id].kind {
    case .global("error"), .global("assert"), .global("load"): return true
    case .method(_, "refuse", _, _): return true
    case .index(_, let key): return file.text(key) == "refuse"
    case .table(let items): return items.contains { file.isChange($0.value) }
    case .method(let object, _, _, let arguments):
      guard file.call(id) == nil else { return false }
      return file.isChange(object)
        || arguments.contains { file.isChange($0) || file.isUntyped($0) }
    case .call(let callee, let arguments):
      guard file.call(id) == nil, reach.target(of: callee, in: index).isEmpty else { return false }
      return arguments.contains(where: file.isChange)
        || (!file.isOfLua(callee) && arguments.contains(where: file.isUntyped))
    default: return false
    }
  }
}

extension CodeFile {
  /// The variable that `a`, `a.b` or `a[b].c` begins with; `nil` where it may hold what came from
  /// elsewhere.
  fileprivate func root(of target: Expression.ID) -> Variable.ID? {
    var id = target
    while case .index(let base, _) = tree[id].kind { id = base }
    guard case .variable(let variable) = tree[id].kind else { return nil }
    if id == target { return variable }
    guard let value = constant(variable), case .table = tree[value].kind else { return nil }
    return variable
  }

  fileprivate func isChange(_ id: Expression.ID) -> Bool { type(of: id) == .shape("change") }

  /// Whether it is a parameter of which nothing is known, so that it may be a change.
  fileprivate func isUntyped(_ id: Expression.ID) -> Bool {
    guard case .variable(let variable) = tree[id].kind, case .parameter = tree[variable].origin
    else { return false }
    return type(of: id) == nil
  }

  /// Whether a function of Lua's own is called, which calls nothing that it is given.
  fileprivate func isOfLua(_ callee: Expression.ID) -> Bool {
    switch tree[callee].kind {
    case .global(let name): return name != "pcall" && name != "xpcall"
    case .index(let base, _):
      guard case .global(let library) = tree[base].kind else { return false }
      return known.members(ofLibrary: library) != nil
    default: return false
    }
  }

  /// The functions that put a change into a variable or a table, from where any code may have it.
  fileprivate var keepers: Set<Function.ID> {
    Set(
      tree.statements.compactMap { statement in
        guard case .assign(_, let values) = statement.kind, values.contains(where: isChange) else {
          return nil
        }
        return statement.function
      })
  }
}
