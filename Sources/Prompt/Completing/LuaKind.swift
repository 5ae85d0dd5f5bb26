import Desk
import Kernel

/// What an expression of Lua is, as far as that is known without running it.
indirect enum LuaKind {
  case unknown
  case value(PluginAPI.Sort)
  /// A part of the API, by its path.
  case space(String)
  case function(LuaCallable)
  /// Rows of a question, by what each of them is.
  case rows(of: LuaKind)
  case groups
  /// A table of the session.
  case table([PromptHeld.Name])

  /// What one gets who goes through it.
  var element: LuaKind {
    switch self {
    case .rows(let row): row
    case .value(.list(let sort)): .value(sort)
    case .unknown, .value, .space, .function, .groups, .table: .unknown
    }
  }
}

/// A function, as far as completion knows it.
struct LuaCallable {
  /// What it takes, in order; the object of a method is none of them.
  let parameters: [PluginAPI.Sort]
  let gives: LuaKind
  var detail: String?
  /// What is typed right behind its name.
  var opening: String

  init(_ parameters: [PluginAPI.Sort], gives: LuaKind) {
    self.parameters = parameters
    self.gives = gives
    opening = parameters.isEmpty ? "()" : "("
  }

  init(_ function: PluginAPI.Function) {
    self.init(function.parameters.map(\.sort), gives: .value(function.result))
    detail = function.summary
    if case .table? = parameters.first, parameters.count == 1 { opening = "{" }
  }

  /// An action of a plugin on a ticket, with the ticket's number before its table or without.
  init(_ action: ActionSpec, isMethod: Bool) {
    let table = PluginAPI.Sort.table(PluginAPI.keys(of: action))
    self.init(isMethod ? [table] : [.ticket, table], gives: .value(.other))
    opening = isMethod ? "{" : "("
  }
}

/// The names that a prompt has besides those of Lua and of the session.
enum PromptName: String, CaseIterable {
  case tickets, history, person, ago, me, now

  var kind: LuaKind {
    switch self {
    case .tickets: .function(LuaCallable([.query], gives: .rows(of: .value(.shape("ticket")))))
    case .history: .function(LuaCallable([.query], gives: .rows(of: .value(.shape("entry")))))
    case .person: .function(LuaCallable([.person], gives: .value(.shape("person"))))
    case .ago: .function(LuaCallable([.other], gives: .value(.other)))
    case .me: .value(.shape("person"))
    case .now: .value(.other)
    }
  }

  /// What is typed right behind it.
  var opening: String {
    if case .function(let callable) = kind { callable.opening } else { "" }
  }
}

/// What can be asked of rows.
enum RowMethod: String, CaseIterable {
  case average, chart, count, each, first, group, list, map, max, median, min, sort, sum, table
  case take, `where`

  func callable(on row: LuaKind) -> LuaCallable {
    switch self {
    case .average, .max, .median, .min, .sum: LuaCallable([.fieldName], gives: .value(.other))
    case .chart, .table: LuaCallable([.fieldName], gives: .unknown)
    case .count, .each, .list: LuaCallable([], gives: .unknown)
    case .first: LuaCallable([], gives: row)
    case .group: LuaCallable([.fieldName, .words(RowMethod.periods)], gives: .groups)
    case .map: LuaCallable([.other], gives: .rows(of: .unknown))
    case .sort: LuaCallable([.fieldName], gives: .rows(of: row))
    case .take, .where: LuaCallable([.other], gives: .rows(of: row))
    }
  }

  private static let periods = ["hour", "day", "week", "month", "year"]
}

/// What can be asked of groups of rows.
enum GroupMethod: String, CaseIterable {
  case average, chart, count, list, map, max, median, min, sort, sum, take

  var callable: LuaCallable {
    switch self {
    case .average, .max, .median, .min, .sum: LuaCallable([.fieldName], gives: .groups)
    case .chart, .count: LuaCallable([], gives: .groups)
    case .list: LuaCallable([], gives: .unknown)
    case .map, .take: LuaCallable([.other], gives: .groups)
    case .sort: LuaCallable([.words(["key", "value"])], gives: .groups)
    }
  }
}
