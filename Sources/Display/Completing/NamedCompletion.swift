import Desk
import Kernel
import Texts

/// Completes `NAME=VALUE` of what a word before names: an action's parameters, a plugin's settings.
struct NamedCompletion {
  let desk: DeskCompletion

  /// The parameters of the action that was named last; other actions where none was.
  func actionParams(_ typed: String) throws -> [Candidate] {
    let actions = desk.session.rulebook.actions
    guard let action = desk.words.last(where: { actions[$0] != nil }).flatMap({ actions[$0] })
    else { return try desk.candidates(for: .whichThenActions, typed: typed) }
    let labels = desk.session.rulebook.labels(in: desk.surface.language.code)
    let params = action.params.filter { param in
      param.viewPermission.map(desk.session.may) ?? true
    }
    return try assigned(typed, params.map(\.name)) { name in
      labels.name("\(action.name).\(name)", of: "param") ?? labels.field(name) ?? ""
    } values: { name, value in
      guard let param = params.first(where: { $0.name == name }) else { return [] }
      guard param.kind == .choice else { return try desk.values(of: param.kind, value) }
      let choices = param.choices(for: desk.present?.type ?? "")
      return desk.listed(choices.map { Candidate($0) }, value)
    }
  }

  /// The settings of the plugin that was named first, for who may change them.
  func settings(_ typed: String) throws -> [Candidate] {
    guard desk.session.may(.pluginManage), let plugin = desk.words.first,
      let settings = try? desk.session.moment.pluginSettings(plugin, in: desk.session.language)
    else { return [] }
    let open = settings.filter { !$0.isSecret }
    return try assigned(typed, open.map(\.name)) { name in
      open.first { $0.name == name }.map { setting in
        setting.label ?? setting.kindWords.rendered(in: desk.session.language)
      } ?? ""
    } values: { name, value in
      guard let setting = open.first(where: { $0.name == name }) else { return [] }
      guard setting.choices.isEmpty else {
        return desk.listed(
          setting.choices.map { Candidate($0, setting.choiceLabels[$0] ?? "") }, value)
      }
      return try FieldKind(rawValue: setting.element ?? setting.kind).map {
        try desk.values(of: $0, value)
      } ?? []
    }
  }

  /// `NAME=`, and once that is there what its value may be.
  private func assigned(
    _ typed: String, _ names: [String], said: (String) -> String,
    values: (_ name: String, _ typed: String) throws -> [Candidate],
  ) throws -> [Candidate] {
    guard let equals = typed.firstIndex(of: "=") else {
      return names.filter { $0.hasPrefix(typed) }.map { Candidate("\($0)=", said($0)) }
    }
    let name = typed[..<equals].filter { $0 != "+" && $0 != "-" }
    return try values(name, String(typed[typed.index(after: equals)...])).map {
      $0.behind(typed[...equals])
    }
  }
}

extension DeskCompletion {
  /// The names that begin as typed.
  func begun(_ names: [String], _ typed: String) -> [Candidate] {
    names.filter { $0.hasPrefix(typed) }.map { Candidate($0) }
  }

  /// The candidates that begin as the last of the values between commas does.
  func listed(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
    let start = typed.lastIndex(of: ",").map { typed.index(after: $0) } ?? typed.startIndex
    let given = typed[..<start].split(separator: ",").map(String.init)
    return candidates.filter { $0.text.hasPrefix(typed[start...]) && !given.contains($0.text) }
      .map { $0.behind(typed[..<start]) }
  }
}
