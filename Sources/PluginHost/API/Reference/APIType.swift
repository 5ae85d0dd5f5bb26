import Kernel
import Lua
import Texts

/// What a value is that plugins give or get: calls are checked by it, and the reference names it.
package indirect enum APIType: Equatable, Sendable {
  case any
  case text
  /// A text that need not be UTF-8.
  case bytes
  /// What people read: a text, or what `docket.tr` gives.
  case words
  /// One of these texts.
  case oneOf([String])
  case query
  case integer
  case number
  case boolean
  /// Seconds since 1970.
  case time
  /// Seconds, or a text such as `90m`.
  case duration
  /// A ticket's number.
  case ticket
  /// A person's name.
  case person
  /// What a field of that kind holds.
  case field(FieldKind)
  /// A text that is a value of that field, as the name of a queue.
  case value(of: TicketField)
  /// A field's name.
  case fieldName
  /// The word for a way to discard a ticket.
  case discard
  /// What a field is set to: a value of that type, `docket.none`, or of a list `{ add, remove }`.
  case assigned(APIType)
  /// A text, or a secret of the settings.
  case textOrSecret
  /// A table whose keys are the plugin's own.
  case table
  /// A table of a ticket's fields by name, also of those of plugins.
  case edits
  /// A table of fields of plugins by name.
  case customFields
  /// The same of people.
  case personFields
  /// A table with these keys.
  case keys([APIPart])
  case list
  case listOf(APIType)
  /// A list of the least and the most.
  case bounds
  /// A function of the plugin's, by its parameters and where it is run.
  case function([String], Lanes)
  /// A value that has a topic of its own in the reference, as `entry`.
  case shape(String)
  /// What a `for` loop goes through.
  case iterator(APIType)
  case either(APIType, APIType)
  /// A parameter that may be left out.
  case optional(APIType)
  /// A parameter that may come any number of times.
  case rest(APIType)

  /// One of the words of a type.
  static func words<Word: CaseIterable & RawRepresentable<String>>(of type: Word.Type) -> APIType {
    .oneOf(Word.allCases.map(\.rawValue))
  }
}

extension APIType: CustomStringConvertible {
  package var description: String {
    switch self {
    case .any: "value"
    case .text, .bytes, .words, .oneOf, .query, .person, .textOrSecret, .value, .fieldName,
      .discard:
      "text"
    case .integer, .ticket: "whole number"
    case .number: "number"
    case .boolean: "boolean"
    case .time: "time"
    case .duration: "duration"
    case .field(.person): "person's name"
    case .field(.ticket): "ticket's number"
    case .field(.integer): "whole number"
    case .field(.longText): "text"
    case .field(let kind): kind.rawValue
    case .table, .keys, .edits, .customFields, .personFields: "table"
    case .list: "list"
    case .listOf(.shape("entry")): "list of entries"
    case .listOf(.field(let kind)): "list of \(APIType.field(kind))"
    case .listOf(let type): "list of \(type)s"
    case .bounds: "list of two"
    case .function(let parameters, _): "function(\(parameters.joined(separator: ", ")))"
    case .shape(let name): name
    case .iterator(let type): "iterator over \(type)s"
    case .either(let one, let other): "\(one) or \(other)"
    case .optional(let type), .rest(let type), .assigned(let type): type.description
    }
  }
}

extension APIType {
  /// What an argument must be, where its kind alone decides; `nil` where the function itself looks.
  func wanted(inPlaceOf value: LuaValue) -> Text? {
    switch self {
    case .text, .oneOf, .query, .person, .value, .fieldName, .discard:
      value.text == nil ? Text.valueText : nil
    case .integer, .ticket: value.integer == nil ? Text.valueInteger : nil
    case .number: value.number == nil ? Text.valueNumber : nil
    case .time: ValueConversion.instant(value) == nil ? Text.valueSeconds : nil
    case .function: value.function == nil ? Text.valueFunction : nil
    case .optional(let type), .rest(let type):
      value == .null ? nil : type.wanted(inPlaceOf: value)
    case .any, .bytes, .words, .boolean, .duration, .field, .table, .keys, .edits, .customFields,
      .personFields, .list, .listOf, .bounds, .shape, .iterator, .either, .assigned, .textOrSecret:
      nil
    }
  }

  /// What the value under a key of a table must be; `nil` if it is that, or if its reader looks.
  func wanted(underKey value: LuaValue) -> Text? {
    switch self {
    case .boolean: value.boolean == nil ? Text.valueBoolean : nil
    case .duration: Durations.milliseconds(value) == nil ? Text.valueDuration : nil
    case .table, .edits, .customFields, .personFields:
      value.pairs == nil ? Text.valueTableNamed : nil
    case .list: value.items == nil ? Text.valueList : nil
    case .listOf(.text), .listOf(.fieldName): value.texts == nil ? Text.valueTexts : nil
    default: wanted(inPlaceOf: value)
    }
  }
}

/// A parameter, a key of a table, or a member of a value: what it is called, holds and means.
package struct APIPart: Equatable, Sendable {
  package let name: String
  package let type: APIType
  /// Whether a table must have it.
  package let isRequired: Bool
  private let meaning: String

  init(_ name: String, _ type: APIType, _ meaning: String = "", isRequired: Bool = false) {
    self.name = name
    self.type = type
    self.meaning = meaning
    self.isRequired = isRequired
  }

  /// A key that its table must have.
  static func needed(_ name: String, _ type: APIType, _ meaning: String = "") -> APIPart {
    APIPart(name, type, meaning, isRequired: true)
  }

  /// The words that it may be, and what it means.
  package var words: String {
    guard case .oneOf(let words) = type, let last = words.last else { return meaning }
    let others = words.dropLast().joined(separator: ", ")
    let known = others.isEmpty ? last : "\(others) or \(last)"
    return meaning.isEmpty ? known : "\(known); \(meaning)"
  }

  /// Whether it may come again and again.
  var isRepeated: Bool {
    if case .rest = type { true } else { false }
  }

  /// How it stands in the line that shows a call.
  var written: String {
    switch type {
    case .function(let parameters, _): "\(name)(\(parameters.joined(separator: ", ")))"
    case .oneOf(let words): words.map { "\"\($0)\"" }.joined(separator: "|")
    case .keys(let keys) where keys.count <= APIPart.mostWritten:
      "{\(keys.map(\.name).joined(separator: ", "))}"
    case .keys(let keys) where name.isEmpty:
      "{\(keys.prefix(3).map(\.name).joined(separator: ", ")), …}"
    default: name
    }
  }

  /// The most keys of a table that are all written.
  private static let mostWritten = 6
}

/// What a function gives back, as a type and in words.
package struct APIResult: CustomStringConvertible, Sendable {
  package let type: APIType?
  package let description: String
  /// Whether what is asked for may not be had, which is told by nil and a refusal.
  package let canFail: Bool

  /// `failure` are the words for what it gives where it cannot give that.
  init(_ type: APIType?, _ words: String, else failure: String? = nil) {
    self.type = type
    description = failure.map { "\(words), or \($0)" } ?? words
    canFail = failure != nil
  }

  static let nothing = APIResult(nil, "nothing")

  static func nothing(but words: String) -> APIResult { APIResult(nil, "nothing; \(words)") }
}

extension APIPart {
  /// The table that is a function's only argument.
  static func table(_ keys: [APIPart]) -> APIPart { APIPart("", .keys(keys)) }

  /// What is said of a ticket's timer; without a time it is cancelled.
  static func timer(_ at: APIType, _ data: APIType) -> [APIPart] {
    [
      .needed(
        "name", .text, "the timer's name; the event is timer.NAME, the same name replaces it"),
      .init("at", at, "when; nil cancels it"), .init("data", data, "what the timer brings along"),
    ]
  }

  /// The table of options that is a function's last argument.
  static func options(_ keys: [APIPart]) -> APIPart { APIPart("o", .keys(keys), "options") }
}
