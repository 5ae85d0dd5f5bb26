import Kernel
import PluginHost
import Storage
import Texts

extension TrialDesk {
  /// Loads the plugins anew, as after `docket plugin reload`; gives what is otherwise than before.
  package func reload() throws -> [Text] {
    let sources = set.plugins.map(\.source)
    let again = try PluginLoader(desk: set.desk, settings: set.settings).load(sources)
    if let problem = again.problems.first { throw problem }
    let before = try standing()
    try adopt(again)
    let after = try standing()
    let parts = try again.registry.parts(otherThanIn: set.registry)
    let kinds = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
    return parts.map { Text.specReloadPart(part: $0) }
      + kinds.map { kind in
        Text.specReloadKind(
          kind: kind, before: before[kind, default: []].count, after: after[kind, default: []].count
        )
      }
  }

  /// What stays on the desk by itself, by kind, in words that tell one from another.
  private func standing() throws -> [String: [String]] {
    try reading { reader in
      let rows = try reader.outboxRows(OutboxFilter()).filter { $0.state == .waiting }
      return [
        "people": try reader.people().map { "\($0)" }, "roles": try reader.roles().map { "\($0)" },
        "queues": try reader.queues(), "views": try reader.views().map { "\($0)" },
        "subscriptions": try reader.subscriptions().map { "\($0)" },
        "settings": try reader.settings().map { "\($0.key)=\($0.value)" }.sorted(),
        "outbox": rows.map { "\($0.kind) \($0.key)" }.sorted(),
      ].filter { !$0.value.isEmpty }
    }
  }
}

extension Registry {
  /// The members by which two registries differ, as `hooks`; none where they are the same.
  fileprivate func parts(otherThanIn other: Registry) throws -> [String] {
    let (own, others) = (try JSON(parsing: jsonText), try JSON(parsing: other.jsonText))
    let names = Set((own.members ?? []).map(\.0)).union((others.members ?? []).map(\.0))
    return names.sorted().filter { own[$0] != others[$0] }
  }
}
