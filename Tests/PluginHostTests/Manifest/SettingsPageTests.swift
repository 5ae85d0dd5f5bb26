import Foundation
import Kernel
import PluginHost
import Testing

/// The page that compares the settings of the bundled plugins says of each what its manifest says.
@Suite struct SettingsPageTests {
  /// A row of the page, or what would be one.
  private struct Row: Hashable {
    var plugin: String
    var setting: String
    var type: String
    var standard: String
  }

  private static let heading = "## Settings compared"

  /// The rows of the page's tables, and what each setting is said to do.
  private static func rows(of page: String) -> [(row: Row, words: String)] {
    guard let start = page.range(of: heading) else { return [] }
    let section = page[start.upperBound...]
    let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
    return section[..<end].split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5 else { return nil }
      let names = cells.prefix(2).map { $0.filter { $0 != "`" } }
      return (
        Row(plugin: names[0], setting: names[1], type: cells[2], standard: cells[3]), cells[4]
      )
    }
  }

  private static func row(_ spec: SettingSpec, of plugin: String) -> Row {
    Row(plugin: plugin, setting: spec.name, type: type(of: spec), standard: standard(of: spec))
  }

  private static func type(of spec: SettingSpec) -> String {
    switch spec.kind {
    case .list: "list of \(spec.element.kind.rawValue)"
    case .map: "map of \(spec.element.kind.rawValue)"
    case .choice: "choice: \(spec.choices.joined(separator: ", "))"
    default: spec.kind.rawValue
    }
  }

  private static func standard(of spec: SettingSpec) -> String {
    guard let json = spec.standardJSON else { return spec.isRequired ? "must be given" : "none" }
    let count = json.array?.count ?? json.members?.count
    if json.string == "" || count == 0 { return "empty" }
    let words = words(of: json)
    guard words.count > 60, let count else { return "`\(words)`" }
    return "\(count) entries"
  }

  private static func words(of json: JSON) -> String {
    switch json {
    case .string(let text): text
    case .boolean(let value): value ? "yes" : "no"
    case .array(let items): items.map(words).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.0)=\(words(of: $0.1))" }.joined(separator: ", ")
    default: json.text
    }
  }

  /// What the page lacks, has too much or says otherwise.
  private static func slips(_ page: String, _ plugins: [PluginSource]) throws -> [String] {
    let found = rows(of: page)
    let wanted = try plugins.flatMap { plugin in
      try DeclaredSettings.specs(of: plugin, desk: DeskTraits()).map { row($0, of: plugin.name) }
    }
    let missing = Set(wanted).subtracting(found.map(\.row)).map {
      "missing: | `\($0.plugin)` | `\($0.setting)` | \($0.type) | \($0.standard) |"
    }
    let wrong = Set(found.map(\.row)).subtracting(wanted).map {
      "wrong: | `\($0.plugin)` | `\($0.setting)` | \($0.type) | \($0.standard) |"
    }
    let silent = found.filter { $0.words.isEmpty }.map { "silent: \($0.row.setting)" }
    let twice = Dictionary(grouping: found, by: \.row).filter { $1.count > 1 }.keys
      .map { "twice: \($0.plugin).\($0.setting)" }
    return (missing + wrong + silent + twice).sorted()
  }

  @Test func `the page has every setting of every bundled plugin as its manifest has it`() throws {
    let page = try String(contentsOfFile: Bundled.root + "/plugins/README.md", encoding: .utf8)
    let slips = try Self.slips(page, Bundled.all())
    #expect(slips.isEmpty, "\(slips.joined(separator: "\n"))")
    for plugin in try Bundled.all() {
      #expect(page.contains("`\(plugin.name)`"), "\(plugin.name)")
    }
  }

  @Test(arguments: [
    ("| `sample` | `a` | text | `x` | Words |", [String]()),
    ("", ["missing: | `sample` | `a` | text | `x` |"]),
    (
      "| `sample` | `a` | text | `y` | Words |",
      ["missing: | `sample` | `a` | text | `x` |", "wrong: | `sample` | `a` | text | `y` |"]
    ),
    (
      "| `sample` | `a` | text | `x` | Words |\n| `sample` | `b` | text | none | Words |",
      ["wrong: | `sample` | `b` | text | none |"]
    ),
    ("| `sample` | `a` | text | `x` | |", ["silent: a"]),
    (
      "| `sample` | `a` | text | `x` | Words |\n| `sample` | `a` | text | `x` | Others |",
      ["twice: sample.a"]
    ),
  ])
  func `a setting that is missing, gone, silent or of another default is found`(
    rows: String, slips: [String],
  ) throws {
    let manifest = "settings = { a = { type = \"text\", default = \"x\" } },"
    let plugin = PluginSource.sample("", manifest: manifest)
    #expect(try Self.slips("\(Self.heading)\n\n\(rows)\n", [plugin]) == slips)
  }
}
