import Texts

/// A change of one declaration in the desk's own plugin, as commands make it.
package struct DeclarationEdit: Sendable {
  /// What is declared.
  package enum Kind: String, CaseIterable, Sendable {
    case field
    case type
    case reason
    case stage
    /// A move between stages that are there, named by both.
    case move
    /// A life cycle of the desk's own; its stages and moves are declarations of their own.
    case lifecycle

    /// What it is called.
    package var thing: Text {
      switch self {
      case .field: Text.thingField
      case .type: Text.thingType
      case .reason: Text.thingCloseReason
      case .stage: Text.thingStage
      case .move: Text.thingMove
      case .lifecycle: Text.thingLifeCycle
      }
    }

    /// As what it has a label; `nil` for what has none.
    package var labelled: Labelled? {
      switch self {
      case .field: .field
      case .type: .value(of: .type)
      case .reason: .value(of: .closeReason)
      case .stage: .value(of: .stage)
      case .move, .lifecycle: nil
      }
    }
  }

  /// The plugin of the desk's own.
  package static let plugin = "desk"

  package enum Step: Equatable, Sendable {
    case add
    case set
    case remove
    case rename(to: String)
    /// Of a field: one of its choices gets another name.
    case renameChoice(String, to: String)
  }

  /// A text that people read in place of a name.
  package struct Label: Equatable, Sendable {
    /// The code of its language; `nil` for the desk's.
    package var language: String?
    /// The kind of label, as locales have it: `field`, `help`, `reason`.
    package var kind: String
    /// An empty one is taken away.
    package var text: String

    package init(language: String?, kind: String, text: String) {
      self.language = language
      self.kind = kind
      self.text = text
    }
  }

  package let step: Step
  package let kind: Kind
  package let name: String
  /// What is said of it, by the keys of the Lua API; `null` takes away what was said.
  package var values: [(key: String, value: JSON)] = []
  package var labels: [Label] = []

  package init(_ step: Step, _ kind: Kind, _ name: String) {
    self.step = step
    self.kind = kind
    self.name = name.composed
  }

  /// What it is called once the edit is made.
  package var nameAfter: String {
    if case .rename(let next) = step { next.composed } else { name }
  }

  /// Notes what is to be said under a key; `nil` leaves it as it is.
  package mutating func say(_ key: String, _ value: JSON?) {
    if let value { values.append((key, value)) }
  }
}

extension Registry {
  /// The plugins that declare what has the name: of stages, which several life cycles may have by one
  /// name, those of the stages, as opposed to the life cycles'.
  package func owners(of kind: DeclarationEdit.Kind, named name: String) -> [String] {
    switch kind {
    case .field: (fields + (personFields ?? [])).filter { $0.name == name }.map(\.plugin)
    case .type: types.filter { $0.name == name }.map(\.plugin)
    case .reason: closeReasons.filter { $0.name == name }.map(\.plugin)
    case .stage:
      lifecycles.flatMap { cycle in
        cycle.stages.filter { $0.name == name }.map { $0.plugin ?? cycle.plugin }
      }
    case .move:
      lifecycles.flatMap { cycle in
        cycle.moves.filter { $0.name == name }.map { $0.plugin ?? cycle.plugin }
      }
    case .lifecycle: lifecycles.filter { $0.name == name }.map(\.plugin)
    }
  }

  /// The names of all that is declared of a kind, in the order of their bytes.
  package func names(of kind: DeclarationEdit.Kind) -> [String] {
    let names =
      switch kind {
      case .field: (fields + (personFields ?? [])).map(\.name)
      case .type: types.map(\.name)
      case .reason: closeReasons.map(\.name)
      case .stage: lifecycles.flatMap { $0.stages.map(\.name) }
      case .move: lifecycles.flatMap { $0.moves.map(\.name) }
      case .lifecycle: lifecycles.map(\.name)
      }
    return Set(names).sorted { $0.precedesByBytes($1) }
  }
}

extension DeclarationEdit {
  /// What a move is called: `new → answered`.
  package static func move(from: String, to: String) -> String { "\(from) → \(to)" }
}

extension LifecycleSpec {
  /// Its moves by name, with the plugin that added each; `nil` where the life cycle's own did.
  fileprivate var moves: [(name: String, plugin: String?)] {
    transitions.flatMap { from, moves in
      moves.map { (DeclarationEdit.move(from: from, to: $0.to), $0.plugin) }
    }
  }
}

/// What a tag or a root cause means: those need no declaration, so that a text is all that there is.
package struct Description: Sendable {
  package let field: TicketField
  package let name: String
  /// The texts by the codes of their languages, `nil` being the desk's; an empty one is taken away.
  package let texts: [(language: String?, text: String)]

  package init(of name: String, in field: TicketField, _ texts: [(language: String?, text: String)])
  {
    self.field = field
    self.name = name.composed
    self.texts = texts
  }

  /// The key of its texts in the files of languages.
  package var key: String { "\(Description.kind(of: field) ?? "").\(name)" }

  /// What begins such keys; `nil` for a field whose values are declared.
  static func kind(of field: TicketField) -> String? {
    switch field {
    case .tags: Renaming.Kind.tag.rawValue
    case .rootCauses: Renaming.Kind.rootCause.rawValue
    default: nil
    }
  }

  static let kinds: Set<Substring> = [
    Substring(Renaming.Kind.tag.rawValue), Substring(Renaming.Kind.rootCause.rawValue),
  ]
}
