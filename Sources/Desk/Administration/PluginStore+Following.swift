import Kernel
import PluginHost
import Storage

extension PluginStore where Store == WriteTransaction {
  /// Loads these plugins; what is set for them follows queues that are called otherwise by it.
  ///
  /// `edits` say which settings followed.
  func loadFollowing(
    _ sources: [PluginSource], keeping: Set<String>,
    takingBack undone: UndoneNames = UndoneNames(),
  ) throws -> (set: LoadedSet, edits: [Edit]) {
    let set = try load(sources, keeping: keeping)
    guard set.problems.isEmpty else { return (set, []) }
    let declared = set.registry.renamings(
      from: try StoredRegistry(readingFrom: store).registry, roles: try store.roles(),
      queues: try store.queues())
    let queues = (undone.renamings(by: set.registry) + declared).filter { $0.kind == .queue }
    guard !queues.isEmpty else { return (set, []) }
    let edits = try sources.flatMap { try follow(queues, in: $0) }
    return edits.isEmpty ? (set, []) : (try load(sources, keeping: keeping), edits)
  }

  private func follow(_ queues: [Renaming], in source: PluginSource) throws -> [Edit] {
    guard source.distrust == nil,
      var record = try store.plugins().first(where: { $0.name == source.name }),
      let specs = try? DeclaredSettings.specs(of: source, desk: traits)
    else { return [] }
    let before = try PluginStore.given(to: source.name, in: store)
    var after = before
    for (name, value) in before {
      after[name] = specs.first { $0.name == name }?.renamed(value, by: queues) ?? value
    }
    let edits = Administration.settingEdits(from: before, to: after, of: source.name)
    guard !edits.isEmpty else { return [] }
    record.settings = JSON.object(after.map { ($0.key, $0.value) }).text
    try store.write(record)
    return edits
  }
}
