import Kernel
import PluginHost

/// The fields that a plugin declares: whose values are its own.
struct DeclaredFields: Equatable, Sendable {
  /// Fields of tickets, with the permission to see each; empty where none is needed.
  var tickets: [String: String]
  var people: [String]

  init(of plugin: String, in registry: Registry) {
    let own = registry.fields.filter { $0.plugin == plugin && !$0.isComputed }
    tickets = Dictionary(own.map { ($0.name, $0.viewPermission ?? "") }) { first, _ in first }
    people = (registry.personFields ?? []).filter { $0.plugin == plugin }.map(\.name).sorted()
  }

  init?(json: JSON) {
    guard let fields = json["tickets"]?.members, let people = json["people"]?.array else {
      return nil
    }
    tickets = Dictionary(fields.map { ($0.0, $0.1.string ?? "") }) { first, _ in first }
    self.people = people.compactMap(\.string)
  }

  var json: JSON {
    .object([
      ("tickets", .object(tickets.map { ($0.key, .string($0.value)) })),
      ("people", .array(people.map(JSON.string))),
    ])
  }

  /// Without those that another plugin declares by now: their values are its.
  func without(_ registry: Registry) -> DeclaredFields {
    var left = self
    for field in registry.fields { left.tickets[field.name] = nil }
    let taken = (registry.personFields ?? []).map(\.name)
    left.people.removeAll(where: taken.contains)
    return left
  }
}

extension Desk {
  /// What a plugin declares: an enabled one by what it works by, another one as its examples load it.
  func declaredFields(of source: PluginSource) throws -> DeclaredFields {
    let registry = try read { _, rulebook in rulebook.registry }
    if registry.plugins.contains(where: { $0.name == source.name }) {
      return DeclaredFields(of: source.name, in: registry)
    }
    let others = try availablePlugins().filter { !$0.isScript && $0.name != source.name }
    let runner = SpecRunner(available: others) { try TrialDesk($0, at: $1) }
    let loaded = try? runner.loaded(source)
    return DeclaredFields(of: source.name, in: loaded?.registry ?? Registry())
  }
}
