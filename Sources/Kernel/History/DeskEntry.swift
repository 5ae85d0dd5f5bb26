import Texts

/// What the desk writes down of itself: on its own chain, and where its names change in tickets.
///
/// This is the only table of such actions; a ticket's other entries are of a `Verb` or a plugin's.
package enum DeskAction: String, CaseIterable, Sendable {
  /// How a desk was found that an older version has made.
  case baseline = "desk.baseline"
  case map = "desk.map"
  /// What the names in a ticket became; it stands in the ticket's own chain.
  case rename = "desk.rename"
  case set = "desk.set"
  /// An import: by whom, of which source, and its file's digest.
  case beginImport = "import.begin"
  /// An index of packs, that the desk asks from then on.
  case addIndex = "index.add"
  case removeIndex = "index.remove"
  /// A newer list of an index, so that no older one is taken.
  case seeIndex = "index.seen"
  case addPerson = "person.add"
  case setPerson = "person.set"
  case renamePerson = "person.rename"
  case removePerson = "person.remove"
  case leave = "person.away"
  case comeBack = "person.back"
  case applyPlugins = "plugin.apply"
  /// A run of a plugin's backfill: by whom, and under which request.
  case backfillPlugin = "plugin.backfill"
  case disablePlugin = "plugin.disable"
  case enablePlugin = "plugin.enable"
  /// A pack, put in the place of what was there.
  case installPlugin = "plugin.install"
  /// The values of a plugin's fields taken out of tickets and people, and what it remembered.
  case purgePlugin = "plugin.purge"
  case reloadPlugin = "plugin.reload"
  case removePlugin = "plugin.remove"
  /// The version before, put back in its place.
  case rollBackPlugin = "plugin.rollback"
  case setPlugin = "plugin.set"
  case undoPlugin = "plugin.undo"
  case addQueue = "queue.add"
  case removeQueue = "queue.remove"
  case renameQueue = "queue.rename"
  case grantRole = "role.grant"
  case revokeRole = "role.revoke"
  case setRole = "role.set"
  case renameRole = "role.rename"
  case removeRole = "role.remove"
  case renameRootCause = "root_cause.rename"
  case setSetting = "setting.set"
  case addSubscription = "subscription.add"
  case removeSubscription = "subscription.remove"
  case setSubscription = "subscription.set"
  case muteSubscription = "subscription.mute"
  case unmuteSubscription = "subscription.unmute"
  case renameTag = "tag.rename"
  case deleteView = "view.delete"
  case addTrust = "trust.add"
  case removeTrust = "trust.remove"
  case saveView = "view.save"
}

/// A line of a history, whose action may be any text: older desks and other plugins had their own.
package protocol HistoryLine {
  /// The action's name as it is stored.
  var action: String { get }
}

extension HistoryLine {
  /// The kernel's verb; `nil` for a plugin's action and for what the desk writes down of itself.
  package var verb: Verb? { Verb(rawValue: action) }

  /// The action for people; a plugin's stands as it is.
  package var actionText: Text { Text(name: action, of: .verb) }

  /// Whether it is of that verb.
  package func isOf(_ verb: Verb) -> Bool { action == verb.rawValue }

  /// Whether the desk writes that down of itself.
  package func isOf(_ action: DeskAction) -> Bool { self.action == action.rawValue }
}

extension Entry: HistoryLine {}

extension RecordedEntry: HistoryLine {}

/// Words of entries of the desk's own chain that programs look for.
package enum DeskEntry {
  /// The field whose edit names the registry by which the desk decides from then on.
  package static let epoch = "epoch"

  /// The source and the file's digest of which such an entry tells.
  package static func imported(by entry: Entry) -> (source: String, file: String)? {
    guard entry.isOf(.beginImport), let edit = entry.edits.first, let file = edit.to.text,
      edit.field.hasPrefix(importPrefix)
    else { return nil }
    return (String(edit.field.dropFirst(importPrefix.count)), file)
  }

  /// What such an entry edits.
  package static func importEdit(of source: String, file: String) -> Edit {
    Edit(field: importPrefix + source, from: .none, to: .text(file))
  }

  private static let importPrefix = "import."

  /// The field in which such an entry keeps what somebody agreed to.
  package static func consent(to plugin: String) -> String { consentPrefix + plugin }

  static let consentPrefix = "consent."

  /// What an edit of a person's field is called: `person.3.fields.organization`.
  package static func personField(_ name: String, of person: Person.ID) -> String {
    "person.\(person.rawValue).fields.\(name)"
  }

  /// The person's field that an edit of that name is of; `nil` for any other.
  package static func personField(in name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "person", parts[2] == "fields" else { return nil }
    return String(parts[3])
  }

  /// The digests of plugins' files that an entry names: those that are enabled, and those of a pack
  /// and of the version that it took the place of.
  package static func fileDigests(in entry: Entry) -> [String] {
    entry.edits.flatMap { edit -> [String] in
      let parts = edit.field.split(separator: ".")
      guard parts.count == 2 else { return [] }
      if parts[0] == "plugin" { return [edit.to.text].compactMap(\.self) }
      return parts[0] == packFiles ? [edit.from.text, edit.to.text].compactMap(\.self) : []
    }
  }

  /// What an entry says of the files that lie in the place of a plugin.
  package static func packEdit(of plugin: String, from: String?, to: String?) -> Edit {
    Edit(
      field: "\(packFiles).\(plugin)", from: from.map(Value.text) ?? .none,
      to: to.map(Value.text) ?? .none)
  }

  private static let packFiles = "files"
}

extension Entry {
  /// The entry as people see it: what it says of the desk's rows is for the audit.
  package var withoutDeskRows: Entry {
    guard ticket == .desk else { return self }
    var seen = self
    seen.data = [:]
    return seen
  }

  /// The entry of the desk's own chain as somebody sees it: without fields of people that do not exist
  /// for them.
  package func onDesk(seenBy viewer: Viewer) -> Entry {
    var seen = withoutDeskRows
    seen.edits.removeAll { edit in
      DeskEntry.personField(in: edit.field).map { !viewer.seesPersonField($0) } ?? false
    }
    return seen
  }
}
