import Desk
import Display
import Kernel
import Texts

extension ExampleResult {
  /// What is wrong with a case that failed, its frames, and what the log has from it.
  fileprivate var details: (failure: [String], log: [String])? {
    failure.map { failure in
      (failure.visibleLines + frames.map { "  \($0.visible)" }, log.flatMap(\.visibleLines))
    }
  }
}

/// Results in the Test Anything Protocol, version 14: https://testanything.org.
struct TAPDocument {
  let reports: [ExampleReport]

  var lines: [String] {
    let cases = reports.flatMap { report in report.results.map { (report, $0) } }
    var all = ["TAP version 14", "1..\(cases.count)"]
    for (index, item) in cases.enumerated() {
      all += lines(of: item.1, in: item.0, number: index + 1)
    }
    for report in reports {
      all += report.findings.map { "# \(report.plugin): \($0.description.visible)" }
    }
    return all
  }

  private func lines(of result: ExampleResult, in report: ExampleReport, number: Int) -> [String] {
    let name = TAPDocument.escaped("\(report.plugin): \(result.name)")
    let warnings = result.warnings.map { "# \($0.description.visible)" }
    guard let (failure, log) = result.details else { return ["ok \(number) - \(name)"] + warnings }
    let message = TAPDocument.quoted(failure.joined(separator: "\n"))
    var lines = ["not ok \(number) - \(name)", "  ---", "  message: \(message)"]
    if !log.isEmpty {
      lines.append("  log:")
      lines += log.map { "    - \(TAPDocument.quoted($0))" }
    }
    return lines + ["  ..."] + warnings
  }

  /// A number sign would begin a directive.
  private static func escaped(_ name: String) -> String {
    name.visible.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  /// YAML takes a string of JSON as it is.
  private static func quoted(_ text: String) -> String { JSON.string(text).text }
}

/// Results as the XML that JUnit's runner for Ant has made the usual one.
struct JUnitDocument {
  let reports: [ExampleReport]

  var lines: [String] {
    let all = reports.flatMap(\.results)
    return [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="docket plugin test" \#(JUnitDocument.counts(all))>"#,
    ] + reports.flatMap(suite) + ["</testsuites>"]
  }

  private func suite(_ report: ExampleReport) -> [String] {
    let name = JUnitDocument.quoted(report.plugin)
    return [#"  <testsuite name=\#(name) \#(JUnitDocument.counts(report.results))>"#]
      + report.results.flatMap { lines(of: $0, in: name) }
      + output("system-err", report.findings.map { $0.description.visible }, "    ")
      + ["  </testsuite>"]
  }

  private func lines(of result: ExampleResult, in plugin: String) -> [String] {
    let head = #"    <testcase classname=\#(plugin) name=\#(JUnitDocument.quoted(result.name))"#
    let warnings = output("system-err", result.warnings.map { $0.description.visible }, "      ")
    guard let (failure, log) = result.details else {
      return warnings.isEmpty ? [head + "/>"] : [head + ">"] + warnings + ["    </testcase>"]
    }
    let text = JUnitDocument.escaped(failure.joined(separator: "\n"))
    return [
      head + ">",
      #"      <failure message=\#(JUnitDocument.quoted(failure.first ?? ""))>\#(text)</failure>"#,
    ] + output("system-out", log, "      ") + warnings + ["    </testcase>"]
  }

  private func output(_ element: String, _ lines: [String], _ margin: String) -> [String] {
    guard !lines.isEmpty else { return [] }
    let text = JUnitDocument.escaped(lines.joined(separator: "\n"))
    return ["\(margin)<\(element)>\(text)</\(element)>"]
  }

  private static func counts(_ results: [ExampleResult]) -> String {
    let failed = results.count { $0.failure != nil }
    return #"tests="\#(results.count)" failures="\#(failed)""#
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text.visible))\"" }

  /// XML 1.0 has no way to write controls: those are shown by name before, all but the line's end.
  private static func escaped(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          switch scalar {
          case "&": Array("&amp;".unicodeScalars)
          case "<": Array("&lt;".unicodeScalars)
          case ">": Array("&gt;".unicodeScalars)
          case "\"": Array("&quot;".unicodeScalars)
          case "\u{FFFE}", "\u{FFFF}": ["\u{FFFD}"]
          default: [scalar]
          }
        }))
  }
}
