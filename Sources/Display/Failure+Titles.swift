import Desk
import Kernel

extension Failure {
  /// What was asked for, as far as its parameters have labels of their own.
  package enum Asked: Equatable, Sendable {
    case action(Action)
    case form(String)
  }

  /// The failure with the labels of the fields that it is about, as that session calls them.
  package func titled(in session: DeskSession) -> Failure {
    guard let labels = session.values.labels else { return self }
    var failure = self
    for field in problems.compactMap(\.field) {
      let own = asked?.label(of: field, among: labels)
      failure.titles[field] = own ?? title(of: field, in: session)
    }
    return failure
  }

  private func title(of field: String, in session: DeskSession) -> String? {
    // The label of a field that is hidden from somebody would tell that there is one.
    guard session.viewer.mayName(field) else { return nil }
    let title = session.values.title(of: field)
    // What is no field has no title of its own.
    return title == field ? nil : title
  }
}

extension Failure.Asked {
  fileprivate func label(of field: String, among labels: Labels) -> String? {
    switch self {
    case .action(let action): labels.name("\(action.name).\(field)", of: "param")
    case .form(let form): labels.name(Labels.formField(field, of: form), of: "form")
    }
  }
}
