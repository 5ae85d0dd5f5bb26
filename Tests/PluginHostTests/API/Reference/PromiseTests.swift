import Foundation
import Kernel
import PluginHost
import Testing

/// `api = 1` is a promise: what plugins were written against stays.
@Suite struct PromiseTests {
  private static let path =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/api-1.txt"

  /// What differs between what was promised and what is there.
  struct Difference: Equatable {
    /// Lines that are gone, and new ones that calls of old do not fulfil.
    var broken: [String] = []
    /// Lines that came.
    var added: [String] = []

    init(from promised: [String], to present: [String]) {
      let (before, after) = (Set(promised), Set(present))
      broken = promised.filter { !after.contains($0) }
      let owners = Set(promised.map(Difference.owner))
      for line in present where !before.contains(line) {
        // A new key that must be given breaks who calls what was there.
        if line.hasSuffix(", required"), owners.contains(Difference.owner(of: line)) {
          broken.append(line)
        } else {
          added.append(line)
        }
      }
    }

    /// The function or the value that a line is about.
    private static func owner(of line: String) -> Substring {
      line.prefix { $0 != " " }
    }
  }

  /// With `DOCKET_WRITE_PAGES` in the environment what came is added to the file.
  @Test func `what the API promises is there, and what came is written down`() throws {
    let promised = try Self.promised()
    let difference = Difference(from: promised, to: Self.present)
    #expect(
      difference.broken.isEmpty,
      """
      plugins with api = 1 rely on it, so it stays, or the API becomes 2:
      \(difference.broken.joined(separator: "\n"))
      """)
    guard !difference.added.isEmpty else { return }
    if ProcessInfo.processInfo.environment["DOCKET_WRITE_PAGES"] != nil {
      let lines = (promised + difference.added).sorted()
      try (lines.joined(separator: "\n") + "\n")
        .write(toFile: Self.path, atomically: true, encoding: .utf8)
      return
    }
    Issue.record(
      """
      an addition, which api = 1 allows; promise it with \
      DOCKET_WRITE_PAGES=1 swift test --filter PromiseTests:
      \(difference.added.joined(separator: "\n"))
      """)
  }

  @Test func `every function, value and event is promised`() throws {
    let promised = try Self.promised()
    #expect(promised == promised.sorted() && Set(promised).count == promised.count)
    for name in APIRegistry.written.filter(\.isAvailable).map(\.name) {
      #expect(promised.contains { $0.hasPrefix("\(name) ") }, "\(name)")
    }
    for line in [
      "change action: text", "docket.field name: text, required", "events ticket.close: event",
      "docket.tickets.get 1 id: ticket, required", "docket.tickets.get needs ticket.view",
      "docket.importer format = csv",
    ] { #expect(promised.contains(line), "\(line)") }
  }

  @Test(arguments: [
    (["f 1 id: text"], ["f 1 id: text", "f 2 at: optional time"], 0, 1),
    (["f 1 a: text, required"], ["f 1 a: text, required", "f 2 b: text, required"], 1, 0),
    (["f 1 id: text"], [], 1, 0), (["f 1 id: text"], ["f 1 id: integer"], 1, 1),
    (["f a: text"], ["f a: text", "f b: text, required"], 1, 0),
    (["f a: text"], ["f a: text", "g b: text, required"], 0, 1),
    (["f works load"], ["f works load", "f works reacting"], 0, 1),
  ])
  func `a removal, a change and a new demand break it; else it is an addition`(
    promised: [String], present: [String], broken: Int, added: Int,
  ) {
    let difference = Difference(from: promised, to: present)
    #expect(difference.broken.count == broken && difference.added.count == added)
  }

  private static func promised() throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The shape of the API, a line for each thing that somebody may rely on.
  private static var present: [String] {
    let functions = APIRegistry.written.filter(\.isAvailable).flatMap(lines(of:))
    let topics = APITopic.all.flatMap { topic in
      topic.members.flatMap { lines(of: $0, in: topic.name) }
    }
    return Set(functions + topics).sorted()
  }

  private static func lines(of function: APIFunction) -> [String] {
    let gives = function.gives.type.map(words) ?? "nothing"
    let failure = function.gives.canFail ? ", or nil and why" : ""
    var lines = ["\(function.name) gives \(gives)\(failure)"]
    lines += Lane.allCases.filter(function.lanes.contains).map {
      "\(function.name) works \($0.rawValue)"
    }
    if let permission = function.permission {
      lines.append("\(function.name) needs \(permission.rawValue)")
    }
    for (index, part) in function.parameters.enumerated() {
      if !part.name.isEmpty {
        let line = "\(function.name) \(index + 1) \(part.name): \(words(part.type))"
        lines.append(line + (isNeeded(part) ? ", required" : ""))
      }
      if case .keys(let keys) = part.type {
        lines += keys.flatMap { self.lines(of: $0, in: function.name) }
      } else {
        lines += choices(of: part, in: function.name)
      }
    }
    return lines
  }

  /// Whether a call has to give it.
  private static func isNeeded(_ part: APIPart) -> Bool {
    switch part.type {
    case .optional, .rest: false
    case .keys(let keys): keys.contains(where: \.isRequired)
    default: true
    }
  }

  private static func lines(of part: APIPart, in owner: String) -> [String] {
    let line = "\(owner) \(part.name): \(words(part.type))\(part.isRequired ? ", required" : "")"
    guard case .keys(let keys) = part.type else { return [line] + choices(of: part, in: owner) }
    return [line] + keys.flatMap { lines(of: $0, in: "\(owner).\(part.name)") }
  }

  /// The words that something may be, a line each: another one is an addition.
  private static func choices(of part: APIPart, in owner: String) -> [String] {
    guard case .oneOf(let words) = part.type else { return [] }
    return words.map { "\(owner) \(part.name) = \($0)" }
  }

  /// A type as it is promised.
  private static func words(_ type: APIType) -> String {
    switch type {
    case .oneOf: "one of"
    case .keys: "table"
    case .query: "query"
    case .person: "person"
    case .ticket: "ticket"
    case .words: "words"
    case .function(let parameters, _): "function(\(parameters.joined(separator: ", ")))"
    case .listOf(let type): "list of \(words(type))"
    case .iterator(let type): "iterator of \(words(type))"
    case .optional(let type): "optional \(words(type))"
    case .rest(let type): "\(words(type)), again and again"
    case .assigned(let type): "\(words(type)) or docket.none"
    case .either(let one, let other): "\(words(one)) or \(words(other))"
    case .shape(let name): name
    default: "\(type)"
    }
  }
}
