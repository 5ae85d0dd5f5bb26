import Desk
import Display
import Kernel
import Texts

/// Results for people.
struct ExamplePage {
  let reports: [ExampleReport]
  let surface: Surface

  /// So many lines of the log are shown of a case, the last ones.
  private static let mostLines = 20

  /// How many cases there were.
  var count: Int { reports.map(\.results.count).reduce(0, +) }

  /// The cases, under the names of the plugins where there are several, then how many there were.
  var lines: [String] {
    let failed = reports.flatMap(\.results).count { $0.failure != nil }
    return reports.flatMap(block) + [
      surface.words(Text.saidCases(count: count, failed: failed))
    ]
  }

  private func block(of report: ExampleReport) -> [String] {
    let name = surface.styled(surface.shown(report.plugin), .heading)
    let cases = report.results.flatMap { lines(of: $0) }
    return (reports.count > 1 ? [name] : []) + cases + report.findings.map { finding(in: $0) }
  }

  /// Slips in the plugin's texts; they fail nothing, but somebody will read them.
  private func finding(in text: Text) -> String {
    "\(surface.styled("!", .warning)) \(surface.words(text))"
  }

  private func lines(of result: ExampleResult) -> [String] {
    let name = surface.shown(result.name)
    let warnings = result.warnings.map {
      "    \(surface.styled("!", .warning)) \(surface.words($0))"
    }
    guard let failure = result.failure else {
      return ["\(surface.styled("✓", .good)) \(name)"] + warnings
    }
    return ["\(surface.styled("✗", .danger)) \(name)"]
      + (failure.visibleLines + result.frames.map { "  \($0.visible)" }).map { "    \($0)" }
      + trace(of: result) + log(of: result) + warnings
  }

  private func trace(of result: ExampleResult) -> [String] {
    guard !result.trace.isEmpty else { return [] }
    let tree = TraceTree(steps: result.trace, surface: surface) { surface.rendered($0.text) }
    return ["    \(surface.styled(surface.words(Text.pageTraceOfCase), .faint))"]
      + tree.lines.map { "      \($0)" }
  }

  private func log(of result: ExampleResult) -> [String] {
    guard !result.log.isEmpty else { return [] }
    let left = result.log.count - ExamplePage.mostLines
    let more = left > 0 ? ["      … \(left)"] : []
    return ["    \(surface.styled(surface.words(Text.pageLogOfCase), .faint))"] + more
      + result.log.suffix(ExamplePage.mostLines).flatMap { line in
        line.visibleLines.enumerated().map { $0 == 0 ? "      \($1)" : "        \($1)" }
      }
  }
}
