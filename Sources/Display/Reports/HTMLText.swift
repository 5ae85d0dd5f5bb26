/// A document of HTML while it is put together: what is not markup is escaped.
struct HTMLText {
  private(set) var text = ""

  /// Appends markup as it is: only what the program itself says.
  mutating func markup(_ markup: StaticString) { text += markup.description }

  /// Appends an element's beginning, with attributes whose values are escaped.
  mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:])
  {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(HTMLText.escaped(value))\"" }
    text += ">"
  }

  mutating func close(_ name: StaticString) { text += "</\(name)>" }

  /// Appends a text of anybody.
  mutating func words(_ words: String) { text += HTMLText.escaped(words) }

  /// Appends an element with a text in it.
  mutating func element(
    _ name: StaticString, _ words: String,
    _ attributes: KeyValuePairs<StaticString, String> = [:],
  ) {
    open(name, attributes)
    self.words(words)
    close(name)
  }

  /// The text as it stands in elements and in quoted attributes; what XML cannot hold is replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(isHeld(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// Source: the production Char of https://www.w3.org/TR/xml/, without the C1 controls.
  private static func isHeld(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 { return scalar == "\t" || scalar == "\n" }
    return !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0xFFFE
      && scalar.value != 0xFFFF
  }
}
