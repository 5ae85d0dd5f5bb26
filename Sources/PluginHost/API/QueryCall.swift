import Kernel
import Lua
import Texts

/// What `find`, `each` and `count` are called with: a query, and the options that all of them take.
struct QueryCall {
  let asker: Asker
  /// How many rows at the most, where that is said.
  let limit: Int?
  /// What to count by, where that is said.
  let by: String?
  private let text: String
  private let values: [LuaPair]
  private let path: String
  private let scope: Condition

  /// The most rows that one call may ask for by `limit`.
  private static let most: Int64 = 1_000

  static let values = APIPart("values", .table, "what $name in the query stands for")

  /// What such a function takes, with options of its own; `limit` says what it means there.
  static func parameters(_ own: [APIPart] = [], limit: String? = nil) -> [APIPart] {
    let limits = limit.map { [APIPart("limit", .integer, $0)] } ?? []
    return [
      APIPart("query", .query, "as docket help queries says"),
      .options(limits + [values] + own + [Asker.part]),
    ]
  }

  /// Reads the arguments of a function whose options are some of these.
  init(
    _ call: borrowing HostCall, _ context: SandboxContext, _ function: APIFunction,
  ) throws(HostError) {
    path = function.path
    scope = context.occupation.scope
    text = call.text(0)
    var options = function.options(call, 1)
    asker = try Asker(&options, context, path)
    values = options.pairs("values")
    by = options.takes("by") ? options.text("by") : nil
    let wanted = options.takes("limit") ? options.integer("limit") : nil
    if let wanted, !(1...QueryCall.most).contains(wanted) {
      options.fail("limit", Text.tableOutOfRange(number: wanted, most: QueryCall.most))
    }
    limit = wanted.map { Int($0) }
    try options.check()
  }

  /// The query as one about tickets, discarded ones left out unless it asks for them.
  var tickets: Query {
    get throws(HostError) {
      let query = try asker.query(text, values: values, path: path)
      return asker.sight.viewer.listed(scope == .always ? query : query.restricted(to: scope))
    }
  }

  /// A query over entries that stands in the options, as `$name` is bound there.
  func entries(_ text: String) throws(HostError) -> EntryQuery {
    try asker.entryQuery(text, values: values, path: path)
  }

  /// The query as one about entries.
  var entries: EntryQuery {
    get throws(HostError) { try asker.entryQuery(text, values: values, path: path) }
  }
}
