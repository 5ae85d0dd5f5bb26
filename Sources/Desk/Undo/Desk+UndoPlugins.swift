import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// An entry of the desk's own chain that can be taken back: what it did to plugins, and the names
/// that it gave.
package struct DeskUndo: Sendable {
  package let seq: EntryID
  /// The digests of plugins' files before and after it, by name.
  fileprivate let files: [String: (from: String?, to: String?)]
  fileprivate let names: UndoneNames
  /// The plugins as they were before.
  fileprivate let sources: [PluginSource]
}

extension Desk {
  /// What of the desk's own an undo of that target is about; `nil` where it is about tickets, or the
  /// desk's history does not exist for the person.
  package func deskUndo(of target: UndoTarget, by person: Person) throws -> DeskUndo? {
    try session(as: person) { session in
      guard session.viewer.seesDeskHistory,
        let entry = try session.reader.deskEntry(of: target)
      else { return nil }
      let pairs = entry.edits.compactMap { edit -> (String, (from: String?, to: String?))? in
        let parts = edit.field.split(separator: ".")
        guard parts.count == 2, parts[0] == "plugin" else { return nil }
        return (String(parts[1]), (from: edit.from.text, to: edit.to.text))
      }
      let files = Dictionary(pairs) { first, _ in first }
      let names = UndoneNames(
        in: entry, of: Set(try session.reader.traces(ofRequest: entry.request).map(\.ticket)))
      guard !files.isEmpty || !names.renamings.isEmpty else { return nil }
      let kinds = Dictionary(
        try session.reader.plugins().map { ($0.name, $0.isScript) }
      ) { first, _ in first }
      let sources = try files.compactMap { name, digests -> PluginSource? in
        guard let digest = digests.from else { return nil }
        let files = try session.reader.pluginFiles(digest: digest)
        return PluginSource(
          name: name, isScript: kinds[name] ?? files.contains { $0.path == "\(name).lua" },
          files: Dictionary(files.map { ($0.path, $0.content) }) { first, _ in first })
      }
      return DeskUndo(seq: entry.seq, files: files, names: names, sources: sources)
    }
  }

  /// Takes back what an entry did to plugins.
  ///
  /// Their files of before are loaded again, and what followed new names follows back. Throws as
  /// reloading does, and where a plugin was changed since.
  package func undo(
    _ undo: DeskUndo, as actor: Actor, agreeingTo consent: Consent = .none,
  ) throws -> [FollowedName] {
    guard !undo.files.isEmpty else { return try takeBack(undo.names, as: actor) }
    return try changePlugins(
      as: actor, source: "cli", action: .undoPlugin, names: undo.files.keys.sorted(),
      agreeingTo: consent, takingBack: undo.names
    ) { enabled in
      for (name, digests) in undo.files {
        guard enabled.first(where: { $0.name == name })?.digest.hex == digests.to else {
          throw Refusal(.conflict, Text.undoPluginChanged(plugin: name))
        }
      }
      return enabled.filter { undo.files[$0.name] == nil } + undo.sources
    }
  }

  /// Takes a mapping back, of the tickets that it was about.
  private func takeBack(_ names: UndoneNames, as actor: Actor) throws -> [FollowedName] {
    try administer(as: actor) { administration in
      try administration.require(.pluginManage)
      try administration.require(.roleManage)
      let registry = administration.rulebook.registry
      return try administration.map(
        names.renamings(by: registry), in: registry, among: names.tickets)
    }
  }
}

extension Reader {
  /// The entry of the desk's chain that is meant; `nil` where the target is of a ticket.
  fileprivate func deskEntry(of target: UndoTarget) throws -> Entry? {
    switch target {
    case .entry(let seq):
      guard let entry = try entry(seq), entry.ticket == .desk else { return nil }
      return entry
    case .request(let name):
      guard try traces(ofRequest: name).contains(where: { $0.ticket == .desk }) else { return nil }
      return try entries(of: .desk).last { $0.request == name }
    }
  }
}
