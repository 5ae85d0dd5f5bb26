/// A change of one declaration in the desk's own plugin, as commands make it.
package struct DeclarationEdit: Sendable {
  /// What is declared.
  package enum Kind: String, CaseIterable, Sendable {
    case field
    case type
    case reason
    case stage
  }

  /// The plugin of the desk's own.
  package static let plugin = "desk"

  package enum Step: Sendable {
    case add
    case set
    case remove
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
      }
    return Set(names).sorted { $0.precedesByBytes($1) }
  }
}
