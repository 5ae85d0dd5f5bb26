import Texts

/// What something is that has a name and, in some languages, a label.
package enum Labelled: Equatable, Sendable {
  case field
  /// What a field may hold: a stage, a type, a queue, a reason, a choice.
  case value(of: String)
  /// A stage of that life cycle.
  case stage(of: String)
  /// A parameter of that action.
  case parameter(of: String)
  /// What that form asks for.
  case answer(of: String)
  case action, channel, form, report, role

  /// What that field of the kernel's may hold.
  package static func value(of field: TicketField) -> Labelled { .value(of: field.rawValue) }
}

extension Labels {
  /// What something of that name is called.
  package func label(of name: String, as kind: Labelled) -> String? {
    switch kind {
    case .field: field(name)
    case .value(let field): value(name, of: field)
    case .stage(let lifecycle):
      stage(name, in: lifecycle) ?? value(name, of: TicketField.stage.rawValue)
    case .parameter(let action): self.name("\(action).\(name)", of: "param") ?? field(name)
    case .answer(let form):
      self.name(Labels.formField(name, of: form), of: "field") ?? field(name)
    case .action: self.name(name, of: "action")
    case .channel: self.name(name, of: "channel")
    case .form: self.name(name, of: "form")
    case .report: self.name(name, of: "report")
    case .role: self.name(name, of: "role")
    }
  }
}

extension Labels {
  /// All that something of that name is called: a stage of no life cycle in particular is called as
  /// each of them calls it.
  fileprivate func labels(of name: String, as kind: Labelled) -> [String] {
    kind == .value(of: .stage)
      ? labels(ofStage: name) : label(of: name, as: kind).map { [$0] } ?? []
  }
}

extension Rulebook {
  /// The name that somebody probably meant, by itself or by what it is called in any language.
  ///
  /// `names` are those that may be told: of others no label is looked at.
  package func nearest(
    to word: String, among names: some Sequence<String>, as kind: Labelled,
  ) -> String? {
    let names = Array(names)
    return nearest(to: word, among: names, near: nearestName(to: word, among: names), as: kind)
  }

  /// The same, with the near name where that is found otherwise.
  func nearest(
    to word: String, among names: [String], near: String?, as kind: Labelled,
  ) -> String? {
    labelsInAll.nearest(to: word, among: names, near: near, as: kind)
  }
}

extension Registry {
  /// The same, of what is declared before any rules are made of it.
  package func nearest(to word: String, among names: [String], as kind: Labelled) -> String? {
    labelsInAll.nearest(
      to: word, among: names, near: nearestName(to: word, among: names), as: kind)
  }

  /// What names are called in each language that Docket or a plugin speaks.
  var labelsInAll: [Labels] {
    let own = labels.flatMap { try? JSON(parsing: $0) }?.members ?? []
    return (Catalogue.languageCodes + own.map(\.0)).uniqued.map { Labels(of: self, language: $0) }
  }
}

extension [Labels] {
  /// What is called exactly so goes before a name that is near, and that before a label that is near.
  fileprivate func nearest(
    to word: String, among names: [String], near: String?, as kind: Labelled,
  ) -> String? {
    let pairs = names.flatMap { name in
      flatMap { $0.labels(of: name, as: kind) }.map { (name: name, label: $0) }
    }
    let wanted = TextFolding.key(word)
    if let meant = pairs.first(where: { TextFolding.key($0.label) == wanted }) { return meant.name }
    if let near { return near }
    let label = nearestName(to: word, among: pairs.map(\.label))
    return pairs.first { $0.label == label }?.name
  }
}
