import Desk
import Display
import Kernel
import System
import Texts

/// Asks whoever sits at the terminal what a form asks, field by field.
struct FormTalk {
  let context: CommandContext
  let form: FormSpec
  let labels: FormLabels

  /// What ends a text of several lines.
  private static let end = "."

  /// The answers that are not empty; each is looked at when it is given, and asked for again where it
  /// does not fit.
  ///
  /// Throws a `Failure` at the end of input.
  func answers() throws -> [(name: String, answer: JSON)] {
    try context.output.say(Text.formHeading(form: labels.title))
    return try form.fields.compactMap { field in
      try answer(to: field).map { (name: field.name, answer: JSON.string($0)) }
    }
  }

  private func answer(to field: FieldSpec) throws -> String? {
    while true {
      let text = try typed(field)
      guard !text.isBlank else {
        guard field.isRequired, field.standard == nil else { return nil }
        try context.output.say(Text.formNeeded(field: labels.label(of: field)))
        continue
      }
      do {
        _ = try context.desk.check(
          .string(text), to: field, of: form.name, as: context.person, in: context.askedLanguage)
        return text
      } catch let refusal as Refusal {
        for problem in refusal.problems {
          try context.output.say(
            Text.frameOf(owner: labels.label(of: field), problem: problem.text))
        }
      }
    }
  }

  private func typed(_ field: FieldSpec) throws -> String {
    let label = labels.label(of: field)
    guard field.kind == .longText, !field.isMany else {
      try context.output.ask(
        Text.formAsk(
          field: label, need: field.isRequired ? Text.formMark : nil, hint: try hint(for: field)))
      return try line()
    }
    try context.output.say(Text.formAskLong(field: label, end: FormTalk.end))
    var lines: [String] = []
    while true {
      let next = try line()
      if next == FormTalk.end || next.isEmpty && lines.isEmpty { break }
      lines.append(next)
    }
    return lines.joined(separator: "\n")
  }

  /// What it can be, and what it is by itself.
  private func hint(for field: FieldSpec) throws -> Text? {
    var parts: [Text] = []
    let choices = field.choices(for: "")
    if !choices.isEmpty { parts.append(Text(words: choices.joined(separator: ", "))) }
    if choices.isEmpty, ![.text, .longText].contains(field.kind) { parts.append(field.kind.words) }
    if field.isMany { parts.append(Text.formSeveral) }
    if let standard = field.standard {
      let words = try context.read { try $0.values.of([field]).text(standard, of: field.name) }
      parts.append(Text.formElse(value: words))
    }
    return parts.isEmpty ? nil : Text.formHint(parts: Text(joining: parts, by: "; "))
  }

  private func line() throws -> String {
    guard let bytes = StandardStream.input.line(atMost: Limit.textBytes) else {
      throw Failure(.refused, Text.formEnded)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, Text.textInputNotUtf8)
    }
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }
}

/// What a form and its fields are called in the language of who is asked.
struct FormLabels {
  private let form: FormSpec
  private let labels: Labels

  init(of form: FormSpec, in session: DeskSession) {
    self.form = form
    labels = Labels(session.rulebook.registry.labels, language: session.language.code)
  }

  var title: String { labels.name(form.name, of: "form") ?? form.name }
  var help: String { labels.name(form.name, of: "help") ?? "" }

  func label(of field: FieldSpec) -> String {
    labels.name("\(form.name).\(field.name)", of: "form") ?? labels.field(field.name) ?? field.name
  }
}
