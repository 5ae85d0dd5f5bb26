import Desk
import Display
import Kernel
import Texts

/// The forms of a desk, with what each asks.
struct FormList {
  private let session: DeskSession

  init(in session: DeskSession) {
    self.session = session
  }

  func write(to output: Output) throws {
    let forms = session.rulebook.forms
    guard !output.isJSON else { return try output.write(.array(try forms.map(json))) }
    guard !forms.isEmpty else { return try output.say(Text.formNone) }
    var table = Table([
      .init(Text.columnForm), .init(Text.columnTells),
      .init(Text.columnTakes, isFlexible: true),
    ])
    for form in forms {
      let words = FormWords(of: form, in: session)
      let takes = form.fields.map { $0.isRequired ? "\($0.name)*" : $0.name }
      table.append([
        .init(form.name), .init(words.help.isEmpty ? words.title : words.help),
        .init(takes.joined(separator: " "), .faint),
      ])
    }
    try output.page(table.lines(on: output.standard))
    try output.say(Text.formStar)
  }

  private func json(_ form: FormSpec) throws -> JSON {
    let words = FormWords(of: form, in: session)
    let fields = try form.fields.map { try json($0, words) }
    return .object([
      ("name", .string(form.name)), ("title", .string(words.title)),
      ("tells", .string(words.help)), ("source", .string(form.source)),
      ("key", form.key.map(JSON.string) ?? .null), ("plugin", .string(form.plugin)),
      ("fields", .array(fields)),
    ])
  }

  private func json(_ field: FieldSpec, _ words: FormWords) throws -> JSON {
    let standard = try field.standard.map { value in
      try session.values.unlabelled.of([field]).json(value, of: field.name)
    }
    return JSON.object([
      ("name", .string(field.name)), ("label", .string(words.label(of: field))),
      ("help", words.help(of: field).map(JSON.string) ?? .null),
      ("placeholder", words.placeholder(of: field).map(JSON.string) ?? .null),
      ("group", field.group.map(JSON.string) ?? .null),
      ("group_label", words.group(of: field).map(JSON.string) ?? .null),
      ("type", .string(field.kind.rawValue)), ("many", .boolean(field.isMany)),
      ("required", .boolean(field.isRequired)),
      ("show_if", field.showIf.map(JSON.string) ?? .null), ("default", standard ?? .null),
      ("choices", .array(field.choices(for: "").map(JSON.string))),
    ])
  }
}
