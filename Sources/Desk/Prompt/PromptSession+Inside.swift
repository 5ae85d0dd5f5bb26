import Kernel
import PluginHost
import Storage
import Texts

/// A hook of the desk with where it stands and what it has used.
package struct HookInside: Sendable {
  package let spec: HookSpec
  /// `FILE:LINE` of its function; `nil` where its plugin does not load.
  package let place: String?
  package let use: HookUse?
}

/// A plugin as its sandbox has it.
package struct PluginInside: Sendable {
  /// What a plugin remembers.
  package enum State: Sendable {
    /// Keys with their values as JSON, the first ones; and how many there are.
    case told([(key: String, value: String)], count: Int)
    /// How many keys and characters, for those who do not see all that it may have written down.
    case counted(keys: Int, characters: Int64)
  }

  package let spec: PluginSpec
  package let settings: [PluginSetting]
  package let state: State
  package let functions: [RegisteredFunction]
}

extension PromptSession {
  /// The functions of the Lua API and the values that it hands out, each with what it is for.
  package static let reference: [(name: String, summary: String)] =
    APIRegistry.written.map { ($0.name, $0.summary) }
    + APITopic.all.map { ($0.name, $0.summary) }

  /// Refuses where not all whose eyes it is looked with are of the staff.
  package func requireStaff(in session: DeskSession) throws(Refusal) {
    for one in [person, eyes].compactMap(\.self) where !session.rulebook.isStaff(one) {
      throw Refusal(.denied, Text.permissionStaffOnly(person: one.name))
    }
  }

  /// The hooks in the order in which they run: all of them, or those that an event calls.
  package func hooks(on event: String?) throws -> [HookInside] {
    let (specs, uses) = try read { session in
      try requireStaff(in: session)
      let rulebook = session.rulebook
      let all = rulebook.beforeHooks + rulebook.validateHooks + rulebook.afterHooks
      let uses = try session.pluginUses().map { ($0.key, $0.use) }
      return (all.map(\.spec), Dictionary(uses) { first, _ in first })
    }
    let wanted = event.map { event in specs.filter { $0.isCalled(by: event) } } ?? specs
    let plugins = Set(wanted.map(\.plugin))
    let functions = try loaded { set, post in
      try set.plugins.filter { plugins.contains($0.name) }.flatMap { plugin in
        try plugin.registeredFunctions(on: set.desk, post: post)
      }
    }
    let places = Dictionary(functions.map { ($0.key, "\($0.file):\($0.line)") }) { first, _ in first
    }
    return wanted.map { spec in
      let key = HookUse.Key(plugin: spec.plugin, kind: spec.kind.rawValue, name: spec.name)
      return HookInside(spec: spec, place: places[key], use: uses[key])
    }
  }

  /// What is inside of an enabled plugin, for those who may manage plugins.
  ///
  /// A plugin may write down whatever its manifest lets it see, so its state is told to those only for
  /// whom nothing is hidden.
  package func enter(_ name: String) throws -> PluginInside {
    let (spec, state, settings) = try read { session in
      guard session.may(.pluginManage) else {
        throw Refusal(
          .denied,
          Text.permissionCommand(person: session.person.name, permission: Permission.pluginManage))
      }
      guard let spec = session.rulebook.plugins[name] else {
        throw DeskError.noPlugin(
          name: name, nearest: nearestName(to: name, among: session.rulebook.plugins.keys.sorted()))
      }
      return (spec, try session.state(of: name), try session.moment.pluginSettings(name))
    }
    let functions = try loaded { set, post in
      try set.plugin(name)?.registeredFunctions(on: set.desk, post: post) ?? []
    }
    return PluginInside(
      spec: spec, settings: settings, state: state, functions: functions)
  }

  private func loaded<Result>(
    _ body: (LoadedSet, WatchPost) throws -> Result,
  ) throws -> Result {
    try desk.watchdog.begin()
    let post = desk.watchdog.watch.post()
    defer { desk.watchdog.watch.close(post) }
    let set = try desk.read { reader, rulebook in
      try PluginStore(store: reader, traits: desk.traits(by: rulebook.settings), post: post)
        .loadEnabled(keeping: desk.absentPlugins.union(rulebook.quarantine))
    }
    return try body(set, post)
  }
}

extension DeskSession {
  private static let mostKeys = 100

  fileprivate func state(of plugin: String) throws -> PluginInside.State {
    let keys = try reader.stateKeys(of: plugin, prefix: "")
    guard viewer.seesEverything else {
      return .counted(keys: keys.count, characters: try reader.stateSize(of: plugin))
    }
    let told = try keys.prefix(DeskSession.mostKeys).map { key in
      (key: key, value: try reader.state(of: plugin, key: key) ?? "")
    }
    return .told(told, count: keys.count)
  }
}

extension HookSpec {
  /// Whether that event calls it: `ticket.close`, or `close`; a field's, or a timer's.
  fileprivate func isCalled(by event: String) -> Bool {
    let names =
      event.contains(".") ? [event] : ["ticket.\(event)", "field.\(event)", "timer.\(event)"]
    if names.contains(self.event) { return true }
    return HookEvent(self.event) == .anyChange
      && names.contains { if case .action = HookEvent($0) { true } else { false } }
  }
}
