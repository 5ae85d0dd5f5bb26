import Kernel
import Texts

/// What the code of a sandbox is doing, with all that belongs to that and ends with it.
///
/// The lane follows from it. Its payload is what functions of the API may use meanwhile.
enum Occupation {
  /// The top level runs and registers. A sandbox at rest counts as loading: it can do nothing else.
  case loading
  /// A script says what it is; it ends after that statement.
  case declaring
  /// A before or validate hook, or what an action proposes.
  case deciding(DecidingCall)
  /// An after hook, a timer or a channel.
  case reacting(Reaction, LimitedReading)
  /// A computed field, for those who are shown it: plugins see no more than they do.
  indirect case computing(LimitedReading, for: Viewer)
  /// A report or the plugin's health for whoever asks, or a form for whoever answers: the plugin sees
  /// no more than they do, of the tickets of the scope.
  indirect case reporting(LimitedReading, for: Viewer, of: Condition)
  /// An export that another plugin calls: within the sight of those whom that one answers, if any, and
  /// of the tickets that it is asked about.
  indirect case answering(LimitedReading, for: Viewer?, of: Condition)
  /// A row of an importer.
  case importing(ImportCalls)
  /// A script that the person runs by hand, who acts for themselves.
  case byHand(ByHand)
  /// `spec.lua` declares its cases.
  case collecting(SpecCases)
  /// A case of `spec.lua`.
  case proving(SpecRun)

  var lane: Lane {
    switch self {
    case .loading, .declaring: .load
    case .deciding: .deciding
    case .reacting: .reacting
    case .computing: .computing
    case .reporting: .reporting
    case .answering: .answering
    case .importing: .importing
    case .byHand: .byHand
    case .collecting, .proving: .spec
    }
  }

  /// The desk to read; what is got from it counts.
  var reading: LimitedReading? {
    switch self {
    case .deciding(let call): call.reading
    case .reacting(_, let reading), .computing(let reading, _), .reporting(let reading, _, _),
      .answering(let reading, _, _):
      reading
    case .byHand(let hand): hand.reading
    case .proving(let run): run.reading
    case .loading, .declaring, .importing, .collecting: nil
    }
  }

  /// The rules, where there are any.
  var rulebook: Rulebook? {
    if case .importing(let calls) = self { calls.rulebook } else { reading?.rulebook }
  }

  /// The way to write, and what is left to be done after it.
  var reaction: Reaction? {
    switch self {
    case .reacting(let reaction, _): reaction
    case .byHand(let hand): hand.reaction
    case .loading, .declaring, .deciding, .computing, .reporting, .answering, .importing,
      .collecting, .proving:
      nil
    }
  }

  /// The case that runs.
  var run: SpecRun? {
    if case .proving(let run) = self { run } else { nil }
  }

  /// Who runs the script; plugins act for themselves.
  var person: Person? {
    if case .byHand(let hand) = self { hand.person } else { nil }
  }

  /// Which tickets the code is asked about, beside those that its own queries ask for.
  var scope: Condition {
    switch self {
    case .reporting(_, _, let scope), .answering(_, _, let scope): scope
    default: .always
    }
  }

  /// The way in, by which what it asks for stands in the history.
  var source: Source {
    if case .byHand(let hand) = self { hand.source } else { .plugin }
  }
}

/// Code that a person runs, who acts for themselves.
final class ByHand {
  let person: Person
  /// Whose eyes it reads with, beside the person's own.
  let eyes: Person?
  /// The language that dates are typed in; the person's own if it is `nil`.
  let typed: Language?
  let source: Source
  let reaction: Reaction
  let reading: LimitedReading

  init(
    _ person: Person, seeingAs eyes: Person? = nil, typing typed: Language? = nil, source: Source,
    _ reaction: Reaction, _ reading: LimitedReading,
  ) {
    self.person = person
    self.eyes = eyes
    self.typed = typed
    self.source = source
    self.reaction = reaction
    self.reading = reading
  }
}

/// One call of a hook's function: the change that it decides on.
struct DecidingCall {
  let function: DecidingFunction
  let change: HeldChange

  var hook: HookSpec { function.hook }
  var proposal: Proposal { change.proposal }
  var reading: LimitedReading { change.reading }
  /// What the view in Lua carries, so that one kept for later is recognised.
  var handle: Int64 { change.handle }
}

/// The change that a sandbox holds a view of, as it was when that was last written.
struct HeldChange {
  let proposal: Proposal
  let reading: LimitedReading
  var revision: Int
  var handle: Int64
}
