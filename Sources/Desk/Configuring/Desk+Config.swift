import Kernel
import PluginHost
import Storage
import System
import Texts

/// One thing that applying a configuration changes, as the desk's history has it.
package struct ConfigChange: Equatable, Sendable {
  /// What is changed, as `plugin.support.reopen_on_reply` or `person.ann.roles`.
  package let subject: String
  package let from: Value
  package let to: Value
}

/// A desk's configuration as a file has it, sound in itself.
package struct ConfigFile: Sendable {
  let document: ConfigDocument

  package init(_ document: ConfigDocument) {
    self.document = document
  }

  /// Reads a file; throws `SystemError`, or a `Refusal` with all that is wrong with it.
  package init(reading path: String) throws {
    let text = try FileSystem.text(of: path, atMost: DeskFolder.fileLimit)
    do throws(ConfigReader.Problems) {
      document = try ConfigReader.document(of: text, file: path)
    } catch {
      throw Refusal(.invalid, error.lines.map { Refusal.Problem(.invalid, $0) })
    }
  }

  package var language: String? { document.language }
  /// Whether it speaks of what the desk itself declares.
  package var declares: Bool { document.declares }
}

extension DeskMoment {
  /// The desk's configuration; people only where they are asked for.
  package func configuration(withPeople: Bool) throws -> ConfigDocument {
    var document = ConfigDocument()
    document.name = desk.configuration.name
    let settings = try settings()
    document.language = settings.languageCode
    document.zone = settings.zone.name
    document.defaultType = settings.defaultType
    let limit = DeskSetting.attachmentLimit
    document.attachmentLimit = try reader.setting(limit.rawValue) ?? limit.standard
    document.plugins = try reader.plugins().filter(\.isEnabled).map { record in
      // The desk's own is made where there is none, of any version.
      let isVersioned = !record.isScript && record.name != OwnPlugin.name
      return ConfigDocument.Plugin(
        name: record.name, version: isVersioned ? record.version : nil,
        isScript: record.isScript,
        settings: try PluginStore<Reader>.given(to: record.name, in: reader))
    }
    if let own = try ownPlugin() {
      document.declarations = own.declarations
      document.labels = try own.labels()
    }
    document.queues = try reader.queues()
    document.roles = try reader.roles().filter { !$0.grants.isEmpty }
    document.views = try reader.views().compactMap { view in
      view.share.map { .init(name: view.name, query: view.query, share: $0) }
    }
    document.subscriptions = try reader.subscriptions().compactMap {
      SubscriptionDraft(shared: $0)
    }
    if withPeople {
      let specs = try rulebook.personFields
      document.people = try reader.people().map { person in
        var written = person
        written.fields = try writtenFields(of: person, by: specs)
        return written
      }
    }
    return document
  }

  /// The desk's own plugin, if it is enabled and sound, and has such declarations as commands write.
  private func ownPlugin() throws -> OwnPlugin? {
    guard let source = try ownSource(), source.distrust == nil else { return nil }
    do throws(PluginProblem) { return try OwnPlugin(source) } catch { return nil }
  }

  private func ownSource() throws -> PluginSource? {
    try PluginStore(store: reader, traits: desk.traits(by: settings()))
      .enabledSources().first { $0.name == OwnPlugin.name }
  }

  /// Whether the desk's own plugin has Lua that a configuration does not hold.
  package func ownPluginHasMore() throws -> Bool {
    try ownPlugin()?.hasMore ?? (ownSource() != nil)
  }

  /// A person's fields as people write them; those with a permission to see them are left out.
  private func writtenFields(
    of person: Person, by specs: [String: FieldSpec],
  ) throws -> [String: Value] {
    func written(_ value: Value, _ spec: FieldSpec) throws -> Value {
      switch value {
      case .integer(let length) where spec.kind == .duration:
        .text("\(TimeSpan(milliseconds: length))")
      case .time(let moment): .text(moment.iso)
      case .person(let id): .text(try reader.person(id)?.name ?? "")
      case .list(let values): .listing(try values.map { try written($0, spec) })
      default: value
      }
    }
    var fields: [String: Value] = [:]
    for (name, value) in person.fields {
      guard let spec = specs[name], spec.viewPermission == nil else { continue }
      fields[name] = try written(value, spec)
    }
    return fields
  }

  /// The configuration's file; throws a `Refusal` where it would be too large to be applied.
  package func configurationText(withPeople: Bool) throws -> String {
    let document = try configuration(withPeople: withPeople)
    let text = document.text
    do throws(ConfigReader.Problems) {
      _ = try ConfigReader.document(of: text, file: "config")
    } catch {
      guard let people = document.people else { throw error }
      throw Refusal(
        .refused,
        Text.configTooManyPeople(count: people.count, problem: error.text))
    }
    return text
  }
}

extension Desk {
  /// Makes the desk as the configuration says, in one transaction; tells what that changes.
  ///
  /// A dry run takes the same way and changes nothing. What the file does not speak of stays;
  /// queues and people that it does not name stay too, as tickets may speak of them. Throws where
  /// anything of it cannot be, and `DeskError.wantsMore` where plugins take or give more than was
  /// agreed to.
  package func apply(
    _ wanted: ConfigFile, as actor: Actor, isDryRun: Bool,
    agreeingTo consent: Consent = .none,
  ) throws -> [ConfigChange] {
    let document = wanted.document
    let file = try ConfigurationFile(
      folder: folder, now: configuration, wanted: document.name.map { [("name", $0)] } ?? [])
    let sources = (document.plugins ?? []).map { ($0, try? findPlugin($0.name)) }
    let turn = try OwnPluginTurn(of: folder, isNeeded: document.declares && !isDryRun)
    let own = try document.declares ? OwnPluginChange(to: document, on: self) : nil
    let now = clock.now()
    let files = try own?.files(in: turn)
    let draft: NewFile?
    do {
      draft = isDryRun ? nil : try file.draft()
    } catch {
      files?.discard()
      throw error
    }
    let changes: [ConfigChange]
    do {
      changes = try writer().perform { transaction, deciding in
        let application = ConfigApplication(
          document: document, sources: sources, own: own, file: file, traits: self.traits(by:),
          actor: actor, consent: consent, now: now, transaction: transaction, deciding: deciding)
        let changes = try transaction.keepingKeepers(
          under: deciding.rules(in: transaction).rulebook, application.run)
        guard isDryRun else { return .keeping(changes) }
        deciding.forget()
        return .rollingBack(changes)
      }
    } catch {
      draft?.discard()
      files?.discard()
      throw error
    }
    do {
      try files?.publish()
    } catch {
      // All of it is decided: the desk's own file is not to be left behind.
      try draft?.publish()
      throw error
    }
    turn.end()
    try draft?.publish()
    if !isDryRun { try mirrorSettings() }
    return changes
  }
}
