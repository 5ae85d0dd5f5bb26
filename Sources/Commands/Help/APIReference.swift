import Desk
import Display
import Kernel
import Texts

/// The reference of the Lua API, from the registry that dispatches its calls.
struct APIReference {
  private let asked: String
  private let found: [PluginAPI.Function]
  private let topic: PluginAPI.Topic?

  /// The functions of that name: whole, its end, or a namespace; all for an empty one.
  init(_ name: String) throws(Failure) {
    asked = name
    topic = PluginAPI.topics.first { $0.name == name }
    let functions = APIReference.functions
    let exact = functions.filter { $0.name == name || $0.name == "docket.\(name)" }
    found = exact.isEmpty ? APIReference.beneath(name) : exact
    guard found.isEmpty, topic == nil else { return }
    let names =
      functions.map(\.name) + APIReference.namespaces + PluginAPI.topics.map(\.name)
    let nearest = nearestName(to: name, among: names + names.map(APIReference.short))
    let hint = Text.nearest(nearest) ?? Text.hintApiList
    throw Failure(.notFound, Text.usageNoFunction(name: name, hint: hint))
  }

  /// Writes them as a page, or as one JSON array.
  func write(on output: Output) throws {
    guard !output.isJSON else {
      let topics = found.isEmpty ? topic.map { [json($0)] } ?? [] : []
      return try output.write(.array(found.map(json) + topics))
    }
    let page = HelpPage(on: output.standard)
    if let topic {
      let functions =
        found.isEmpty ? [] : [HelpBlock.heading("Functions"), APIReference.table(found)]
      return try output.page(
        page.lines(
          "\(topic.name): \(topic.summary)", [APIReference.table(topic.members)] + functions))
    }
    let isWhole = found.count == 1
    let blocks = isWhole ? APIReference.details(of: found[0]) : [APIReference.table(found)]
    let title = isWhole ? found[0].call : "The Lua API: \(asked)"
    try output.page(page.lines(title, blocks))
  }

  /// All functions by namespace, for the topic.
  static var overview: [HelpBlock] {
    let intro = HelpBlock.text(
      "Plugins, scripts and specs have one global, docket. A wrong call raises and names the"
        + " argument; an expected failure returns nil and an error. docket help api NAME says where"
        + " a function works, what it takes and gives, and what permission it needs.")
    return [
      intro, .heading("Values and events"), .table(PluginAPI.topics.map { ($0.name, $0.summary) }),
    ]
      + namespaces.flatMap { namespace in
        [.heading(namespace), table(functions.filter { self.namespace(of: $0) == namespace })]
      }
  }

  private static func details(of function: PluginAPI.Function) -> [HelpBlock] {
    let places = function.places.map(\.words.description)
    var rows = [("does", function.summary), ("works", places.joined(separator: "; "))]
    if let permission = function.permission { rows.append(("needs", permission.rawValue)) }
    guard let use = function.use else { return [.table(rows)] }
    rows.append(("gives", use.gives))
    var blocks = [HelpBlock.table(rows)]
    let (arguments, keys) = (function.arguments, function.keys)
    if !arguments.isEmpty { blocks += [.heading("Arguments"), table(arguments)] }
    if !keys.isEmpty { blocks += [.heading("Keys of the table"), table(keys)] }
    let lines = use.example.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    return blocks + [.heading("Example"), .examples(lines)]
  }

  /// Names with their types and what they are.
  private static func table(_ parts: [PluginAPI.Part]) -> HelpBlock {
    .table(
      parts.map { part in
        (part.name, [part.type, part.words].filter { !$0.isEmpty }.joined(separator: ": "))
      })
  }

  private static func table(_ functions: [PluginAPI.Function]) -> HelpBlock {
    .table(functions.map { ($0.call, $0.summary) })
  }

  private func json(_ function: PluginAPI.Function) -> JSON {
    .object([
      ("name", .string(function.name)), ("parameters", .string(function.signature)),
      ("summary", .string(function.summary)),
      ("lanes", .array(function.places.map { .string($0.name) })),
      ("permission", function.permission.map { .string($0.rawValue) } ?? .null),
      ("arguments", json(function.arguments)), ("keys", json(function.keys)),
      ("returns", function.use.map { .string($0.gives) } ?? .null),
      ("example", function.use.map { .string($0.example) } ?? .null),
    ])
  }

  private func json(_ topic: PluginAPI.Topic) -> JSON {
    .object([
      ("name", .string(topic.name)), ("summary", .string(topic.summary)),
      ("members", json(topic.members)),
    ])
  }

  private func json(_ parts: [PluginAPI.Part]) -> JSON {
    .array(
      parts.map { part in
        .object([
          ("name", .string(part.name)), ("type", .string(part.type)),
          ("words", .string(part.words)),
        ])
      })
  }

  /// What people call.
  static var functions: [PluginAPI.Function] { PluginAPI.functions }

  /// Each function with what it does, for completion.
  static var summaries: [(path: String, summary: String)] {
    functions.map { ($0.name, $0.summary) }
  }

  private static func beneath(_ name: String) -> [PluginAPI.Function] {
    guard !name.isEmpty else { return functions }
    return functions.filter { [name, "docket.\(name)"].contains(namespace(of: $0)) }
  }

  /// `docket.tickets` of `docket.tickets.get`, `change` of `change:set`.
  private static func namespace(of function: PluginAPI.Function) -> String {
    String(
      function.name.prefix(
        upTo: function.name.lastIndex { ".:".contains($0) } ?? function.name.endIndex))
  }

  private static let namespaces: [String] = functions.map(namespace).reduce(into: []) { all, name in
    if !all.contains(name) { all.append(name) }
  }

  private static func short(_ path: String) -> String {
    path.hasPrefix("docket.") ? String(path.dropFirst(7)) : path
  }
}

/// A piece of a help page; terminals and the manual page lay it out each in their way.
enum HelpBlock {
  case heading(String)
  /// A paragraph, which is wrapped.
  case text(String)
  /// Command lines, shown as they are typed.
  case examples([String])
  /// Words and what each of them means.
  case table([(term: String, meaning: String)])
}
