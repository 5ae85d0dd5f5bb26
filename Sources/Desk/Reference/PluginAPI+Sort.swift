import Kernel
import PluginHost

extension PluginAPI {
  /// What a value can be, as far as one knows what could be typed for it.
  package indirect enum Sort: Equatable, Sendable {
    /// Anything, of which nothing is known.
    case other
    /// One of these texts.
    case words([String])
    case query
    case boolean
    /// A ticket's number.
    case ticket
    /// A person's name.
    case person
    /// A field's name.
    case fieldName
    /// A value of the desk's field of that name.
    case value(of: String)
    /// A value of fields of that kind.
    case kind(FieldKind)
    /// The word for a way to discard a ticket.
    case discard
    /// A table of a ticket's fields by name, also of those of plugins.
    case edits
    /// A table of fields of plugins by name.
    case customFields
    /// The same of people.
    case personFields
    /// A table with these keys.
    case table([Part])
    /// A list of such values, or what a loop goes through.
    case list(Sort)
    /// A value that has a topic of its own.
    case shape(String)

    init(_ type: APIType) {
      self =
        switch type {
        case .oneOf(let words): .words(words)
        case .query: .query
        case .boolean: .boolean
        case .ticket: .ticket
        case .person: .person
        case .fieldName: .fieldName
        case .value(let field): .value(of: field.rawValue)
        case .field(let kind): .kind(kind)
        case .discard: .discard
        case .edits: .edits
        case .customFields: .customFields
        case .personFields: .personFields
        case .keys(let keys): .table(keys.map(Part.init))
        case .listOf(let type), .iterator(let type): .list(Sort(type))
        case .shape(let name): .shape(name)
        case .assigned(let type), .optional(let type), .rest(let type): Sort(type)
        case .either(let one, let other): Sort(one) == .other ? Sort(other) : Sort(one)
        case .any, .text, .bytes, .words, .integer, .number, .time, .duration, .textOrSecret,
          .table, .list, .bounds, .function:
          .other
        }
    }
  }

  /// The keys of the table that an action of a plugin is given.
  package static func keys(of action: ActionSpec) -> [Part] {
    VerbUsage.keys(of: action, at: .reacting).map(Part.init)
  }
}
