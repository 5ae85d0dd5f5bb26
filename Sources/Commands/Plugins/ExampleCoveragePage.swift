import Desk
import Display
import Kernel
import Texts

/// What of plugins' code ran, for people.
struct ExampleCoveragePage {
  let reports: [ExampleReport]
  let surface: Surface

  /// A line for each file and for the hooks of each plugin, then how much it was in all.
  var lines: [String] {
    var rows: [(name: String, words: String, left: String)] = []
    for report in reports {
      guard let coverage = report.coverage else { continue }
      rows += coverage.files.map { row(of: $0, in: report) }
      if !coverage.hooks.isEmpty { rows.append(row(of: coverage.hooks, in: report)) }
    }
    let width = rows.map { $0.name.count }.max() ?? 0
    let wordsWidth = rows.map { $0.words.count }.max() ?? 0
    let shown = rows.map { name, words, left in
      let head = "  \(ExampleCoveragePage.padded(name, width))  "
      guard !left.isEmpty else { return head + words }
      return head + ExampleCoveragePage.padded(words, wordsWidth) + "  "
        + surface.styled(left, .warning)
    }
    return [surface.styled(surface.words(Text.pageCoverage), .heading)] + shown + [whole]
  }

  private func row(
    of file: ExampleCoverage.File, in report: ExampleReport,
  ) -> (name: String, words: String, left: String) {
    let ran = file.lines.count { $0.ran }
    let words = surface.words(Text.pageCoverageLines(ran: ran, count: file.lines.count))
    return (shown(file.name, in: report), words, left(ExampleCoveragePage.runs(in: file.lines)))
  }

  private func row(
    of hooks: [ExampleCoverage.Hook], in report: ExampleReport,
  ) -> (name: String, words: String, left: String) {
    let ran = hooks.count { $0.ran }
    let words = surface.words(Text.pageCoverageHooks(ran: ran, count: hooks.count))
    let others = hooks.filter { !$0.ran }
      .map { "\(surface.shown($0.name)) (\($0.file):\($0.line))" }
    return (shown("", in: report), words, left(others))
  }

  private func left(_ parts: [String]) -> String {
    guard !parts.isEmpty else { return "" }
    return surface.words(Text.pageCoverageLeft(lines: parts.joined(separator: ", ")))
  }

  /// A file's name, behind its plugin's where there are several.
  private func shown(_ file: String, in report: ExampleReport) -> String {
    reports.count > 1 ? surface.shown("\(report.plugin)/\(file)") : surface.shown(file)
  }

  private var whole: String {
    let lines = reports.flatMap { $0.coverage?.files ?? [] }.flatMap(\.lines)
    let ran = lines.count { $0.ran }
    // All of it is 100 % only.
    let percent = lines.isEmpty ? 100 : ran * 100 / lines.count
    return surface.words(
      Text.pageCoverageWhole(ran: ran, count: lines.count, percent: percent))
  }

  /// The lines that did not run, those that follow one another as `3-7`.
  private static func runs(in lines: [ExampleCoverage.Line]) -> [String] {
    lines.split { $0.ran }.compactMap { run in
      guard let first = run.first, let last = run.last else { return nil }
      return first == last ? "\(first.number)" : "\(first.number)-\(last.number)"
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// What ran, as `lcov` and editors read it: geninfo(1).
struct LCOVDocument {
  let reports: [ExampleReport]

  var text: String {
    let files = reports.flatMap { report in
      (report.coverage?.files ?? []).map { (file: $0, hooks: report.coverage?.hooks ?? []) }
    }
    return files.flatMap { lines(of: $0.file, $0.hooks) }.map { "\($0)\n" }.joined()
  }

  private func lines(
    of file: ExampleCoverage.File, _ hooks: [ExampleCoverage.Hook],
  ) -> [String] {
    let own = hooks.filter { $0.file == file.name }
    var lines = ["TN:", "SF:\(file.path.visible)"]
    lines += own.map { "FN:\($0.line),\($0.name.visible)" }
    lines += own.map { "FNDA:\($0.ran ? 1 : 0),\($0.name.visible)" }
    lines += ["FNF:\(own.count)", "FNH:\(own.count { $0.ran })"]
    lines += file.lines.map { "DA:\($0.number),\($0.count)" }
    return lines + ["LF:\(file.lines.count)", "LH:\(file.lines.count { $0.ran })", "end_of_record"]
  }
}
