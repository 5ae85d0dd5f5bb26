/// What a plugin works out once for the tickets that were on the desk before it, as data.
///
/// It is a bulk of updates that the plugin asks for: each ticket that the query finds is given the
/// fields that the plugin's function makes of it.
package struct BackfillSpec: Equatable, Sendable {
  /// Unique among the plugin's: what it is done once by.
  package var name: String
  /// A condition on the tickets that it is for.
  package var query: String
  /// Whether after hooks and notifications follow.
  package var hasEffects: Bool
  package var plugin: String
  package var version: String

  package init(
    name: String, query: String, hasEffects: Bool = false, plugin: String, version: String,
  ) {
    self.name = name
    self.query = query
    self.hasEffects = hasEffects
    self.plugin = plugin
    self.version = version
  }

  /// Its function as a hook, which is held to the same rules.
  package var hook: HookSpec {
    HookSpec(
      kind: .before, event: HookEvent.action(.verb(.update)).name, name: name, plugin: plugin,
      version: version)
  }

  /// What is asked of each ticket.
  package var request: Request {
    var request = Request(actor: .plugin(plugin), source: .backfill, action: .verb(.update))
    request.backfill = name
    request.hasEffects = hasEffects
    return request
  }
}

extension BackfillSpec: JSONForm {
  package static var blank: Self { BackfillSpec(name: "", query: "", plugin: "", version: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("query", &query)
    try members.exchange("hasEffects", &hasEffects)
    try members.exchange("plugin", &plugin)
    try members.exchange("version", &version)
  }
}

extension BackfillSpec {
  /// The key of its n-th run as a bulk.
  package func key(_ number: Int) -> String { keys + "\(number)" }

  /// What the keys of all its runs begin with; no other bulk's key does.
  package var keys: String {
    "backfill/\(Namespace.escaped(plugin))/\(Namespace.escaped(name))/"
  }

  /// The number of the run that has that key.
  package func number(ofKey key: String) -> Int? {
    key.hasPrefix(keys) ? Int(key.dropFirst(keys.count)) : nil
  }

  /// The field by which an entry of the desk's chain tells of a run.
  package var deskField: String { "backfill.\(plugin).\(name)" }
}

extension Registry {
  /// The backfills of a plugin, as it registered them.
  package func backfills(of plugin: String) -> [BackfillSpec] {
    (backfills ?? []).filter { $0.plugin == plugin }
  }
}
