import Kernel

/// The desk as a reacting plugin sees it: what it writes to its state is seen at once, and kept
/// for the one who commits it with the row's acknowledgement.
final class ReactionReading: ForwardedReading {
  private let desk: any DeskReading
  private(set) var changes: [String: String?] = [:]

  init(_ desk: any DeskReading) {
    self.desk = desk
  }

  var rulebook: Rulebook { desk.rulebook }
  var now: Instant { desk.now }

  func asking<Answer>(_ body: (any DeskReading) throws -> Answer) throws -> Answer {
    try body(desk)
  }

  func state(of plugin: String, key: String) throws -> String? {
    if let change = changes[key] { return change }
    return try desk.state(of: plugin, key: key)
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    var keys = Set(try desk.stateKeys(of: plugin, prefix: prefix))
    for (key, value) in changes where key.hasPrefix(prefix) {
      if value == nil { keys.remove(key) } else { keys.insert(key) }
    }
    return keys.sorted { $0.precedesByBytes($1) }
  }

  func stateSize(of plugin: String) throws -> Int64 {
    var size = try desk.stateSize(of: plugin)
    for (key, value) in changes {
      let old = try desk.state(of: plugin, key: key)
      size -= Int64(old.map { $0.unicodeScalars.count + key.unicodeScalars.count } ?? 0)
      size += Int64(value.map { $0.unicodeScalars.count + key.unicodeScalars.count } ?? 0)
    }
    return size
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    changes.updateValue(value, forKey: key)
  }
}
