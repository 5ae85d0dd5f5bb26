/// Keeps spreadsheets from taking a cell of a CSV file for a formula.
package enum FormulaGuard {
  /// The text with an apostrophe before what begins as a formula does; `removed` takes it away.
  ///
  /// What begins so after apostrophes of its own gets one more, so that nothing is lost.
  package static func added(to text: String) -> String {
    isFormula(text) ? "'" + text : text
  }

  /// The text that `added` was given.
  package static func removed(from text: String) -> String {
    text.hasPrefix("'") && isFormula(text) ? String(text.dropFirst()) : text
  }

  /// Whether a sign of a formula is what comes first, but for apostrophes and blanks.
  ///
  /// Source: OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tabs and line ends at the beginning; in
  /// East Asian locales also the wide forms of the signs.
  private static func isFormula(_ text: String) -> Bool {
    let rest = text.unicodeScalars.drop { $0 == "'" }
    guard let first = rest.first else { return false }
    if first == "\t" || first == "\r" || first == "\n" { return true }
    guard let sign = rest.first(where: { !String($0).isBlank }) else { return false }
    switch sign {
    case "=", "+", "-", "@": return true
    case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}", "\u{FE63}",
      "\u{FE6B}", "\u{2212}":
      return true
    default: return false
    }
  }
}
