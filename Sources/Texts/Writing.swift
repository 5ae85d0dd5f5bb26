/// How a language writes numbers and dates, by the two samples that its folder has of them.
///
/// `language.number` is the number 1234.5, `language.date` the last day of 2026.
package struct Writing: Hashable, Sendable {
  /// A part of a date in digits.
  package enum DatePart: Sendable {
    case day, month, year
  }

  /// What stands before a fraction.
  package let decimalMark: Character
  /// What stands between thousands; `nil` where nothing does.
  package let groupMark: Character?
  /// Day, month and year in their order.
  package let dateOrder: [DatePart]
  /// What stands between them.
  package let dateMark: Character

  /// Reads the samples; what they do not show is as in English.
  init(number: some StringProtocol, date: some StringProtocol) {
    let marks = number.filter { !$0.isASCII || !$0.isNumber }
    decimalMark = marks.last ?? "."
    groupMark = marks.count > 1 ? marks.first : nil
    let parts = date.split { !$0.isNumber }.compactMap { digits -> DatePart? in
      switch digits {
      case "2026": .year
      case "12": .month
      case "31": .day
      default: nil
      }
    }
    dateOrder = Set(parts).count == 3 ? parts : [.year, .month, .day]
    dateMark = date.first { !$0.isNumber } ?? "-"
  }

  /// Whether days stand first in dates in digits, so that `5/6/2026` has one meaning.
  package var isDayFirst: Bool { dateOrder.first == .day }

  /// A date in digits, of a year, a month and a day that are padded as they are to stand.
  package func date(year: String, month: String, day: String) -> String {
    dateOrder.map { part in
      switch part {
      case .day: day
      case .month: month
      case .year: year
      }
    }.joined(separator: String(dateMark))
  }

  /// A number with a point before its fraction as the language writes it.
  package func decimal(_ number: String) -> String {
    var pieces = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = pieces.first else { return number }
    pieces[0] = Substring(grouped(whole))
    return pieces.joined(separator: String(decimalMark))
  }

  /// A whole number with marks between its thousands.
  package func grouped(_ number: Int64) -> String { grouped("\(number)") }

  /// Numbers of four digits are read at a glance and stay whole, as ISO 80000-1 has them.
  private func grouped(_ number: some StringProtocol) -> String {
    let digits = number.drop { $0 == "-" }
    guard digits.utf8.count > 4, let groupMark, digits.utf8.allSatisfy({ (48...57).contains($0) })
    else {
      return String(number)
    }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.utf8.count - place).isMultiple(of: 3) { text.append(groupMark) }
      text.append(digit)
    }
    return (digits.startIndex == number.startIndex ? "" : "-") + text
  }
}

extension Language {
  /// How it writes numbers and dates; as English where its folder does not say.
  package var writing: Writing { Catalogue.of(self).writing }

  /// Which form a template takes for a number: an index into its forms, which are in the order of
  /// Unicode's plural rules.
  package func pluralForm(of number: Int64) -> Int {
    let others = Catalogue.languageCodes.contains(code) ? nil : PluralRule.ofOthers[code]
    return (others.map { PluralRule($0) } ?? Catalogue.of(self).pluralRule).form(of: number)
  }
}
