import Desk
import Kernel
import Texts

/// The plugins' actions that somebody may do, with what each takes.
package struct ActionList {
  private let actions: [ActionSpec]
  private let ticket: Ticket?
  private let values: ValueText

  /// Takes those that may be done on the ticket as it is; without one, those that may ever be done.
  package init(in session: DeskSession, for ticket: Ticket?) {
    let viewer = session.viewer
    actions = session.rulebook.registry.actions.filter { action in
      guard let ticket else { return viewer.authority.mayEver(action.permission) }
      let isAllowed = viewer.authority.may(action.permission, on: ticket, in: viewer.context)
      let applies = action.when.map { session.rulebook.holds($0, on: ticket, in: viewer.context) }
      return isAllowed && applies ?? true
    }.sorted { $0.name < $1.name }
    self.ticket = ticket
    values = session.values
  }

  /// Takes the action of that name, whoever may do it; `nil` where no plugin has one.
  package init?(of name: String, in session: DeskSession) {
    guard let action = session.rulebook.actions[name] else { return nil }
    actions = [action]
    ticket = nil
    values = session.values
  }

  /// Writes a few lines for each, or one JSON document.
  package func write(to output: Output) throws {
    guard !output.isJSON else { return try output.write(.array(try actions.map(json))) }
    guard !actions.isEmpty else {
      let words = ticket == nil ? Text.actionNoneEver : Text.actionNoneHere
      return try output.say(words)
    }
    try output.write(try actions.flatMap { try lines(of: $0, on: output.standard) })
  }

  private func lines(of action: ActionSpec, on surface: Surface) throws -> [String] {
    let usage = action.params.map { param in
      let word = "\(param.name)=\(param.kind.rawValue.uppercased())"
      return param.isRequired ? word : "[\(word)]"
    }
    let label = values.labels?.name(action.name, of: "action").map { "  \(surface.shown($0))" }
    let plugin = (label ?? "") + surface.styled("  (\(action.plugin))", .faint)
    let head = ([surface.styled(action.name, .heading)] + usage).joined(separator: " ") + plugin
    let width = action.params.map(\.name.displayWidth).max() ?? 0
    return surface.hung(head, margin: 4)
      + (try action.params.flatMap { param in
        let space = String(repeating: " ", count: width - param.name.displayWidth)
        let label = values.label(of: param.name, of: action.name)
        let title = label.map { "\(surface.shown($0)): " } ?? ""
        return surface.hung(
          "    \(param.name)\(space)  \(title)\(surface.words(try words(for: param)))",
          margin: width + 6)
      })
  }

  /// What a parameter wants, in a line.
  private func words(for param: FieldSpec) throws -> Text {
    let choices = param.choices(for: ticket?.type ?? "")
    let kind = choices.isEmpty ? param.kind.words : Text(words: choices.joined(separator: ", "))
    var parts = [param.isMany ? Text.actionSeveral(kind: kind) : kind]
    if let least = param.least, let most = param.most {
      parts.append(
        Text.actionRange(least: param.shown(least), most: param.shown(most)))
    }
    if param.length.count == 2 {
      parts.append(Text.actionLength(least: param.length[0], most: param.length[1]))
    }
    // A form is told by an example: a pattern is for authors.
    if let example = values.labels?.name(param.name, of: "placeholder") {
      parts.append(Text.formExample(example: example))
    }
    if let standard = param.standard {
      let text = try values.of([param]).text(standard, of: param.name)
      parts.append(Text.actionStandard(value: text))
    } else if param.isRequired {
      parts.append(Text.actionRequired)
    }
    return Text(joining: parts, by: "; ")
  }

  private func json(of action: ActionSpec) throws -> JSON {
    .object([
      ("name", .string(action.name)), ("plugin", .string(action.plugin)),
      ("permission", .string(action.permission)),
      ("params", .array(try action.params.map(json))),
      ("data", .array(try action.data.map(json))),
    ])
  }

  private func json(of spec: FieldSpec) throws -> JSON {
    let choices = spec.choices(for: ticket?.type ?? "")
    var members: [(String, JSON)] = [
      ("name", .string(spec.name)), ("type", .string(spec.kind.rawValue)),
      ("many", .boolean(spec.isMany)), ("required", .boolean(spec.isRequired)),
      ("choices", .array(choices.map(JSON.string))),
    ]
    if let standard = spec.standard {
      members.append(("default", try values.of([spec]).json(standard, of: spec.name)))
    }
    return .object(members)
  }
}
