/// What the command line asks for.
struct Options {
  /// A mistake on the command line, in words.
  struct Mistake: Error {
    let message: String
  }

  var groups = Group.allCases
  var scale = Scale.whole
  var isJSON = false
  var wantsHelp = false
  /// The file of an earlier result to compare with, and the one to write.
  var comparison: String?
  var saving: String?

  static let help = """
    bench [--json] [--smoke] [--repetitions N] [--tickets N] [GROUP…]

    Groups: \(Group.allCases.map(\.rawValue).joined(separator: ", ")); all of them where none is named.
      --json            one JSON document instead of the table
      --smoke           a few of everything: to see that it works, not how fast it is
      --repetitions N   how often each measurement is repeated; medians are shown
      --tickets N       how many tickets the large desk has (100000), the small one a tenth of it;
                        both are kept in .build/bench
      --compare FILE    also shows what has changed since an earlier result
      --save FILE       writes the result as JSON, for a later comparison

    Two floors are measured in the same run through SQLite's C interface alone, with the desk's
    pragmas. `reference` inserts fixed rows: ticket, entry, payload, search and outbox. `own` executes
    again, statement by statement, what the desk executed for the same creates.
    """

  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    var named: [Group] = []
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": isJSON = true
      case "--smoke": scale = .smoke
      case "--help", "-h": wantsHelp = true
      case "--repetitions": scale.repetitions = try Options.number(after: argument, &rest)
      case "--tickets": scale.tickets = try Options.number(after: argument, &rest)
      case "--compare": comparison = try Options.path(after: argument, &rest)
      case "--save": saving = try Options.path(after: argument, &rest)
      default:
        guard let group = Group(rawValue: argument) else {
          let known = Group.allCases.map(\.rawValue).joined(separator: ", ")
          throw Mistake(message: "there is no `\(argument)`; groups are \(known); see --help")
        }
        named.append(group)
      }
    }
    if !named.isEmpty { groups = named }
  }

  private static func path(
    after option: String, _ rest: inout ArraySlice<String>,
  ) throws(Mistake) -> String {
    guard let path = rest.popFirst() else { throw Mistake(message: "\(option) wants a file") }
    return path
  }

  private static func number(
    after option: String, _ rest: inout ArraySlice<String>,
  ) throws(Mistake) -> Int {
    guard let text = rest.popFirst(), let number = Int(text), number > 0 else {
      throw Mistake(message: "\(option) wants a number above 0")
    }
    return number
  }
}

/// How much of everything is done.
struct Scale {
  /// How often each measurement is repeated, the things compared taking turns.
  var repetitions: Int
  /// Creates in one transaction each.
  var creates: Int
  /// Creates of many callers together.
  var shared: Int
  /// Requests for each number of hooks.
  var hooked: Int
  /// Tickets of the large desk.
  var tickets: Int
  /// Lists in one measurement.
  var lists: Int
  /// Whether the import is measured: it cannot be made smaller.
  var importsWhole: Bool

  /// How many tickets a bulk changes, as far as a desk has so many.
  var bulks: [Int] { importsWhole ? [1_000, 10_000] : [20] }

  /// The numbers of tickets of the small and of the large desk.
  var sizes: [Int] { [max(1, tickets / 10), tickets] }

  /// What is measured on the small desk, then on the large one.
  func rowsOfBothSizes(_ measure: (_ tickets: Int) async throws -> [ReportRow]) async throws
    -> [ReportRow]
  {
    var rows: [ReportRow] = []
    for tickets in sizes { rows += try await measure(tickets) }
    return rows
  }

  static let whole = Scale(
    repetitions: 7, creates: 300, shared: 2_048, hooked: 1_000, tickets: 100_000, lists: 100,
    importsWhole: true)
  static let smoke = Scale(
    repetitions: 1, creates: 8, shared: 64, hooked: 20, tickets: 640, lists: 2,
    importsWhole: false)
}
