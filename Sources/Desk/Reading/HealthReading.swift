import Kernel
import PluginHost
import Storage
import Texts

extension DeskMoment {
  /// What those of the enabled plugins say of their health that say anything, by name; `names` are
  /// those to ask, `nil` stands for all.
  ///
  /// A plugin reads no more than `audience` sees. Where nobody is to be asked it costs nothing; else
  /// those plugins load, with what they require, and each answer has what a report may use. One that
  /// is suspended is not asked.
  func health(
    of names: Set<String>?, for audience: Viewer, in language: String,
  ) throws -> [String: HealthAnswer] {
    let rulebook = try rulebook
    let asked = rulebook.registry.plugins.filter { plugin in
      plugin.tellsHealth == true && names?.contains(plugin.name) != false
        && rulebook.idleness(of: plugin.name, at: now) == nil
    }.map(\.name)
    guard !asked.isEmpty else { return [:] }
    let reading = SessionReading(reader, rulebook: rulebook, now: now)
    return try fields(by: rulebook).health(of: asked, on: reading, for: audience, in: language)
  }

  /// The same as the desk itself is told it: whoever owns it may know all.
  func health() throws -> [String: HealthAnswer] {
    let rulebook = try rulebook
    let audience = Viewer(
      authority: Rulebook.deskAuthority, rulebook: rulebook,
      context: rulebook.context(at: now, reading: reader))
    return try health(of: nil, for: audience, in: rulebook.settings.language.code)
  }
}

extension DeskMoment {
  /// What a function gives that a plugin exports, as another plugin would have it.
  func call(
    _ export: String, of plugin: String, with values: ExportedValues,
  ) throws -> ExportedValues {
    let rulebook = try rulebook
    let reading = SessionReading(reader, rulebook: rulebook, now: now)
    return try fields(by: rulebook).call(export, of: plugin, with: values, on: reading)
  }
}

extension DeskSession {
  /// What enabled plugins say of their health to the person, by name, without those that say nothing.
  ///
  /// `names` are those to ask; `nil` stands for all.
  package func health(of names: Set<String>? = nil) throws -> [String: HealthAnswer] {
    try moment.health(of: names, for: viewer, in: language.code)
  }
}

extension ComputedFields {
  fileprivate func call(
    _ export: String, of plugin: String, with values: ExportedValues, on desk: any DeskReading,
  ) throws -> ExportedValues {
    let host = ReportingHost(try loaded(only: [plugin]), post: post) { [lines] in
      lines.all.append($0)
    }
    return try host.call(export, of: plugin, with: values, on: desk)
  }

  /// What plugins say of their health; a function that fails is told of in the desk's log as well.
  fileprivate func health(
    of plugins: [String], on desk: any DeskReading, for audience: Viewer, in language: String,
  ) throws -> [String: HealthAnswer] {
    let host = ReportingHost(try loaded(only: plugins), post: post) { [lines] in
      lines.all.append($0)
    }
    var answers: [String: HealthAnswer] = [:]
    for plugin in plugins {
      let answer = host.health(of: plugin, on: desk, for: audience, in: language)
      if case .failed(let message) = answer { note(message, of: plugin) }
      answers[plugin] = answer
    }
    return answers
  }
}
