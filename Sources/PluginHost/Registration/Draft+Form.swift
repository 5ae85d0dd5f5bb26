import Kernel
import Lua
import Texts

extension Draft {
  static let formKeys: [APIPart] = [
    .needed("name", .text, "what docket intake calls it"),
    .needed(
      "fields", .list,
      #"""
      what is asked, in order; each { name = NAME, type = … } with the keys of docket.field, without \#
      those that only fields of tickets have
      """#),
    .init("source", .text, "the source of what comes in by it; its name, where it is left out"),
    .init(
      "key", .text,
      "the field, a text or an integer, whose answer names a document: the second one changes nothing"
    ),
    .needed(
      "each", .function(["answers", "form"], .reporting),
      """
      gives the request: the table of an action, with action (create, where it is left out) and \
      ticket; or nil and why nothing is to be done; or nil and { fields = { NAME = why } } where \
      answers do not fit each other; see docket help api form
      """),
  ]

  /// What is said of a ticket's fields, and not of what a form asks: that stands in its order already.
  private static let beyondForms =
    ticketOnly.filter { !["show_if", "group"].contains($0) } + ["view"]

  /// What is said of a form's field.
  static let formFieldKeys =
    [APIPart.needed("name", .text, "what documents call it")] + memberKeys

  /// `docket.form`.
  mutating func addForm(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.form", value, Draft.formKeys)
    let name = table.name()
    claim(name, among: forms.map(\.name), of: Text.thingForm, in: &table)
    let fields = formFields(&table)
    let source = table.text("source") ?? name
    if !source.isEmpty, !Names.isPlain(source) || Source.own.contains(Source(rawValue: source)) {
      table.fail("source", Text.registrationFormSource(source: source))
    }
    let key = table.text("key")
    if let key {
      let fit = fields.filter { FormSpec.keyKinds.contains($0.kind) && !$0.isMany }.map(\.name)
      if !fit.contains(key) { table.fail("key", Names.unknown(key, among: fit)) }
    }
    let each = table.function("each")
    try table.check()
    forms.append(
      FormSpec(
        name: name, fields: fields, source: source, key: key, plugin: plugin, version: version))
    functions[.form(name)] = each
  }

  private func formFields(_ table: inout SpecTable) -> [FieldSpec] {
    var fields: [FieldSpec] = []
    for (index, item) in table.items("fields").enumerated() {
      var inner = SpecTable("fields", item, Draft.formFieldKeys)
      let name = inner.name()
      let spec = fieldSpec(name, &inner)
      for word in Draft.beyondForms where inner.has(word) {
        inner.fail(word, Text.registrationFormField)
      }
      if fields.contains(where: { $0.name == name }) {
        inner.fail("name", Text.registrationTaken(name: name, what: Text.thingField))
      }
      if spec.choices.keys.contains(where: { $0 != "*" }) {
        inner.fail("choices", Text.registrationFormChoices)
      }
      inner.finish()
      for problem in inner.problems {
        table.fail(
          "fields",
          Text.tableElement(key: name.isEmpty ? "\(index + 1)" : name, problem: problem.text))
      }
      fields.append(spec)
    }
    if fields.isEmpty, table.problems.isEmpty { table.fail("fields", Text.tableEmpty) }
    if fields.count > Limit.formFields {
      table.fail("fields", Text.registrationFormFields(most: Limit.formFields))
    }
    return fields
  }
}
