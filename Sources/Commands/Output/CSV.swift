/// Comma-separated values, by RFC 4180.
enum CSV {
  /// One row; cells with commas, quotes or line ends stand in quotes.
  static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",")
  }

  /// A text that no spreadsheet takes for a formula: an apostrophe stands before what begins as one.
  ///
  /// Source: OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tabs and line ends at the beginning.
  static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r\n".utf8.contains(first) else { return text }
    return "'" + text
  }

  private static func cell(_ text: String) -> String {
    let isSpecial = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard isSpecial else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
