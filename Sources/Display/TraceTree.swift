import Kernel
import Texts

/// The trace of a request as a tree: each step with what ran, its time, and what came of it.
package struct TraceTree {
  package let steps: [TraceStep]
  package let surface: Surface
  /// Puts a line into words, with people by their names.
  package let words: (TraceStep.Line) -> String
  /// What an action is called.
  package let deed: (Action) -> Text

  package init(
    steps: [TraceStep], surface: Surface, deed: @escaping (Action) -> Text = \.text,
    words: @escaping (TraceStep.Line) -> String,
  ) {
    self.steps = steps
    self.surface = surface
    self.words = words
    self.deed = deed
  }

  package var lines: [String] {
    branches(steps, indent: "")
  }

  private func branches(_ steps: [TraceStep], indent: String) -> [String] {
    steps.enumerated().flatMap { index, step in
      let isLast = index == steps.count - 1
      return branch(
        step, indent: indent, knot: isLast ? "└─ " : "├─ ", stem: isLast ? "   " : "│  ")
    }
  }

  private func branch(_ step: TraceStep, indent: String, knot: String, stem: String) -> [String] {
    let title = step.followUp.map { $0.title(calling: deed($0.action)) } ?? step.title
    let name = surface.words(title).isEmpty ? "" : surface.words(Text.traceStepName(name: title))
    let head = surface.styled(surface.words(step.text), .heading) + name
    let cost = surface.styled(cost(of: step), .faint)
    let inner = indent + stem
    return [indent + knot + head + cost]
      + step.lines.flatMap { below(words($0), indent: inner + "  ") }
      + branches(step.steps, indent: inner)
  }

  /// A line of a step; those of a text of several stand in below its first.
  private func below(_ words: String, indent: String) -> [String] {
    words.visibleLines.enumerated().map { index, line in
      "\(indent)\(index > 0 ? "  " : "")\(surface.isolated(line))"
    }
  }

  private func cost(of step: TraceStep) -> String {
    var parts: [String] = []
    if step.instructions > 0 {
      parts.append(surface.words(Text.traceInstructions(count: step.instructions)))
    }
    if step.nanoseconds > 0 {
      let time = surface.language.writing.decimal(milliseconds(step.nanoseconds))
      parts.append(surface.words(Text.traceMilliseconds(number: time)))
    }
    return parts.isEmpty ? "" : "  (\(parts.joined(separator: ", ")))"
  }

  /// Milliseconds with three places.
  private func milliseconds(_ nanoseconds: Int64) -> String {
    let micros = nanoseconds / 1_000
    let places = "\(1_000 + micros % 1_000)".dropFirst()
    return "\(micros / 1_000).\(places)"
  }
}

extension TraceStep {
  /// The step as JSON, as `result.trace` has it.
  package func json(_ words: (Line) -> String) -> JSON {
    var members: [(String, JSON)] = [
      ("step", .string(step)), ("name", .string(name)),
      ("results", .array(lines.map { .string(words($0)) })), ("nanoseconds", .integer(nanoseconds)),
    ]
    if instructions > 0 { members.append(("instructions", .integer(instructions))) }
    if !steps.isEmpty { members.append(("steps", .array(steps.map { $0.json(words) }))) }
    return .object(members)
  }
}
