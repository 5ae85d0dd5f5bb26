import Kernel
import Lua
import Texts

/// What `find`, `each` and `count` are called with: a query, and the options that all of them take.
struct Question {
  let asker: Asker
  /// How many rows at the most, where that is said.
  let limit: Int?
  /// What to count by, where that is said.
  let by: String?
  private let text: String
  private let values: [LuaPair]
  private let path: String

  /// The most rows that one call may ask for by `limit`.
  private static let most: Int64 = 1_000

  /// Reads the arguments; `takesBy` and `takesLimit` say which options the function has.
  init(
    _ call: borrowing HostCall, _ context: SandboxContext, _ path: String, takesBy: Bool = false,
    takesLimit: Bool = true,
  ) throws(HostError) {
    text = try call.text(0, "query")
    var options = call.options(1, path)
    asker = try Asker(&options, context, path)
    values = options.pairs("values")
    by = takesBy ? options.text("by") : nil
    let wanted = takesLimit ? options.integer("limit") : nil
    if let wanted, !(1...Question.most).contains(wanted) {
      options.fail("limit", Text("table.out_of_range", ["number": wanted, "most": Question.most]))
    }
    limit = wanted.map { Int($0) }
    self.path = path
    try options.check()
  }

  /// The query as one about tickets, discarded ones left out unless it asks for them.
  var tickets: Query {
    get throws(HostError) {
      asker.sight.viewer.listed(try asker.query(text, values: values, path: path))
    }
  }

  /// The query as one about entries.
  var entries: EntryQuery {
    get throws(HostError) { try asker.entryQuery(text, values: values, path: path) }
  }
}
