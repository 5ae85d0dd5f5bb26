import Desk
import Kernel
import Texts

/// What a form and its fields are called in the language of who is asked.
struct FormWords {
  private let form: FormSpec?
  private let labels: Labels

  /// Without a form it is the one for a new ticket.
  init(of form: FormSpec? = nil, in session: DeskSession) {
    self.form = form
    labels = session.rulebook.labels(in: session.language.code)
  }

  var title: String { form.map { labels.name($0.name, of: "form") ?? $0.name } ?? "" }
  var help: String { form.flatMap { labels.name($0.name, of: "help") } ?? "" }

  func label(of field: FieldSpec) -> String {
    own(field, "form") ?? labels.field(field.name) ?? field.name
  }

  /// The label of one of a ticket's fields.
  func title(of field: String) -> String { labels.field(field) ?? field }

  /// What is said of a field; `nil` where nothing is.
  func help(of field: FieldSpec) -> String? {
    own(field, "help") ?? labels.name(field.name, of: "help")
  }

  /// An example of what is typed into a field; `nil` where there is none.
  func placeholder(of field: FieldSpec) -> String? {
    own(field, "placeholder") ?? labels.name(field.name, of: "placeholder")
  }

  /// The heading that a field stands under; `nil` where it stands under none.
  func group(of field: FieldSpec) -> String? {
    field.group.map { labels.name($0, of: "group") ?? $0 }
  }

  func label(of choice: String, in field: FieldSpec) -> String? {
    labels.value(choice, of: field.name)
  }

  private func own(_ field: FieldSpec, _ kind: String) -> String? {
    form.flatMap { labels.name(Labels.formField(field.name, of: $0.name), of: kind) }
  }
}
