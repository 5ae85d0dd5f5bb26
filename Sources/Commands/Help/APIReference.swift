import Kernel
import PluginHost
import Texts

/// The reference of the Lua API, from the registry that dispatches its calls.
struct APIReference {
  private let asked: String
  private let found: [APIFunction]

  /// The functions of that name: whole, its end, or a namespace; all for an empty one.
  init(_ name: String) throws(Failure) {
    asked = name
    let functions = APIReference.functions
    let exact = functions.filter { $0.path == name || $0.path == "docket.\(name)" }
    found = exact.isEmpty ? APIReference.beneath(name) : exact
    guard found.isEmpty else { return }
    let names = functions.map(\.path) + APIReference.namespaces
    let nearest = nearestName(to: name, among: names + names.map(APIReference.short))
    let hint = Text.nearest(nearest) ?? Text("hint.api_list")
    throw Failure(.notFound, Text("usage.no_function", ["name": name, "hint": hint]))
  }

  /// Writes them as a page, or as one JSON array.
  func write(on output: Output) throws {
    guard !output.isJSON else { return try output.write(.array(found.map(json))) }
    let page = HelpPage(on: output.standard)
    let isWhole = found.count == 1
    let blocks = isWhole ? APIReference.details(of: found[0]) : [APIReference.table(found)]
    let title = isWhole ? APIReference.call(found[0]) : "The Lua API: \(asked)"
    try output.page(page.lines(title, blocks))
  }

  /// All functions by namespace, for the topic.
  static var overview: [HelpBlock] {
    let intro = HelpBlock.text(
      "Plugins, scripts and specs have one global, docket. A wrong call raises and names the"
        + " argument; an expected failure returns nil and an error. docket help api NAME says where"
        + " a function works and what permission it needs.")
    return [intro]
      + namespaces.flatMap { namespace in
        [.heading(namespace), table(functions.filter { self.namespace(of: $0) == namespace })]
      }
  }

  private static func details(of function: APIFunction) -> [HelpBlock] {
    let lanes = Lane.allCases.filter(function.lanes.contains).map(\.words.description)
    var rows = [("does", function.summary), ("works", lanes.joined(separator: "; "))]
    if let permission = function.permission { rows.append(("needs", permission)) }
    return [.table(rows)]
  }

  private static func table(_ functions: [APIFunction]) -> HelpBlock {
    .table(functions.map { (call($0), $0.summary) })
  }

  private static func call(_ function: APIFunction) -> String {
    "\(function.path)(\(function.parameters))"
  }

  private func json(_ function: APIFunction) -> JSON {
    .object([
      ("name", .string(function.path)), ("parameters", .string(function.parameters)),
      ("summary", .string(function.summary)),
      (
        "lanes",
        .array(Lane.allCases.filter(function.lanes.contains).map { .string($0.rawValue) })
      ),
      ("permission", function.permission.map(JSON.string) ?? .null),
    ])
  }

  /// What people call; an iterator's own step is not.
  static let functions = APIRegistry.functions.filter { !$0.path.hasPrefix("each:") }

  private static func beneath(_ name: String) -> [APIFunction] {
    guard !name.isEmpty else { return functions }
    return functions.filter { [name, "docket.\(name)"].contains(namespace(of: $0)) }
  }

  /// `docket.tickets` of `docket.tickets.get`, `change` of `change:set`.
  private static func namespace(of function: APIFunction) -> String {
    let end = function.path.lastIndex { $0 == "." || $0 == ":" } ?? function.path.endIndex
    return String(function.path[..<end])
  }

  private static let namespaces: [String] = functions.map(namespace).reduce(into: []) { all, name in
    if !all.contains(name) { all.append(name) }
  }

  private static func short(_ path: String) -> String {
    path.hasPrefix("docket.") ? String(path.dropFirst(7)) : path
  }
}
