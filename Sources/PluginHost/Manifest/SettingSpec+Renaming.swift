import Kernel

extension SettingSpec {
  /// What is set, with queues under the names that they have by now.
  ///
  /// Only what is declared as a queue is one: other texts may happen to be spelled alike.
  package func renamed(_ value: JSON, by renamings: [Renaming]) -> JSON {
    switch (kind, value) {
    case (.queue, .string(let name)):
      .string(
        renamings.reduce(name) { $1.kind == .queue && $1.from == $0 ? $1.to : $0 })
    case (.list, .array(let items)):
      .array(items.map { element.renamed($0, by: renamings) })
    case (.map, .object(let members)):
      .object(members.map { ($0.0, element.renamed($0.1, by: renamings)) })
    case (.record, .object(let members)):
      .object(
        members.map { name, value in
          (name, fields.first { $0.name == name }?.renamed(value, by: renamings) ?? value)
        })
    default: value
    }
  }
}
