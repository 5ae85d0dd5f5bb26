/// What after hooks hear of the desk's own chain: `person.add`, `role.*`.
package struct DeskEvent: Hashable, Sendable {
  /// What such a change is about.
  package enum Group: String, CaseIterable, Sendable {
    case person
    case role
    case queue
    case plugin

    /// The actions of the desk that are of the group.
    package var actions: [String] {
      DeskAction.allCases.map(\.rawValue).filter { $0.hasPrefix("\(rawValue).") }
        .map { String($0.dropFirst(rawValue.utf8.count + 1)) }
    }

    /// What a plugin needs to be told of it.
    package var permission: Permission {
      switch self {
      case .person: .personView
      case .role, .queue, .plugin: .historyView
      }
    }
  }

  package let group: Group
  /// `*` for any.
  package let action: String

  /// Reads an event's name; `nil` where it is of no group.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let group = Group(rawValue: String(parts[0])) else { return nil }
    self.group = group
    action = String(parts[1])
  }

  package var name: String { "\(group.rawValue).\(action)" }

  /// Whether what the desk did is the event.
  func isMet(by action: DeskAction) -> Bool {
    guard let done = DeskEvent(action.rawValue), done.group == group else { return false }
    return self.action == DeskEvent.any || self.action == done.action
  }

  /// Any action of a group.
  package static let any = "*"
}

extension Rulebook {
  /// The rows that tell plugins of an entry of the desk's own chain.
  ///
  /// A plugin that the entry takes away is told nothing any more.
  package func afterRows(of action: DeskAction, for entry: Entry, at now: Instant) -> [OutboxRow] {
    let gone = Set(
      entry.edits.filter { $0.to == .none && $0.field.hasPrefix("plugin.") }
        .map { String($0.field.dropFirst("plugin.".utf8.count)) })
    return afterHooks.compactMap { hook in
      guard case .desk(let event) = hook.event, event.isMet(by: action),
        entry.source != .import || hook.spec.isForImports, !gone.contains(hook.spec.plugin)
      else { return nil }
      return OutboxRow(
        key: "after/\(entry.seq.rawValue)/\(hook.spec.plugin)/\(hook.spec.name)", kind: .after,
        plugin: hook.spec.plugin, name: hook.spec.name, entry: entry.seq, notBefore: now)
    }
  }
}
