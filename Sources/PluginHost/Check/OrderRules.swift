import LuaSyntax
import Texts

/// Loops that rely on an order which keys do not have.
///
/// `pairs` gives the same order in every run, numbers first and then names by their bytes; `next` gives
/// that of Lua's hashes, which is another one in each sandbox.
struct OrderRules {
  let reach: CodeReach

  func findings() -> [CheckFinding] {
    reach.files.enumerated().flatMap { index, file in
      file.tree.statements.compactMap { statement -> CheckFinding? in
        guard case .each(_, let values, let body) = statement.kind, let first = values.first else {
          return nil
        }
        let place = CodePlace(file: index, function: statement.function)
        let decides = reach.lanes[place]?.contains(.deciding) ?? false
        switch file.tree[first].kind {
        case .global("next") where decides:
          return file.finding(.pairsOrder, at: statement.place, Text.checkNext)
        case .call(let callee, let arguments):
          guard case .global("pairs") = file.tree[callee].kind, let table = arguments.first,
            file.hasSeveralKeys(table), let last = body.last, file.ends(last)
          else { return nil }
          return file.finding(.pairsOrder, at: statement.place, Text.checkPairs)
        default: return nil
        }
      }
    }
  }
}

extension CodeFile {
  /// Whether an expression is a table that is written with more than one name.
  fileprivate func hasSeveralKeys(_ id: Expression.ID) -> Bool {
    switch tree[id].kind {
    case .variable(let variable): return constant(variable).map(isWide) ?? false
    default: return isWide(id)
    }
  }

  private func isWide(_ id: Expression.ID) -> Bool {
    guard case .table(let items) = tree[id].kind else { return false }
    let names = items.compactMap { item in
      if case .name(let name) = item.key { name } else { nil }
    }
    return Set(names).count > 1
  }

  /// Whether a loop ends with that statement, whatever came before.
  fileprivate func ends(_ id: Statement.ID) -> Bool {
    switch tree[id].kind {
    case .break: true
    // Whether there is any key at all is no matter of order.
    case .return(let values): values.contains { literal($0) == nil }
    default: false
    }
  }
}
