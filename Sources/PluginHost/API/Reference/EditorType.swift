import Kernel

/// How types of the API are written for the language server of Lua.
///
/// Source: https://luals.github.io/wiki/annotations/
enum EditorType {
  /// The class of a value that has a topic, as `docket.Change`.
  static func className(ofTopic topic: String) -> String {
    let words = (singular[topic] ?? topic).split(separator: "_")
    return "docket." + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Topics that are called by several of what they describe.
  private static let singular = [
    "settings": "setting", "params": "param", "choices": "choice", "stages": "stage",
    "transitions": "transition", "grants": "grant",
  ]

  /// The type; `keys` is the class of a table with keys of its own.
  static func text(_ type: APIType, keys: String = "table") -> String {
    switch type {
    case .any: "any"
    case .text, .bytes, .query, .person, .discard: "string"
    case .words: "string|docket.Words"
    case .oneOf(let words): union(of: words)
    case .integer, .ticket: "integer"
    case .number, .time: "number"
    case .boolean: "boolean"
    case .duration: "number|string"
    case .field(let kind): text(of: kind)
    case .value(let field): field.kind.names.isEmpty ? "string" : union(of: field.kind.names)
    case .fieldName: "docket.FieldName"
    case .assigned(let type): assigned(type)
    case .textOrSecret: "string|docket.Secret"
    case .table: "table<string, any>"
    case .edits: "docket.Edits"
    case .customFields: "docket.Fields"
    case .personFields: "docket.PersonFields"
    case .keys: keys
    case .list: "any[]"
    case .listOf(let type): list(of: text(type))
    case .bounds: "(number|string)[]"
    case .function(let parameters, _):
      "fun(\(parameters.map { "\($0): \(handed($0))" }.joined(separator: ", ")))"
    case .shape("event"): "docket.Event"
    case .shape(let name): className(ofTopic: name)
    case .iterator(let type): "fun(): \(text(type))?"
    case .either(let one, let other): union(text(one), text(other))
    case .optional(let type), .rest(let type): text(type)
    }
  }

  /// What a field of that kind holds where it is read; times and durations are seconds.
  static func text(of kind: FieldKind) -> String {
    switch kind {
    case .integer, .ticket: "integer"
    case .number, .time, .duration: "number"
    case .boolean: "boolean"
    case .attachment: className(ofTopic: "attachment")
    case .category, .priority: union(of: kind.names)
    case .text, .longText, .date, .choice, .person, .queue, .tag, .stage: "string"
    }
  }

  /// What a custom field holds, or a parameter of a plugin's action.
  static func text(of field: FieldSpec) -> String {
    let choices = field.choices.sorted { $0.key < $1.key }.flatMap(\.value)
    var seen: Set<String> = []
    let one =
      choices.isEmpty
      ? text(of: field.kind) : union(of: choices.filter { seen.insert($0).inserted })
    return field.isMany ? list(of: one) : one
  }

  /// A list of elements of a type.
  static func list(of type: String) -> String {
    type.contains("|") || type.hasPrefix("fun(") ? "(\(type))[]" : "\(type)[]"
  }

  /// Whether a member of the type may be nil in a value that is read.
  static func mayBeNil(_ part: APIPart) -> Bool {
    switch part.type {
    case .optional, .field(.person), .field(.ticket), .field(.queue), .field(.time): true
    // What is nil now and then only, and read often, would be a warning wherever it is read.
    case .shape: false
    default: part.words.contains("nil")
    }
  }

  private static func assigned(_ type: APIType) -> String {
    if case .listOf = type {
      return union(text(type), className(ofTopic: "elements") + "|docket.None")
    }
    return union(text(type), "docket.None")
  }

  /// What a plugin's function is handed, by the name of the parameter.
  private static func handed(_ parameter: String) -> String {
    switch parameter {
    case "now": "number"
    case "answers": "table<string, any>"
    case "input": "any"
    case "row": "table<string, any>"
    case "request": "table<string, any>"
    default: className(ofTopic: parameter)
    }
  }

  private static func union(_ one: String, _ other: String) -> String {
    one == other ? one : "\(one)|\(other)"
  }

  private static func union(of words: [String]) -> String {
    words.map(quoted).joined(separator: "|")
  }

  /// A text of Lua; what is in it was chosen by plugins.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
