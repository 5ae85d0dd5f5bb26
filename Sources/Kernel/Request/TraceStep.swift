import Texts

/// One step of the pipeline, as a dry run shows it.
package struct TraceStep: Equatable, Sendable {
  /// The stage of the pipeline: propose, authorize, before, rule, validate, write, also or outbox.
  package var step: String
  /// What ran: a hook's signature, a rule and the plugin it comes from, an action.
  package var title: Text
  /// What came of it.
  package var lines: [Line]
  /// Lua instructions that it took; 0 for the kernel's own steps.
  package var instructions: Int64
  /// How long it took; not compared.
  package var nanoseconds: Int64
  /// What it made happen in turn.
  package var steps: [TraceStep]
  /// The action that a hook asked for besides; `nil` for every other step.
  package private(set) var followUp: FollowUp?

  package init(
    _ step: String, title: Text = Text(words: ""), lines: [Line] = [], instructions: Int64 = 0,
    nanoseconds: Int64 = 0, steps: [TraceStep] = [],
  ) {
    self.step = step
    self.title = title
    self.lines = lines
    self.instructions = instructions
    self.nanoseconds = nanoseconds
    self.steps = steps
  }

  /// An action that a hook asked for besides, and what came of it.
  init(_ followUp: FollowUp, steps: [TraceStep]) {
    self.init("also", title: followUp.title(calling: followUp.action), steps: steps)
    self.followUp = followUp
  }

  package init(_ step: String, name: String, lines: [Line] = []) {
    self.init(step, title: Text(words: name), lines: lines)
  }

  /// What ran, for programs.
  package var name: String { title.description }

  /// The step for people.
  package var text: Text { Text(name: step, of: .step) }

  /// What came of it in words, a line each.
  package var results: [String] { lines.map(\.text.description) }

  /// Equal where the same happened, however long it took.
  package static func == (left: TraceStep, right: TraceStep) -> Bool {
    left.step == right.step && left.name == right.name && left.results == right.results
      && left.instructions == right.instructions && left.steps == right.steps
  }
}

extension TraceStep {
  /// An action, and the hook that asked for it.
  package struct FollowUp: Sendable {
    package let action: Action
    let hook: String

    /// The title of its step, with the action called so.
    package func title(calling action: some TextConvertible) -> Text {
      Text.traceAlso(action: action, hook: hook)
    }
  }

  /// A line of what came of a step; it is put into words only where somebody reads it.
  package enum Line: Sendable {
    case words(Text)
    case edit(Edit)
    case entry(action: String, visibility: Entry.Visibility, version: Int64)
    case note(String)
    case told(Notification)
    case refused(Refusal.Problem)

    package var text: Text {
      switch self {
      case .words(let text): text
      case .edit(let edit): Text(words: edit.line)
      case .entry(let action, let visibility, let version):
        Text.traceEntry(
          action: Text(name: action, of: .verb), visibility: visibility, version: version)
      case .note(let text): Text.traceNote(text: text)
      case .told(let notification):
        Text.traceTold(
          people: Text(joining: notification.to.map(\.words), by: ", "), text: notification.text)
      case .refused(let problem): Text.traceRefused(problem: problem.named)
      }
    }
  }
}
