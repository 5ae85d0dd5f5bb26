import Desk
import Kernel
import Texts

/// A life cycle as a graph in text: each stage with its category, and an arrow for each move.
package struct LifecycleGraph {
  /// A move between two stages, with the verbs that take it and what it asks for.
  private struct Move {
    let to: String
    let verbs: [String]
    /// The sides whose replies take it.
    let replies: [ReplySide]
    let requires: [String]
    let when: String?
    let permission: String?
  }

  private let spec: LifecycleSpec
  /// The types of ticket that follow it.
  private let types: [String]
  /// Whether a field exists for who looks.
  private let mayName: (String) -> Bool
  /// Whether a condition can be told, since all that it speaks of exists for who looks.
  private let mayTell: (String) -> Bool

  private static let margin = 4

  /// The life cycle as far as the one who asks may know what its moves want.
  package init(_ spec: LifecycleSpec, in session: DeskSession) {
    self.spec = spec
    types = session.rulebook.registry.types.filter { $0.lifecycle == spec.name }.map(\.name)
    mayName = session.viewer.mayName
    mayTell = session.mayTell
  }

  /// The stages in their order, each with its moves below it.
  package func lines(on surface: Surface) -> [String] {
    let head =
      types.isEmpty
      ? Text.promptLifecycleIdle(name: spec.name, stage: spec.initial)
      : Text.promptLifecycle(
        name: spec.name, types: types.joined(separator: ", "), stage: spec.initial)
    return surface.foldedLines(head, margin: 0)
      + spec.stages.flatMap { stage in [""] + lines(of: stage, on: surface) }
  }

  private func lines(of stage: LifecycleSpec.Stage, on surface: Surface) -> [String] {
    let name = surface.styled(surface.shown(stage.name), stage.category.meaning)
    let moves = moves(from: stage)
    let category = surface.styled("[\(surface.words(stage.category.text))]", .faint)
    return ["\(name) \(category)"]
      + moves.enumerated().flatMap { index, move in
        lines(of: move, isLast: index == moves.count - 1, on: surface)
      }
  }

  private func lines(of move: Move, isLast: Bool, on surface: Surface) -> [String] {
    let arrow = isLast ? "└─▶ " : "├─▶ "
    let rest = isLast ? "    " : "│   "
    let ways =
      move.verbs
      + move.replies.map { reply in
        surface.rendered(Text.promptReplyOf(side: Text(name: reply.side.rawValue, of: .side)))
      }
    let verbs = ways.isEmpty ? "" : "  (\(ways.joined(separator: ", ")))"
    let target = move.to == LifecycleSpec.before ? surface.words(Text.promptStageBefore) : move.to
    var details: [Text] = []
    if !move.requires.isEmpty {
      details.append(Text.promptMoveRequires(fields: move.requires.joined(separator: ", ")))
    }
    if let when = move.when { details.append(Text.promptMoveWhen(condition: when)) }
    if let permission = move.permission {
      details.append(Text.promptMovePermission(permission: permission))
    }
    let head = surface.folded((target + verbs).visible, margin: LifecycleGraph.margin + 2)
    let below = details.flatMap { text in
      surface.folded(surface.words(text), margin: LifecycleGraph.margin + 2).map { "  " + $0 }
    }
    return [arrow + (head.first ?? "")]
      + (head.dropFirst().map { "  " + $0 } + below).map { rest + surface.styled($0, .faint) }
  }

  private func moves(from stage: LifecycleSpec.Stage) -> [Move] {
    (spec.transitions[stage.name] ?? []).map { move in
      Move(
        to: move.to, verbs: verbs(from: stage, to: move.to),
        replies: ReplySide.allCases.filter { reply in
          spec.onReply[reply.rawValue].map { leads($0, from: stage, to: move.to) } ?? false
        },
        requires: move.requires.filter(mayName),
        when: move.when.map { mayTell($0) ? $0 : "…" }, permission: move.permission)
    }
  }

  /// The verbs that lead from one stage to another.
  private func verbs(from stage: LifecycleSpec.Stage, to target: String) -> [String] {
    let led = spec.leads.filter { name, lead in
      // A wake goes by the stage postponed from, which may be any.
      let isLed =
        name == Verb.wake.rawValue
        ? lead.values.contains(target) : leads(lead, from: stage, to: target)
      return isLed && isPossible(name, from: stage.category)
    }.keys.sorted()
    let discards = spec.discards.filter { $0.value == target }.keys.sorted()
      .map { "discard --to \($0)" }
    return led + (stage.category == .discarded ? [] : discards)
  }

  private func leads(
    _ lead: LifecycleSpec.Lead, from stage: LifecycleSpec.Stage, to target: String,
  ) -> Bool {
    (lead[stage.name] ?? lead["*"]) == target
  }

  /// Whether a verb can be done in a stage of that category.
  private func isPossible(_ name: String, from category: Kernel.Category) -> Bool {
    switch Verb(rawValue: name) {
    case .close, .postpone: category != .closed && category != .discarded
    case .reopen: category == .closed
    case .wake: category == .postponed
    case .restore: category == .discarded
    default: name != Verb.undo.rawValue
    }
  }

  /// The same for programs.
  package var json: JSON {
    .object([
      ("name", .string(spec.name)), ("plugin", .string(spec.plugin)),
      ("types", .array(types.map(JSON.string))), ("initial", .string(spec.initial)),
      (
        "stages",
        .array(
          spec.stages.map { stage in
            .object([
              ("name", .string(stage.name)), ("category", .string(stage.category.rawValue)),
              ("moves", .array(moves(from: stage).map(json(of:)))),
            ])
          })
      ),
    ])
  }

  private func json(of move: Move) -> JSON {
    .object([
      ("to", .string(move.to)), ("verbs", .array(move.verbs.map(JSON.string))),
      ("replies", .array(move.replies.map { .string($0.rawValue) })),
      ("requires", .array(move.requires.map(JSON.string))),
      ("when", move.when.map(JSON.string) ?? .null),
      ("permission", move.permission.map(JSON.string) ?? .null),
    ])
  }
}
