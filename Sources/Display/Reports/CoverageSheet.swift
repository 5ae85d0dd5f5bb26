import Desk
import Kernel
import Texts

/// What the examples of plugins ran of their code, as one page of HTML: it loads nothing, and has no script.
///
/// The code and its names are their author's: all of it is escaped, and what would turn the order of
/// the letters around is shown.
package struct CoverageSheet {
  private let plugins: [(name: String, coverage: ExampleCoverage)]
  private let surface: Surface

  /// `surface` says in whose language.
  package init(_ reports: [ExampleReport], surface: Surface) {
    plugins = reports.compactMap { report in report.coverage.map { (report.plugin, $0) } }
    self.surface = surface.forFile
  }

  /// The whole document, with a line end behind it.
  package var html: String {
    var page = HTMLText()
    page.markup(ReportPage.start)
    page.open("html", ["lang": surface.language.code])
    page.markup(CoverageSheet.head)
    let title = plugins.map(\.name).joined(separator: ", ")
    page.element("title", "\(surface.rendered(Text.sheetCoverage)): \(title)")
    page.markup(CoverageSheet.style)
    page.markup("</head>\n<body>\n")
    page.element("h1", surface.rendered(Text.sheetCoverage))
    page.element("p", surface.rendered(whole), ["class": "help"])
    for (number, plugin) in plugins.enumerated() {
      page.element("h2", plugin.name.visible)
      overview(of: plugin.coverage, number, on: &page)
      hooks(of: plugin.coverage, number, on: &page)
      for (place, file) in plugin.coverage.files.enumerated() {
        listing(of: file, "f\(number)-\(place)", on: &page)
      }
    }
    page.markup("</body>\n")
    page.close("html")
    return page.text + "\n"
  }

  private var whole: Text {
    let lines = plugins.flatMap { $0.coverage.files }.flatMap(\.lines)
    let ran = lines.count { $0.ran }
    return Text.pageCoverageWhole(
      ran: ran, count: lines.count, percent: CoverageSheet.percent(ran, of: lines.count))
  }

  /// All of it is 100 % only.
  private static func percent(_ ran: Int, of count: Int) -> Int {
    count == 0 ? 100 : ran * 100 / count
  }

  /// A line for each file, which leads to its code.
  private func overview(
    of coverage: ExampleCoverage, _ number: Int, on page: inout HTMLText,
  ) {
    page.markup("<table>\n")
    for (place, file) in coverage.files.enumerated() {
      let ran = file.lines.count { $0.ran }
      let percent = CoverageSheet.percent(ran, of: file.lines.count)
      page.markup("<tr><td class=\"t\">")
      page.element("a", file.name.visible, ["href": "#f\(number)-\(place)"])
      page.markup("</td>")
      page.element(
        "td",
        surface.rendered(Text.pageCoverageLines(ran: ran, count: file.lines.count)),
        ["class": "n"])
      page.element("td", "\(percent) %", ["class": "n"])
      page.markup("<td>")
      page.open("meter", ["min": "0", "max": "100", "value": "\(percent)"])
      page.close("meter")
      page.markup("</td></tr>\n")
    }
    page.markup("</table>\n")
  }

  private func hooks(of coverage: ExampleCoverage, _ number: Int, on page: inout HTMLText) {
    guard !coverage.hooks.isEmpty else { return }
    let ran = coverage.hooks.count { $0.ran }
    page.markup("<table>\n")
    page.element(
      "caption",
      surface.rendered(Text.pageCoverageHooks(ran: ran, count: coverage.hooks.count)))
    for hook in coverage.hooks {
      page.open("tr", ["class": hook.ran ? "ran" : "left"])
      page.element("td", hook.ran ? "✓" : "✗")
      page.element("td", hook.name.visible, ["class": "t"])
      page.markup("<td class=\"t place\">")
      let place = coverage.files.firstIndex { $0.name == hook.file }
      page.element(
        "a", "\(hook.file.visible):\(hook.line)",
        ["href": place.map { "#f\(number)-\($0)-\(hook.line)" } ?? "#"])
      page.markup("</td></tr>\n")
    }
    page.markup("</table>\n")
  }

  /// The code with how often each line ran; what could not run has no number.
  private func listing(of file: ExampleCoverage.File, _ id: String, on page: inout HTMLText) {
    page.open("section", ["id": id])
    page.element("h3", file.name.visible)
    page.markup("<table class=\"code\">\n")
    let counts = Dictionary(file.lines.map { ($0.number, $0.count) }) { first, _ in first }
    var lines = file.text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (place, line) in lines.enumerated() {
      let count = counts[place + 1]
      page.open(
        "tr",
        ["id": "\(id)-\(place + 1)", "class": count.map { $0 > 0 ? "ran" : "left" } ?? "still"])
      page.element("td", "\(place + 1)", ["class": "n"])
      page.element("td", count.map { "\($0)" } ?? "", ["class": "n"])
      page.markup("<td><code>")
      page.words(line.visibleLines.joined(separator: " "))
      page.markup("</code></td></tr>\n")
    }
    page.markup("</table></section>\n")
  }

  /// How the head begins, up to the title; its policy lets nothing run and nothing load.
  private static let head: StaticString = """
    <head><meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'"/>
    """

  private static let style: StaticString = """
    <style>
    :root { color-scheme: light dark; }
    body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff;
      max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; margin: 0 0 .2rem; }
    h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; }
    h3 { font: 600 1rem ui-monospace, monospace; margin: 1.4rem 0 .3rem; }
    h1, h2, h3 { overflow-wrap: anywhere; }
    a { color: inherit; }
    .help { color: #444; margin: 0 0 1rem; }
    table { border-collapse: collapse; margin: 0 0 .8rem; }
    caption { text-align: left; color: #555; }
    td { padding: .1rem .7rem .1rem 0; vertical-align: top; }
    .t { overflow-wrap: anywhere; }
    .place { min-width: 7rem; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .code { width: 100%; font: .85rem/1.5 ui-monospace, monospace; }
    .code td { padding: 0 .6rem; }
    .code td.n { color: #666; user-select: none; width: 1%; }
    .code code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
    .code .ran td:last-child { border-left: 4px solid #3a8a4d; }
    .code .left td:last-child { border-left: 4px solid #b3261e; background: #fbe9e7; }
    .code .still td:last-child { border-left: 4px solid transparent; }
    .left td:first-child { color: #b3261e; font-weight: 600; }
    tr:target, section:target h3 { outline: 2px solid #777; }
    @media (max-width: 40rem) {
      body { margin: 1rem auto; padding: 0 .6rem; }
      td { padding-right: .4rem; }
      meter { width: 3rem; }
      .code { font-size: .75rem; }
      .code td { padding: 0 .3rem; }
    }
    @media (prefers-color-scheme: dark) {
      body { color: #e6e6e6; background: #1b1b1b; }
      .help, caption, .code td.n { color: #aaa; }
      .code .ran td:last-child { border-left-color: #63b374; }
      .code .left td:last-child { border-left-color: #f2b8b5; background: #3b2422; }
      .left td:first-child { color: #f2b8b5; }
    }
    @media print { .code { font-size: 8pt; } tr { break-inside: avoid; } }
    </style>
    """
}
