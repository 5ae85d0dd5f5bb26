import Kernel
import PluginHost
import Texts

/// The Lua API as it is explained to those who write plugins: what the registry says that dispatches
/// its calls.
package enum PluginAPI {
  /// A parameter, a key of a table or a member of a value.
  package struct Part: Equatable, Sendable {
    package let name: String
    package let type: String
    package let words: String
    /// What it can be, for completion.
    package let sort: Sort

    init(_ part: APIPart) {
      (name, type, words) = (part.name, "\(part.type)", part.words)
      sort = Sort(part.type)
    }
  }

  /// A place where code of a plugin runs.
  package struct Place: Equatable, Sendable {
    package let name: String
    package let words: Text

    fileprivate init(_ lane: Lane) {
      (name, words) = (lane.rawValue, lane.words)
    }
  }

  /// A function, as it is called by those who write it.
  package struct Function: Equatable, Sendable {
    package let name: String
    package let summary: String
    /// Its parameters in one line.
    package let signature: String
    /// How it is written, with them.
    package let call: String
    /// Where it may be called.
    package let places: [Place]
    /// What the manifest must name.
    package let permission: Permission?
    package let arguments: [Part]
    /// What it takes, in order; the table that is its only argument has no name.
    package let parameters: [Part]
    /// What it gives, for completion.
    package let result: Sort
    /// Whether it can be called by what a person runs by hand.
    package let isByHand: Bool
    /// The keys of its table.
    package let keys: [Part]
    /// What it gives back, and how it is used; `nil` if it cannot be called yet.
    package let use: Use?

    package struct Use: Equatable, Sendable {
      package let gives: String
      package let example: String
    }

    fileprivate init(_ function: APIFunction) {
      name = function.name
      summary = function.summary
      signature = function.signature
      call = function.call
      places = Lane.allCases.filter(function.lanes.contains).map(Place.init)
      permission = function.permission
      arguments = function.arguments.map(Part.init)
      parameters = function.parameters.map(Part.init)
      result = function.gives.type.map(Sort.init) ?? .other
      isByHand = function.isAvailable && function.lanes.contains(.byHand)
      keys = function.keys.map(Part.init)
      use =
        function.isAvailable
        ? Use(gives: "\(function.gives)", example: function.example) : nil
    }
  }

  /// A value that is handed to Lua, with its members; or the events.
  package struct Topic: Equatable, Sendable {
    package let name: String
    package let summary: String
    package let members: [Part]

    fileprivate init(_ topic: APITopic) {
      (name, summary) = (topic.name, topic.summary)
      members = topic.members.map(Part.init)
    }
  }

  /// What plugins, scripts and specs call, by namespace.
  package static let functions = APIRegistry.written.map(Function.init)

  package static let topics = APITopic.all.map(Topic.init)

  /// The API for the language server of Lua, with what the plugins of a desk declare besides.
  package static func editorTypes(for registry: Registry = Registry()) -> String {
    EditorTypes.text(for: registry)
  }

  /// The line that such a file begins with.
  package static let editorTypesMark = EditorTypes.mark
}
