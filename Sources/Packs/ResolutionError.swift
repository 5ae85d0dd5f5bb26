import Kernel
import PluginHost
import Texts

/// Why there are no versions of plugins that go together.
package enum ResolutionError: Error, Equatable, Sendable {
  /// The first dead ends, in the order in which they were met.
  case conflict([ResolutionConflict])
  case tooManySteps(limit: Int)

  /// How many dead ends are told.
  static let mostConflicts = 3
}

/// A plugin of which no version fits, and what each of them fails at.
package struct ResolutionConflict: Equatable, Sendable {
  /// A plugin on the way to the demand.
  package struct Step: Equatable, Sendable {
    package let name: String
    package let version: Version
    /// Whether it is here already, in that version.
    package let isInstalled: Bool
  }

  /// That somebody requires certain versions.
  package struct Demand: Equatable, Sendable {
    /// How it came to that; empty where it was asked for.
    package let chain: [Step]
    package let range: VersionRange
  }

  /// What one version requires and cannot have.
  package struct Obstacle: Equatable, Sendable {
    package let by: Step
    package let name: String
    package let range: VersionRange
    /// The version that there is, and why; `nil` where there is none at all.
    package let present: Step?
    package let needs: [Demand]
  }

  package let name: String
  /// All that could have been taken, the best first.
  package let offered: [Version]
  package let demands: [Demand]
  package let obstacles: [Obstacle]
}

extension ResolutionError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .conflict(let conflicts): Text(joining: conflicts.map(\.text), by: "\n")
    case .tooManySteps(let limit): Text.indexTooManySteps(limit: limit)
    }
  }
}

extension ResolutionConflict {
  /// How many versions are told of that fail; the best ones come first.
  private static let told = 3

  /// What is wrong in one line, and the chains that lead to it, a line each.
  fileprivate var text: Text {
    let head = offered.isEmpty ? Text.indexNothing(name: name) : Text.indexNoneFits(name: name)
    var lines = demands.map { $0.text(of: name) }
    if obstacles.isEmpty, !offered.isEmpty {
      lines.append(
        Text.indexHad(
          name: name, versions: offered.prefix(5).map { "\($0)" }.joined(separator: ", ")))
    }
    lines += obstacles.prefix(ResolutionConflict.told).flatMap(\.lines)
    return Text(joining: [head] + lines, by: "\n  ")
  }
}

extension ResolutionConflict.Demand {
  fileprivate func text(of name: String) -> Text {
    guard !chain.isEmpty else { return Text.indexAsked(name: name, range: range.text) }
    return Text.indexRequires(
      chain: Text(joining: chain.map(\.text), by: " → "), name: name, range: range.text)
  }
}

extension ResolutionConflict.Obstacle {
  fileprivate var lines: [Text] {
    let first = Text.indexRequires(chain: by.text, name: name, range: range.text)
    guard let present else { return [first, Text.indexNothing(name: name)] }
    return [first, Text.indexPresent(plugin: present.text)] + needs.map { $0.text(of: name) }
  }
}

extension ResolutionConflict.Step {
  fileprivate var text: Text {
    isInstalled
      ? Text.indexInstalled(name: name, version: "\(version)")
      : Text(words: "\(name) \(version)")
  }
}
