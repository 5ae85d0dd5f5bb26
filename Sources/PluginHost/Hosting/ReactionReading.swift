import Kernel
import Lua

/// The desk as a reacting plugin sees it: what it writes to its state is seen at once, and kept
/// for the one who commits it with the row's acknowledgement.
///
/// It notes what the plugin read of its state: where that has moved by the commit, the plugin is to
/// run again.
final class ReactionReading: ForwardedReading {
  private let desk: any DeskReading
  private var writes: [ByteKey: StateChange.Write] = [:]
  private var values: [ByteKey: String?] = [:]
  private var lists: [ByteKey: [String]] = [:]

  /// The desk as it is stored, without what the plugin wrote to its state.
  var stored: any DeskReading { desk }

  /// Why nothing can be kept; `nil` where it can.
  private let stop: PromptStop?

  init(_ desk: any DeskReading, closedBy stop: PromptStop? = nil) {
    self.desk = desk
    self.stop = stop
  }

  var rulebook: Rulebook { desk.rulebook }
  var now: Instant { desk.now }
  var moment: Instant? { desk.moment }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try desk.limited(to: allowance, body)
  }

  func asking<Answer: Sendable>(
    _ body: (any DeskReading) throws -> Answer,
  ) throws -> Answer {
    try body(desk)
  }

  func state(of plugin: String, key: String) throws -> String? {
    let name = ByteKey(key)
    switch writes[name] {
    case .set(let value): return value
    case .add(let amount): return try amount.added(to: read(name, of: plugin), under: key)
    case nil: return try read(name, of: plugin)
    }
  }

  func storedState(of plugin: String, key: String) throws -> String? {
    let stored = try desk.storedState(of: plugin, key: key)
    switch writes[ByteKey(key)] {
    case .set(let value): return value
    case .add(let amount): return try amount.added(to: stored, under: key)
    case nil: return stored
    }
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    let stored = try lists[ByteKey(prefix)] ?? desk.stateKeys(of: plugin, prefix: prefix)
    lists[ByteKey(prefix)] = stored
    var keys = Set(stored.map(ByteKey.init))
    for (key, write) in writes where key.text.beginsByBytes(with: prefix) {
      if case .set(nil) = write { keys.remove(key) } else { keys.insert(key) }
    }
    return keys.sorted().map(\.text)
  }

  func stateSize(of plugin: String) throws -> Int64 {
    var size = try desk.stateSize(of: plugin)
    for key in writes.keys {
      size -= length(try desk.storedState(of: plugin, key: key.text), under: key)
      size += length(try storedState(of: plugin, key: key.text), under: key)
    }
    return size
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    if let stop { throw stop }
    writes[ByteKey(key)] = .set(value)
  }

  func addState(of plugin: String, key: String, _ amount: StateAmount) throws -> String {
    if let stop { throw stop }
    let sum = try amount.added(to: storedState(of: plugin, key: key), under: key)
    let write: StateChange.Write =
      switch writes[ByteKey(key)] {
      case .set: .set(sum)
      case .add(let earlier): .add(try earlier.joined(with: amount))
      case nil: .add(amount)
      }
    writes[ByteKey(key)] = write
    return sum
  }

  /// What the plugin did to its state, and what it had read of it.
  func state(of plugin: String) -> ReactionState {
    ReactionState(
      plugin: plugin,
      changes: writes.sorted { $0.key < $1.key }.map { StateChange(key: $0.key.text, $0.value) },
      values: values.sorted { $0.key < $1.key }.map { (key: $0.key.text, value: $0.value) },
      lists: lists.sorted { $0.key < $1.key }.map { (prefix: $0.key.text, keys: $0.value) })
  }

  /// What is stored, read once: all of a run sees the same.
  private func read(_ key: ByteKey, of plugin: String) throws -> String? {
    if let known = values[key] { return known }
    let stored = try desk.state(of: plugin, key: key.text)
    values[key] = .some(stored)
    return stored
  }

  private func length(_ value: String?, under key: ByteKey) -> Int64 {
    value.map { Int64($0.unicodeScalars.count + key.text.unicodeScalars.count) } ?? 0
  }
}
