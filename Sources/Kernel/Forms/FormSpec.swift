import Texts

/// A form that a plugin adds: what it asks, and by which way in what comes of it stands in histories.
package struct FormSpec: Equatable, Sendable {
  package var name: String
  /// In the order in which they are asked.
  package var fields: [FieldSpec]
  /// The source of tickets and entries that come of it, as `phone`.
  package var source: String
  /// The field whose answer names a document, so that it comes in once; `nil` where none does.
  package var key: String?
  package var plugin: String
  package var version: String

  package init(
    name: String, fields: [FieldSpec] = [], source: String, key: String? = nil, plugin: String,
    version: String,
  ) {
    self.name = name
    self.fields = fields
    self.source = source
    self.key = key
    self.plugin = plugin
    self.version = version
  }

  /// What faults of its function are laid to: `plugin@version:form`.
  package var signature: String { "\(plugin)@\(version):\(name)" }

  /// The kinds that a field which names documents may have.
  package static let keyKinds: [FieldKind] = [.text, .integer]
}

extension FormSpec: JSONForm {
  package static var blank: Self { FormSpec(name: "", source: "", plugin: "", version: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("fields", &fields)
    try members.exchange("source", &source)
    try members.exchange("key", &key)
    try members.exchange("plugin", &plugin)
    try members.exchange("version", &version)
  }
}

extension Rulebook {
  /// The forms of the desk, by name.
  package var forms: [FormSpec] {
    (registry.forms ?? []).sorted { $0.name.precedesByBytes($1.name) }
  }

  /// The form of that name; an unknown one throws with the nearest, or with how to get any.
  package func form(named name: String) throws(Refusal) -> FormSpec {
    let known = forms.map(\.name)
    if let form = forms.first(where: { $0.name == name }) { return form }
    guard !known.isEmpty else { throw Refusal(.notFound, Text.formNone) }
    throw Refusal(
      .notFound,
      Text.formUnknown(
        name: name, hint: Text.suggestion(nearest(to: name, among: known, as: .form)),
        known: known.joined(separator: ", ")))
  }
}
