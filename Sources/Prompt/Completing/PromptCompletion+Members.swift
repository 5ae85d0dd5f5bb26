import Desk
import Display
import Kernel
import LuaSyntax

extension PromptCompletion {
  /// What can be named behind a path.
  func members(of path: LuaPath, by access: LuaAccess) -> [Offer] {
    let kind = kinds.kind(of: path)
    switch access {
    case .dot: return fields(of: kind).filter { LuaText.isName($0.name) }
    case .method: return methods(of: kind)
    case .index:
      return fields(of: kind).map { field in
        Offer(field.name, text: inString(field.name), detail: field.detail, ending: closing)
      }
    }
  }

  private func fields(of kind: LuaKind) -> [Offer] {
    switch kind {
    case .value(.shape(let shape)):
      return kinds.members(of: shape).map { Offer($0.name, detail: $0.words) }
    case .value(.customFields):
      return completion().nameable.filter { desk.rulebook.fields[$0] != nil }.map { Offer($0) }
    case .value(.personFields): return desk.viewer.personFields.map { Offer($0.name) }
    case .table(let names):
      return names.map { Offer($0.name, ending: $0.isFunction ? "(" : "") }
    case .space(let path): return children(of: path)
    case .value, .function, .rows, .groups, .unknown: return []
    }
  }

  /// The functions and the namespaces right below a namespace.
  private func children(of path: String) -> [Offer] {
    let start = path + "."
    let found = LuaKinds.functions.filter { $0.name.hasPrefix(start) }.map { function in
      let name = function.name.dropFirst(start.count)
      guard let dot = name.firstIndex(of: ".") else {
        return Offer(
          String(name), detail: function.summary, ending: LuaCallable(function).opening)
      }
      return Offer(String(name[..<dot]), ending: ".")
    }
    let actions = path == LuaKinds.actions ? kinds.actions : []
    return found + actions.map { Offer($0.name, ending: "(") }
  }

  private func methods(of kind: LuaKind) -> [Offer] {
    switch kind {
    case .value(.shape(let shape)):
      let start = "\(shape):"
      let found = LuaKinds.functions.filter { $0.name.hasPrefix(start) }.map { function in
        Offer(
          String(function.name.dropFirst(start.count)), detail: function.summary,
          ending: LuaCallable(function).opening)
      }
      let actions = shape == LuaKinds.ticket ? kinds.actions : []
      return found + actions.map { Offer($0.name, ending: "{") }
    case .rows(let row):
      return RowMethod.allCases.map { Offer($0.rawValue, ending: $0.callable(on: row).opening) }
    case .groups:
      return GroupMethod.allCases.map { Offer($0.rawValue, ending: $0.callable.opening) }
    case .table(let names):
      return names.filter(\.isFunction).filter { LuaText.isName($0.name) }
        .map { Offer($0.name, ending: "(") }
    case .value, .function, .space, .unknown: return []
    }
  }
}
