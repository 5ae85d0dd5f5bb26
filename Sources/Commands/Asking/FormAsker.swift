import Desk
import Display
import Kernel
import Prompt
import System
import Texts

/// Asks whoever sits at the terminal what a form asks, field by field.
///
/// What is asked depends on the answers so far; each answer is looked at when it is given, and asked
/// for again where it does not fit.
struct FormAsker {
  typealias Answers = [(name: String, answer: String)]

  let context: CommandContext
  let words: FormWords
  let lines: TypedLines
  /// What the form asks by answers, and what is wrong with them.
  let draft: (Answers) throws -> FormDraft

  /// Empties a field that has a value by itself.
  private static let none = "-"
  /// Ends a text of several lines; opens the editor that a person likes best.
  private static let (end, edit) = (".", ".edit")

  private var output: Output { context.output }

  /// Answers to all that is asked.
  func answers() throws -> Answers {
    var done: Set<String> = []
    return try answers(after: [], passing: &done)
  }

  /// Answers to all that is asked, after those that there are already; fields that are `done` are
  /// passed, and those that were asked are done then, answered or not.
  ///
  /// An empty answer empties a field that has a value by itself. Throws a `Failure` where whoever is
  /// asked leaves.
  func answers(after earlier: Answers, passing done: inout Set<String>) throws -> Answers {
    var answers = earlier
    done.formUnion(earlier.map(\.name))
    var group = ""
    var draft = try draft(answers)
    while let field = draft.fields.first(where: { !done.contains($0.name) }) {
      let heading = words.group(of: field) ?? ""
      if heading != group, !heading.isEmpty {
        try output.say("\n\(output.error.styled(output.error.shown(heading), .heading))")
      }
      group = heading
      draft = try ask(field, after: &answers, draft)
      done.insert(field.name)
      // What the answer leaves without a place is asked again if it gets one.
      let lost = answers.map(\.name).filter { name in !draft.fields.contains { $0.name == name } }
      guard !lost.isEmpty else { continue }
      answers.removeAll { lost.contains($0.name) }
      done.subtract(lost)
      draft = try self.draft(answers)
    }
    return answers
  }

  /// Asks for a field until the answer fits; gives what the form asks then.
  private func ask(
    _ field: FieldSpec, after answers: inout Answers, _ present: FormDraft,
  ) throws -> FormDraft {
    let isRequired = present.required.contains(field.name)
    try explain(field)
    while true {
      let typed = try typed(field, isRequired: isRequired)
      let isEmptied = typed == FormAsker.none && mayBeEmptied(field, isRequired: isRequired)
      let isSkipped = typed.isBlank
      var next = answers
      if !isSkipped {
        next.append((field.name, isEmptied ? "" : meant(by: typed, in: field)))
      }
      let draft = try draft(next)
      let problems = draft.problems(of: field.name)
      guard !problems.isEmpty else {
        answers = next
        return draft
      }
      let label = words.label(of: field)
      if isSkipped {
        try output.say(Text.formNeeded(field: label))
      } else {
        for problem in problems {
          try output.say(Text.frameOf(owner: label, problem: problem.text))
        }
      }
    }
  }

  /// Whether it has a value by itself that may be taken away.
  private func mayBeEmptied(_ field: FieldSpec, isRequired: Bool) -> Bool {
    field.standard != nil && !isRequired
      && (!field.plugin.isEmpty || FieldResolver.mayBeEmpty(field.name))
  }

  private func typed(_ field: FieldSpec, isRequired: Bool) throws -> String {
    let label = words.label(of: field)
    guard field.kind == .longText, !field.isMany else {
      return try lines.line(
        Text.formAsk(
          field: label, need: isRequired ? Text.formMark : nil,
          hint: try hint(for: field, isRequired: isRequired)),
        completing: { self.candidates(for: field, beginning: $0) })
    }
    let question = Text.formAskLong(
      field: label, need: isRequired ? Text.formMark : nil, end: FormAsker.end,
      edit: FormAsker.edit)
    for line in output.error.foldedLines(question, margin: 0) { try output.say(line) }
    return try longText()
  }

  private func longText() throws -> String {
    var text: [String] = []
    while true {
      let next = try lines.line(Text(words: ""))
      if next == FormAsker.end || next.isEmpty && text.isEmpty { break }
      guard next == FormAsker.edit else {
        text.append(next)
        continue
      }
      let edited = try ExternalEditor.edit(text.joined(separator: "\n"), name: "text.txt")
      if let edited { return edited }
      try output.say(Text.formEditor(edit: FormAsker.edit))
    }
    return text.joined(separator: "\n")
  }
}

extension FormAsker {
  /// What is said of a field before it is asked: its help, and its choices with their numbers.
  private func explain(_ field: FieldSpec) throws {
    let surface = output.error
    if let help = words.help(of: field) {
      for line in surface.foldedLines(Text(words: help), margin: 2) {
        try output.say("  \(surface.styled(line, .faint))")
      }
    }
    let choices = field.choices(for: "").enumerated().map { index, name in
      let label = words.label(of: name, in: field)
      let isSame = label.map { $0.lowercased() == name.lowercased() } ?? true
      let shown = isSame ? name : "\(name) (\(label ?? name))"
      return "\(index + 1) \(shown.visible)"
    }
    guard !choices.isEmpty else { return }
    for line in surface.folded(choices.joined(separator: "   "), margin: 2) {
      try output.say("  \(line)")
    }
  }

  /// What it can be, an example, and what it is by itself.
  private func hint(for field: FieldSpec, isRequired: Bool) throws -> Text? {
    var parts: [Text] = []
    if ![.text, .longText, .choice].contains(field.kind) { parts.append(field.kind.words) }
    if field.isMany { parts.append(Text.formSeveral) }
    if let example = words.placeholder(of: field) {
      parts.append(Text.formExample(example: example))
    }
    if let standard = field.standard {
      let value = try context.read { try $0.values.of([field]).text(standard, of: field.name) }
      parts.append(Text.formElse(value: value))
      if mayBeEmptied(field, isRequired: isRequired) {
        parts.append(Text.formClear(none: FormAsker.none))
      }
    }
    return parts.isEmpty ? nil : Text.formHint(parts: Text(joining: parts, by: "; "))
  }

  /// What is meant by what was typed: a choice's number or label stands for its name, and a yes or no
  /// may be in the reader's language.
  private func meant(by typed: String, in field: FieldSpec) -> String {
    guard field.isMany else { return one(typed, in: field) }
    return typed.split(separator: ",").map { one(String($0), in: field) }.joined(separator: ",")
  }

  private func one(_ typed: String, in field: FieldSpec) -> String {
    let word = typed.trimmingBlanks
    switch field.kind {
    case .choice:
      let choices = field.choices(for: "")
      guard !choices.contains(word) else { return word }
      if let number = Int(word), choices.indices.contains(number - 1) { return choices[number - 1] }
      let labelled = choices.first {
        words.label(of: $0, in: field)?.lowercased() == word.lowercased()
      }
      return labelled ?? word
    case .boolean:
      let isYes = TypedAnswer.isYes(word, in: output.language)
      return isYes.map { $0 ? "yes" : "no" } ?? word
    default: return typed
    }
  }

  /// What may be typed, by its beginning.
  private func candidates(
    for field: FieldSpec, beginning typed: String,
  ) -> [Completion.Candidate] {
    switch field.kind {
    case .choice:
      field.choices(for: "").map {
        Completion.Candidate($0, detail: words.label(of: $0, in: field))
      }
    case .boolean: ["yes", "no"].map { Completion.Candidate($0) }
    case .queue: found { $0.queues.map { Completion.Candidate($0) } }
    case .person:
      found { session in
        try session.people(beginning: typed, limit: FormAsker.mostPeople).map {
          Completion.Candidate($0.name, detail: $0.email.isEmpty ? nil : $0.email)
        }
      }
    default: []
    }
  }

  private static let mostPeople = 100

  /// What cannot be read is not completed; that says itself when it is answered.
  private func found(_ read: (DeskSession) throws -> [Completion.Candidate]) -> [Completion
    .Candidate]
  {
    (try? context.read(read)) ?? []
  }
}
