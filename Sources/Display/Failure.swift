import Kernel
import Texts

/// Why a command did not do what was asked.
package struct Failure: Error, Equatable {
  /// What kind of failure; the exit status and the code in JSON follow from it.
  package enum Code: String, CaseIterable {
    case refused
    case failed
    case invalid
    case busy
    case usage
    case notFound = "not_found"
    case denied
    case conflict

    /// What the program ends with.
    package var exitStatus: Int32 {
      switch self {
      case .refused, .failed, .invalid, .busy: 1
      case .usage: 2
      case .notFound: 3
      case .denied: 4
      case .conflict: 5
      }
    }
  }

  package var code: Code
  package var problems: [Refusal.Problem]
  /// The language of who is told; `nil` where that is not known.
  package var language: Language?
  /// Their clock; `nil` where that is not known.
  package var zone: Zone?
  /// What the command line takes to mend a problem, by its field; it is for people only.
  package var hints: [String: Text] = [:]
  /// What was asked for, whose parameters have names of their own; `nil` where that is not known.
  package var asked: Asked?
  /// What the fields are called in it, where that is not as they are typed.
  package var titles: [String: String] = [:]
  /// What is shown below it, line by line and with their margins: a line of source, say.
  package var below: [Text] = []

  package init(_ code: Code, _ problems: [Refusal.Problem]) {
    self.code = code
    self.problems = problems
  }

  package init(_ code: Code, _ text: Text) {
    self.init(code, [Refusal.Problem(.refused, text)])
  }

  /// A failure in somebody's own words, as the argument parser's.
  package init(_ code: Code, _ message: String) {
    self.init(code, [Refusal.Problem(.refused, message)])
  }

  package init(_ refusal: Refusal) { self.init(refusal, of: nil) }

  package init(_ refusal: Refusal, of asked: Asked?) {
    self.init(Code(refusal.code), refusal.problems)
    self.asked = asked
  }

  /// All that is wrong.
  package var text: Text { Refusal(.refused, problems).text }

  /// All that is wrong, in one line.
  package func message(in language: Language) -> String {
    Refusal(.refused, problems).message(in: language)
  }
}

extension Failure.Code {
  package init(_ code: Refusal.Code) {
    self =
      switch code {
      case .notFound: .notFound
      case .refused: .refused
      case .conflict: .conflict
      case .denied: .denied
      case .invalid: .invalid
      case .busy: .busy
      }
  }
}

extension Failure {
  /// `{"error": {"code", "message", "fields", "problems"}}`: fields by their names, and each
  /// problem by itself with its code in the catalogue.
  package func json(in language: Language) -> JSON {
    var fields: [(String, JSON)] = []
    for problem in problems {
      guard let field = problem.field, !fields.contains(where: { $0.0 == field }) else { continue }
      let messages = problems.filter { $0.field == field }.map { $0.text.rendered(in: language) }
      fields.append((field, .string(messages.joined(separator: "; "))))
    }
    return .object([
      (
        "error",
        .object([
          ("code", .string(code.rawValue)), ("message", .string(message(in: language))),
          ("fields", .object(fields)),
          ("problems", .array(problems.map { json(of: $0, in: language) })),
        ])
      )
    ])
  }

  /// What a problem lacks, its code for one, is left out.
  private func json(of problem: Refusal.Problem, in language: Language) -> JSON {
    let parts: [(String, String?)] = [
      ("code", problem.text.code), ("field", problem.field),
      ("message", problem.text.rendered(in: language)), ("by", problem.by),
    ]
    return .object(parts.compactMap { name, words in words.map { (name, .string($0)) } })
  }

  /// The lines for a person: one, or a head and a line for each problem; on a terminal they are
  /// broken between words.
  package func lines(on surface: Surface) -> [String] {
    above(on: surface) + below.map(surface.words)
  }

  private func above(on surface: Surface) -> [String] {
    let head = surface.styled(Failure.head, .danger)
    if problems.count == 1, problems[0].field == nil {
      let lines = text(of: problems[0], behind: Failure.head.count + 1, on: surface)
      return ["\(head) \(lines.first ?? "")"] + lines.dropFirst().map { "  \($0)" }
    }
    let width = problems.map { name(of: $0, on: surface).displayWidth }.max() ?? 0
    return ["\(head) \(surface.words(title))"]
      + problems.flatMap { problem in
        let field = name(of: problem, on: surface)
        let space = String(repeating: " ", count: width - field.displayWidth)
        let margin = String(repeating: " ", count: width + 4)
        let lines = text(of: problem, behind: width + 4, on: surface)
        return ["  \(surface.styled(field, .heading))\(space)  \(lines.first ?? "")"]
          + lines.dropFirst().map { margin + $0 }
      }
  }

  /// The field by its label, and behind it as it is typed.
  private func name(of problem: Refusal.Problem, on surface: Surface) -> String {
    problem.field.map { name(of: $0, in: surface.language) } ?? ""
  }

  /// The same for a field.
  package func name(of field: String, in language: Language) -> String {
    // What is no field of tickets is called as the program calls it.
    let title = titles[field] ?? Text(name: field, of: .argument).rendered(in: language)
    guard title != field else { return field.visible }
    return "\(title.visible) (\(field.visible))"
  }

  private static let head = "docket:"

  /// The problem's lines, each escaped and without its own margin; who found it stands last.
  private func text(
    of problem: Refusal.Problem, behind margin: Int, on surface: Surface,
  ) -> [String] {
    let by = problem.by.map { "(\($0.visible))" }
    let hint = problem.field.flatMap { hints[$0] }
    let words = hint.map { Text.frameHint(problem: problem.text, hint: $0) }
    var lines = surface.rendered(words ?? problem.text).visibleLines.flatMap { line in
      surface.folded(String(line.drop { $0 == " " }), margin: margin)
    }
    guard let by else { return lines }
    let last = lines.removeLast()
    let room = surface.columns.map { $0 - margin } ?? .max
    let found = surface.styled(by, .faint)
    return lines
      + (last.displayWidth + 1 + by.displayWidth > room ? [last, found] : ["\(last) \(found)"])
  }

  private var title: Text {
    switch code {
    case .refused: Text.saidTitleRefused
    case .failed: Text.saidTitleFailed
    case .invalid: Text.saidTitleInvalid
    case .busy: Text.saidTitleBusy
    case .usage: Text.saidTitleUsage
    case .notFound: Text.saidTitleNotFound
    case .denied: Text.saidTitleDenied
    case .conflict: Text.saidTitleConflict
    }
  }
}
