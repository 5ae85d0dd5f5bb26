import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin check`: looks for mistakes in plugins.
struct PluginCheckCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in a plugin's files, without a desk.",
    discussion: """
      It reads the manifest, the Lua and the texts, and loads the plugin in a sandbox with what it \
      requires and with the settings of the first example in spec.lua. It knows the API by the \
      registry that dispatches its calls, and says nothing of what is not certain. No code but the \
      top level runs; docket plugin test runs the examples.

      Each finding is one line, FILE:LINE:COLUMN: error or warning: words [rule], which editors \
      read; columns count characters. docket help check explains the rules. --format sarif prints \
      SARIF 2.1.0, for services that review code. The exit status is 1 where anything was found.

      Examples:
        docket plugin check ./my-plugin
        docket plugin check plugins/*/ --json
        docket plugin check ./my-plugin --format sarif > my-plugin.sarif
      """)

  @Argument(
    help: ArgumentHelp("The plugins, or their directories.", valueName: "dir"),
    completion: .source(.plugins))
  var names: [String]
  @Option(help: "text (which it is by itself), json or sarif.") var format: CheckFormat?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    if global.json, let format, format == .text {
      throw Failure(.usage, Text.usageJsonFormat(format: format.rawValue))
    }
    let output = Output(answering: global)
    let checked = try names.map { try CheckedPlugin(named: $0, deskAt: global.folder) }
    let findings = checked.flatMap(\.findings)
    switch format ?? (global.json ? .json : .text) {
    case .text:
      try output.write(findings.flatMap { lines(of: $0, on: output.standard) })
      try output.say(Text.saidChecked(count: checked.count, findings: findings.count))
    case .json: try output.write(.array(findings.map(json)))
    case .sarif: try output.write(SARIFDocument(findings: findings).json)
    }
    guard findings.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func lines(of finding: CheckedPlugin.Finding, on surface: Surface) -> [String] {
    let severity = finding.rule.isError ? "error" : "warning"
    let place = "\(surface.shown(finding.path)):\(finding.line):\(finding.column)"
    let styled = surface.styled(severity, finding.rule.isError ? .danger : .warning)
    return ["\(place): \(styled): \(surface.words(finding.words)) [\(finding.rule.name)]"]
  }

  private func json(_ finding: CheckedPlugin.Finding) -> JSON {
    .object([
      ("path", .string(finding.path)), ("line", .integer(Int64(finding.line))),
      ("column", .integer(Int64(finding.column))),
      ("severity", .string(finding.rule.isError ? "error" : "warning")),
      ("rule", .string(finding.rule.name)), ("message", .string(finding.words.description)),
    ])
  }
}

enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif
}

/// Findings as the Static Analysis Results Interchange Format has them, version 2.1.0 of OASIS.
private struct SARIFDocument {
  let findings: [CheckedPlugin.Finding]

  var json: JSON {
    .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
  }

  private var run: JSON {
    let driver = JSON.object([
      ("name", .string("docket")), ("semanticVersion", .string(Program.version)),
      ("rules", .array(CheckedPlugin.Rule.all.map(rule))),
    ])
    return .object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(findings.map(result))),
    ])
  }

  private func rule(_ rule: CheckedPlugin.Rule) -> JSON {
    .object([
      ("id", .string(rule.name)), ("shortDescription", message(rule.reason)),
      ("help", message(rule.remedy)),
      ("defaultConfiguration", .object([("level", .string(level(rule)))])),
    ])
  }

  private func result(_ finding: CheckedPlugin.Finding) -> JSON {
    let region = JSON.object([
      ("startLine", .integer(Int64(finding.line))),
      ("startColumn", .integer(Int64(finding.column))),
    ])
    let place = JSON.object([
      ("artifactLocation", .object([("uri", .string(SARIFDocument.uri(finding.path)))])),
      ("region", region),
    ])
    let index = CheckedPlugin.Rule.all.firstIndex(of: finding.rule) ?? 0
    return .object([
      ("ruleId", .string(finding.rule.name)), ("ruleIndex", .integer(Int64(index))),
      ("level", .string(level(finding.rule))), ("message", message(finding.words.description)),
      ("locations", .array([.object([("physicalLocation", place)])])),
    ])
  }

  private func message(_ text: String) -> JSON { .object([("text", .string(text))]) }

  private func level(_ rule: CheckedPlugin.Rule) -> String { rule.isError ? "error" : "warning" }

  /// The path as a URI (RFC 3986): all bytes but the unreserved ones and the slash are escaped.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    let relative = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    let escaped = relative.utf8.map { byte -> String in
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (48...57).contains(byte))
      if isPlain || "-._~/".utf8.contains(byte) { return String(scalar) }
      return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
    return path.hasPrefix("/") ? "file://\(escaped)" : escaped
  }
}
