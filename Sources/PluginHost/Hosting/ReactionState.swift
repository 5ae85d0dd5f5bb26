import Kernel
import Lua
import Texts

/// A change of a plugin's own state that waits for its row's acknowledgement.
package struct StateChange: Equatable, Sendable {
  /// What is written when it is committed.
  package enum Write: Equatable, Sendable {
    /// A value as JSON; `nil` deletes.
    case set(String?)
    /// Is added to what stands there by then.
    case add(StateAmount)
  }

  package let key: String
  package let write: Write

  package init(key: String, _ write: Write) {
    self.key = key
    self.write = write
  }
}

/// What a run did to its plugin's state, and what it had read of it before.
package struct ReactionState: Sendable {
  package let plugin: String
  package let changes: [StateChange]
  /// Values as they were read.
  let values: [(key: String, value: String?)]
  /// The keys that began so.
  let lists: [(prefix: String, keys: [String])]

  /// Nothing of a plugin's state.
  package init(of plugin: String) {
    self.init(plugin: plugin, changes: [], values: [], lists: [])
  }

  init(
    plugin: String, changes: [StateChange], values: [(key: String, value: String?)],
    lists: [(prefix: String, keys: [String])],
  ) {
    self.plugin = plugin
    self.changes = changes
    self.values = values
    self.lists = lists
  }

  /// The key, or the beginning of keys, that others have changed since it was read.
  ///
  /// What is equal again has not moved: nobody can tell the difference.
  package func moved(in transaction: any Transaction) throws -> String? {
    for (key, value) in values {
      let present = try transaction.state(of: plugin, key: key)
      guard present.map(ByteKey.init) == value.map(ByteKey.init) else { return key }
    }
    for (prefix, keys) in lists {
      let present = try transaction.stateKeys(of: plugin, prefix: prefix)
      guard present.map(ByteKey.init) == keys.map(ByteKey.init) else { return prefix }
    }
    return nil
  }

  /// Writes the changes; gives the key that took no sum any more, since others changed what it holds.
  package func write(to transaction: any Transaction) throws -> String? {
    for change in changes {
      switch change.write {
      case .set(let value): try transaction.setState(of: plugin, key: change.key, to: value)
      case .add(let amount):
        let present = try transaction.state(of: plugin, key: change.key)
        guard let sum = try? amount.added(to: present, under: change.key) else { return change.key }
        try transaction.setState(of: plugin, key: change.key, to: sum)
      }
    }
    return nil
  }
}

extension SandboxContext: ViewSource {
  /// Writes a part of the change in hand as it stands now; not of one that is over.
  func write(
    part key: KeyID, of source: Int64, into writer: inout WireWriter,
  ) throws(HostError) {
    let (view, number) = ChangeView.of(source)
    guard case .deciding(let call) = occupation, number == call.handle else {
      let name = layout.layout.keys.name(of: key)
      throw HostError(Text.apiChangePartOver(name: name))
    }
    let change = ChangeInSight(call.proposal, in: self)
    if view == .change {
      return self.writer.part(key, of: change, number: number, into: &writer)
    }
    let isThere = change.withTicket(view) { ticket, proof in
      self.writer.field(key, of: &ticket, proof, into: &writer)
    }
    if !isThere { writer.null() }
  }
}
