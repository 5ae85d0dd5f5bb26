import Kernel
import Texts

extension LabelCheck {
  /// The check of a plugin that runs.
  init(of box: PluginBox) {
    let manifest = box.context.draft.script ?? box.context.manifest
    self.init(
      draft: box.context.draft, settings: manifest.settings.flatMap(\.labelled),
      standards: Set(manifest.settings.compactMap(\.standardJSON).flatMap(LabelCheck.texts)),
      catalogue: box.context.catalogue, source: box.context.source)
  }
}

/// Checks that a plugin's locales label only what the plugin itself declares.
///
/// Labels are shown to everybody in place of names: one for another plugin's stage, or for a field of
/// the kernel, would say something of it that its owner does not know.
struct LabelCheck {
  let draft: Draft
  /// The plugin's settings and their parts, which are labelled as fields are, with their choices.
  let settings: [(path: String, choices: [String])]
  /// The texts in what settings are by themselves: names that there may be none of on this desk, since it
  /// has set others.
  let standards: Set<String>
  let catalogue: PluginTexts
  let source: PluginSource

  /// What a file of texts labels; all other keys are the plugin's own, for `docket.tr`.
  static let keys: [APIPart] = [
    .init(
      "field.NAME", .text,
      "a field, a setting, or an action's parameter or data; a part of a setting as SETTING.PART"),
    .init("help.NAME", .text, "what is said of it"),
    .init("placeholder.NAME", .text, "an example of what is typed into a field"),
    .init("group.NAME", .text, "the heading of fields with that group"),
    .init("choice.FIELD.NAME", .text, "a choice of a field or of a setting"),
    .init("stage.NAME", .text, "a stage"),
    .init("type.NAME", .text, "a type of ticket"), .init("queue.NAME", .text, "a queue"),
    .init("reason.NAME", .text, "a close reason"), .init("action.NAME", .text, "an action"),
    .init("param.ACTION.NAME", .text, "an action's parameter"),
    .init("channel.NAME", .text, "a channel"), .init("role.NAME", .text, "a role"),
    .init("report.NAME", .text, "a report"), .init("view.NAME", .text, "a view"),
    .init("column.REPORT.NAME", .text, "a column of a report"),
    .init("form.NAME", .text, "a form"),
    .init("form.NAME.FIELD", .text, "what a form asks; else the label of the field of that name"),
    .init("help.NAME.FIELD", .text, "what is said of what a form asks"),
    .init("placeholder.NAME.FIELD", .text, "an example of an answer to a form"),
    .init("event.PLUGIN.NAME", .text, "what notices of an event of the plugin's own are called"),
    .init("tag.NAME", .text, "what a tag means"),
    .init("root_cause.NAME", .text, "what a root cause means"),
    .init(
      "subscription.PLUGIN:NAME", .text,
      "the heading of what a subscription tells, with {id} and {subject} of the ticket"),
  ]

  func problems() -> [PluginProblem] { labelProblems + refusalProblems }

  /// Moves whose refusal no text says.
  private var refusalProblems: [PluginProblem] {
    draft.refusals.filter { catalogue[$0] == nil }.map { key in
      let text = source.files[source.mainPath].map { String(decoding: $0, as: UTF8.self) }
      return PluginProblem(
        plugin: draft.plugin, file: source.mainPath,
        line: text.flatMap { LineFinder.line(of: key, in: $0) },
        Text.loadingRefusal(
          key: key, hint: Text.nearest(nearestName(to: key, among: catalogue.keys.sorted()))))
    }
  }

  private var labelProblems: [PluginProblem] {
    let declared = self.declared
    return catalogue.texts.sorted { $0.key < $1.key }.flatMap { language, texts in
      texts.keys.sorted().compactMap { key -> PluginProblem? in
        guard let kind = LabelCheck.kind(of: key), !declared.contains(key), !isOwnHeading(key),
          !isStandard(key)
        else { return nil }
        let same = declared.filter { LabelCheck.kind(of: $0) == kind }.sorted()
        let nearest = nearestName(to: key, among: same)
        return problem(
          key, in: source.isScript ? source.mainPath : "locales/\(language).lua", nearest: nearest)
      }
    }
  }

  /// Whether it heads what a subscription of the plugin tells: by its settings there may be none now.
  private func isOwnHeading(_ key: String) -> Bool {
    key.hasPrefix("subscription.\(draft.plugin):")
  }

  /// Whether it labels a name that a setting gives where the desk sets nothing.
  private func isStandard(_ key: String) -> Bool {
    guard let name = key.split(separator: ".").last else { return false }
    return standards.contains(String(name))
  }

  /// All texts in a value, names in tables included.
  private static func texts(in json: JSON) -> [String] {
    switch json {
    case .string(let text): [text]
    case .array(let items): items.flatMap(texts)
    case .object(let members): members.flatMap { [$0.0] + texts(in: $0.1) }
    default: []
    }
  }

  private func problem(_ key: String, in file: String, nearest: String?) -> PluginProblem {
    let text = source.files[file].map { String(decoding: $0, as: UTF8.self) }
    return PluginProblem(
      plugin: draft.plugin, file: file, line: text.flatMap { LineFinder.line(of: key, in: $0) },
      Text.loadingLabel(key: key, hint: Text.nearest(nearest)))
  }

  /// The kind of thing that a key labels; `nil` for a text that is the plugin's own business.
  private static func kind(of key: String) -> Substring? {
    let kind = key.prefix { $0 != "." }
    guard kind.count < key.count, checked.contains(kind) else { return nil }
    return kind
  }

  /// Whether it labels a view, of which a setting may say that there is none.
  static func isOfView(_ key: String) -> Bool { key.hasPrefix("\(Labels.view).") }

  /// The keys of its events, which need no declaration.
  var events: Set<String> {
    Set(catalogue.keys.filter { Labels.isOfEvent($0, of: draft.plugin) })
  }

  /// What is said of a move has keys of the plugin's own; which views there are may be a setting's
  /// business; and events, tags and root causes are not declared.
  private static let checked = Labels.kinds.subtracting([Labels.move, Labels.view, Labels.event])
    .filter { !Labels.describes("\($0).") }

  /// The keys of all that the plugin declares.
  var declared: Set<String> {
    let values = draft.actions.flatMap { $0.params + $0.data } + draft.reports.flatMap(\.params)
    var keys: Set<String> = []
    func add(_ kind: String, _ names: [String]) {
      for name in names { keys.insert("\(kind).\(name)") }
    }
    let fields = draft.fields + draft.personFields
    for name in fields.map(\.name) + settings.map(\.path) + values.map(\.name) {
      keys.formUnion(["field.\(name)", "help.\(name)", "placeholder.\(name)"])
    }
    add("group", (fields + draft.forms.flatMap(\.fields)).compactMap(\.group))
    for field in fields + values {
      for choice in field.choices.values.joined() { keys.insert("choice.\(field.name).\(choice)") }
    }
    for setting in settings {
      for choice in setting.choices { keys.insert("choice.\(setting.path).\(choice)") }
    }
    for action in draft.actions {
      keys.insert("action.\(action.name)")
      for param in action.params { keys.insert("param.\(action.name).\(param.name)") }
    }
    for report in draft.reports {
      keys.formUnion(["report.\(report.name)", "help.\(report.name)"])
      for param in report.params { keys.insert("param.\(report.name).\(param.name)") }
      for column in report.columns { keys.insert("column.\(report.name).\(column.name)") }
    }
    for form in draft.forms {
      keys.formUnion(["form.\(form.name)", "help.\(form.name)"])
      for field in form.fields {
        let name = Labels.formField(field.name, of: form.name)
        keys.formUnion(["form.\(name)", "help.\(name)", "placeholder.\(name)"])
        for choice in field.choices.values.joined() {
          keys.insert("choice.\(field.name).\(choice)")
        }
      }
    }
    add("stage", (draft.lifecycles + draft.lifecycleAdditions).flatMap(\.stages).map(\.name))
    add("type", draft.types.map(\.name))
    add("queue", draft.queues)
    add("reason", draft.closeReasons.map(\.name))
    add("channel", draft.channels.map(\.name))
    add("role", draft.roles.map(\.name))
    add("subscription", draft.subscriptions.map(\.key))
    add("view", draft.views.map(\.name))
    return keys
  }
}
