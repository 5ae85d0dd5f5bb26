import Kernel
import Lua
import Texts

/// `docket.state.*`: what a plugin remembers, with the change's transaction.
enum StateAPI {
  /// The most bytes that one value may have.
  static let valueLimit = 64 * 1024
  /// The most bytes that a key may have.
  static let keyLimit = 256
  /// What a person needs to leave state on the desk by hand: it is internal, as notes are.
  private static let permission = Permission.noteAdd

  static let functions: [APIFunction] = [
    APIFunction(
      "docket.state.get", "the value under a key, or nil", [key],
      gives: .init(.optional(.any), "the value, or nil"),
      example: #"local last = docket.state.get("last")"#, lanes: .reading
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let value = try stored(try key(of: call), in: context)
      call.results.value(value ?? .null, keys: context.layout.layout.keys)
    },
    APIFunction(
      "docket.state.set", "remembers a value",
      [key, .init("value", .any, "plain data of at most 64 KB")],
      example: #"docket.state.set("last", { id = 7 })"#, lanes: .remembering, isMetered: true
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard !call.isMissing(1) else {
        throw HostError(Text.apiStateWants)
      }
      try store(call.argument(1), under: try key(of: call), in: context)
    },
    APIFunction(
      "docket.state.add", "adds to a number; gives the sum",
      [key, .init("n", .optional(.number), "how much; 1, where it is left out")],
      gives: .init(.number, "the sum"), example: #"local turn = docket.state.add("turn")"#,
      lanes: .remembering, isMetered: true
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let key = try key(of: call)
      let amount = StateAmount(try amount(of: call))
      let desk = try context.desk(for: function.path)
      try context.requireToLeave("docket.state", byHand: StateAPI.permission)
      let old = try context.reading { try desk.storedState(of: context.namespace.name, key: key) }
      let text = try amount.added(to: old, under: key)
      try makeRoom(for: text, in: old, under: key, in: context, desk)
      let sum = try context.addState(key, amount, on: desk)
      call.results.value(StateAmount.value(of: sum) ?? .null, keys: context.layout.layout.keys)
    },
    APIFunction(
      "docket.state.delete", "forgets a value", [key],
      example: #"docket.state.delete("last")"#, lanes: .remembering
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let key = try key(of: call)
      let desk = try context.desk(for: function.path)
      try context.requireToLeave("docket.state", byHand: StateAPI.permission)
      try context.setState(key, to: nil, on: desk)
    },
    APIFunction(
      "docket.state.keys", "the keys that begin so",
      [.init("prefix", .optional(.text), "how they begin; all, where it is left out")],
      gives: .init(.listOf(.text), "a list of texts"),
      example: #"local keys = docket.state.keys("seen/")"#,
      lanes: .reading
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let prefix = call.argument(0).text ?? ""
      let desk = try context.desk(for: function.path)
      let keys = try context.reading {
        try desk.stateKeys(of: context.namespace.name, prefix: prefix)
      }
      context.writer.texts(keys, into: &call.results)
    },
  ]

  private static let key = APIPart("key", .text, "the plugin's own name for it")

  private static func key(of call: borrowing HostCall) throws(HostError) -> String {
    let key = call.text(0)
    guard (1...keyLimit).contains(key.utf8.count) else {
      throw HostError(Text.apiStateKey(most: keyLimit, count: key.utf8.count))
    }
    return key
  }

  /// What is to be added: a whole number where it is one.
  private static func amount(of call: borrowing HostCall) throws(HostError) -> LuaValue {
    guard let number = call.argument(1).number else { return .integer(1) }
    guard number.isFinite else { throw HostError(Text.apiStateSum) }
    return call.argument(1).integer.map(LuaValue.integer) ?? .number(number)
  }

  private static func stored(
    _ key: String, in context: SandboxContext,
  ) throws(HostError) -> LuaValue? {
    let desk = try context.desk(for: "docket.state")
    let text = try context.reading { try desk.state(of: context.namespace.name, key: key) }
    return StateAmount.value(of: text)
  }

  private static func store(
    _ value: LuaValue, under key: String, in context: SandboxContext,
  ) throws(HostError) {
    guard let text = value.json?.text else {
      throw HostError(Text.apiStatePlain(key: key, got: value.kindName))
    }
    guard text.utf8.count <= valueLimit else {
      throw HostError(Text.apiStateSize(key: key, bytes: text.utf8.count))
    }
    let desk = try context.desk(for: "docket.state.set")
    try context.requireToLeave("docket.state", byHand: StateAPI.permission)
    let old = try context.reading { try desk.storedState(of: context.namespace.name, key: key) }
    try makeRoom(for: text, in: old, under: key, in: context, desk)
    try context.setState(key, to: text, on: desk)
  }

  /// Refuses what would make the plugin's state larger than it may be.
  ///
  /// The size is looked up only now and then: how far it may grow until then is a quarter of what is
  /// left, since other processes let it grow as well.
  private static func makeRoom(
    for text: String, in old: String?, under key: String, in context: SandboxContext,
    _ desk: any DeskReading,
  ) throws(HostError) {
    let before = old?.unicodeScalars.count ?? -key.unicodeScalars.count
    let growth = Int64(text.unicodeScalars.count - before)
    guard growth > context.stateSlack else {
      context.stateSlack -= max(0, growth)
      return
    }
    let size = try context.reading { try desk.stateSize(of: context.namespace.name) }
    let room = context.limits[PluginLimits.state] - size - growth
    guard growth <= 0 || room >= 0 else {
      throw HostError(
        Text.pluginLimitState(size: size, limit: context.limits.ending(PluginLimits.state))
          .description)
    }
    context.stateSlack = max(0, room / 4)
  }
}
