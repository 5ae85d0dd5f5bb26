import PluginHost
import System
import Texts

/// A plugin that was looked through, without a desk where that can be.
package struct CheckedPlugin: Sendable {
  /// What was found at one place.
  package struct Finding: Equatable, Sendable {
    package let rule: Rule
    /// The file, as it is found from where the plugin was asked for.
    package let path: String
    /// From 1; columns count characters.
    package let line: Int
    package let column: Int
    /// What is wrong, and what would be right where that is known.
    package let words: Text
  }

  /// What is looked for.
  package struct Rule: Equatable, Sendable {
    package let name: String
    /// Whether the plugin does not load or fails with it; else it probably does not what was meant.
    package let isError: Bool
    /// Why it is told.
    package let reason: String
    /// How it is mended.
    package let remedy: String

    fileprivate init(_ rule: CheckRule) {
      name = rule.rawValue
      isError = rule.severity == .error
      (reason, remedy) = (rule.reason, rule.remedy)
    }

    /// All rules, errors first as they are in the reference.
    package static let all = CheckRule.allCases.map(Rule.init)
  }

  package let name: String
  /// By file and place.
  package let findings: [Finding]

  /// Looks through a plugin: its directory's path, a bundled plugin's name, or one of the desk's in
  /// `folder`.
  package init(named name: String, deskAt folder: String) throws {
    let (source, others) = try Desk.pluginToTry(named: name, deskAt: folder)
    var place = name
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    // What a spec keeps in files is written by the program, and read by no person as code.
    let lua = source.files.keys.filter {
      $0.hasSuffix(".lua") && !$0.hasPrefix("\(SpecSnapshots.folder)/")
    }.sorted()
    let isInFolder = lua.allSatisfy { FileSystem.exists("\(place)/\($0)") }
    try self.init(
      of: source, among: others, at: place == "/" ? "" : place,
      besides: isInFolder ? Luacheck.findings(in: place, lua) : [])
  }

  /// Looks through a plugin that need not lie on the disk; `others` are plugins that it may require.
  init(
    of source: PluginSource, among others: [PluginSource], at place: String,
    besides more: [CheckFinding] = [],
  ) throws {
    let found = try PluginCheck.findings(of: source, among: others) + more
    name = source.name
    let sorted = found.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    findings = sorted.map { finding in
      Finding(
        rule: Rule(finding.rule), path: "\(place)/\(finding.file)",
        line: finding.line, column: finding.column, words: finding.words)
    }
  }
}
