import Kernel

/// What a plugin calls its settings and what they may be, in one language, else in English.
///
/// It is read from the plugin's own texts, and nobody else's: two plugins may have settings of one name.
/// A part of a record is named behind a dot, as `rules.by`; the names of maps are left out.
package struct SettingLabels {
  private let texts: [String: String]

  package init(of source: PluginSource, language: String) throws(PluginProblem) {
    let all = try PluginTexts(of: source).texts
    texts = (all[PluginTexts.fallback] ?? [:]).merging(all[language] ?? [:]) { $1 }
  }

  package func label(of path: String) -> String? { texts["field.\(path)"] }

  /// What is said of a setting.
  package func help(of path: String) -> String? { texts["help.\(path)"] }

  package func choice(_ choice: String, of path: String) -> String? {
    texts["choice.\(path).\(choice)"]
  }

  /// A choice as it is typed, with its label where that says more.
  package func said(_ choice: String, of path: String) -> String {
    guard let label = self.choice(choice, of: path), label != choice else { return choice }
    return "\(choice) (\(label))"
  }
}

extension SettingSpec {
  /// What has a label: the setting and the parts of its records, each with what it may be.
  package var labelled: [(path: String, choices: [String])] { labelled(at: name) }

  private func labelled(at path: String) -> [(path: String, choices: [String])] {
    guard kind != .list, kind != .map else { return element.labelled(at: path) }
    return [(path, choices)] + fields.flatMap { $0.labelled(at: "\(path).\($0.name)") }
  }

  /// What a value of it, or each in a list or map, may be.
  package var choicesOfEach: [String] {
    kind == .list || kind == .map ? element.choices : choices
  }

  /// The value with the label of each choice behind it, where that says more.
  package func labelled(_ value: JSON, by labels: SettingLabels) -> JSON {
    labelled(value, by: labels, at: name)
  }

  private func labelled(_ value: JSON, by labels: SettingLabels, at path: String) -> JSON {
    switch (kind, value) {
    case (.list, .array(let items)):
      .array(items.map { element.labelled($0, by: labels, at: path) })
    case (.map, .object(let members)):
      .object(members.map { ($0.0, element.labelled($0.1, by: labels, at: path)) })
    case (.record, .object(let members)):
      .object(
        members.map { name, value -> (String, JSON) in
          let part = fields.first { $0.name == name }
          return (name, part?.labelled(value, by: labels, at: "\(path).\(name)") ?? value)
        })
    case (_, .string(let choice)) where choices.contains(choice):
      .string(labels.said(choice, of: path))
    default: value
    }
  }
}
