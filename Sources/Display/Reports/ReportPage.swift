import Desk
import Kernel
import Texts

/// A report as one page of HTML: its charts are SVG, it loads nothing, and it reads well on paper.
package struct ReportPage {
  private let report: ReportText
  /// What the desk is called: the name of its directory.
  private let desk: String
  private let surface: Surface

  /// `surface` says in whose language and by whose clock.
  package init(_ report: ReportText, desk: String, surface: Surface) {
    self.report = report
    self.desk = desk
    self.surface = surface.forFile
  }

  /// The whole document, with a line end behind it.
  package var html: String {
    let answer = report.answer
    let (title, help) = ReportText.words(of: answer.report, in: report.labels)
    var page = HTMLText()
    page.markup(ReportPage.start)
    page.open("html", ["lang": surface.language.code])
    page.markup(ReportPage.head)
    page.element("title", "\(title) – \(desk)")
    page.markup(ReportPage.style)
    page.markup("</head>\n<body>\n")
    page.element("h1", title)
    if !help.isEmpty { page.element("p", help, ["class": "help"]) }
    facts(&page)
    if answer.rows.isEmpty {
      page.element("p", surface.rendered(Text.sheetEmpty))
    } else {
      if let chart = answer.report.chart { ReportFigure(report, chart).draw(on: &page) }
      table(&page)
    }
    page.markup("</body>\n")
    page.close("html")
    return page.text + "\n"
  }

  private func facts(_ page: inout HTMLText) {
    let answer = report.answer
    var facts: [(Text, String)] = [(Text.sheetDesk, desk)]
    facts.append(
      (Text.sheetTickets, answer.query.isEmpty ? surface.rendered(Text.sheetAll) : answer.query))
    facts.append((Text.sheetPeriod, period))
    for (name, value) in answer.params {
      let title = report.labels.name("\(answer.report.name).\(name)", of: "param") ?? name
      facts.append((Text(words: title), words(of: value, named: name)))
    }
    let clock = "\(report.zone.clock(answer.made, by: writing)) (\(report.zone.name))"
    facts.append((Text.sheetMade, "\(clock), \(answer.person)"))
    page.markup("<dl>")
    for (name, value) in facts {
      page.markup("<div>")
      page.element("dt", surface.rendered(name))
      page.element("dd", value)
      page.markup("</div>")
    }
    page.markup("</dl>\n")
  }

  private var writing: Writing { surface.language.writing }

  /// The first and the last moment that the report is about, on the reader's clock.
  private var period: String {
    let answer = report.answer
    let since = answer.since.map { report.zone.clock($0, by: writing) }
    let until = answer.until.map { report.zone.clock($0, by: writing) }
    return switch (since, until) {
    case (nil, nil): surface.rendered(Text.sheetAlways)
    case (let since?, nil): surface.rendered(Text.sheetSince(time: since))
    case (nil, let until?): surface.rendered(Text.sheetBefore(time: until))
    case (let since?, let until?): surface.rendered(Text.sheetSpan(since: since, until: until))
    }
  }

  private func words(of value: Value, named name: String) -> String {
    let kind = report.answer.report.params.first { $0.name == name }?.kind
    return switch (value, kind) {
    case (.integer(let length), .duration): surface.rendered(TimeSpan.brief(length))
    case (.boolean(let flag), _): surface.rendered(flag ? Text.wordYes : Text.wordNo)
    case (.integer(let number), _): "\(number)"
    case (.number(let number), _): writing.decimal("\(number)")
    case (.text(let word), _): label(of: word, given: name) ?? word
    default: value.text ?? ""
    }
  }

  /// What a field to group by, or a choice, is called.
  private func label(of word: String, given param: String) -> String? {
    param == report.answer.report.group
      ? report.labels.field(word) : report.labels.value(word, of: param)
  }

  private func table(_ page: inout HTMLText) {
    let columns = report.answer.report.columns
    page.markup("<table>\n<thead><tr>")
    for column in columns {
      page.element("th", report.title(of: column), ["class": column.kind.isNumeric ? "n" : "t"])
    }
    page.markup("</tr></thead>\n<tbody>\n")
    for row in report.answer.rows {
      page.markup("<tr>")
      for (value, column) in zip(row, columns) {
        page.element(
          "td", report.text(value, of: column), ["class": column.kind.isNumeric ? "n" : "t"])
      }
      page.markup("</tr>\n")
    }
    page.markup("</tbody>\n</table>\n")
  }
}
