/// Pairs of keys and texts as the program has them: sorted, one behind the other in one literal, with
/// the places where each ends.
///
/// One literal and one list of numbers are constants for the compiler, however many texts there are.
struct WrittenTable {
  let name: String
  let pairs: [String: String]

  var lines: [String] {
    let sorted = pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    var ends: [Int] = []
    var end = 0
    for piece in sorted.flatMap({ [$0.key, $0.value] }) {
      end += piece.utf8.count
      ends.append(end)
    }
    // A line for each pair keeps the file readable; only the last line's end counts as one.
    let words = sorted.enumerated().map { place, pair in
      "    \(escaped(pair.key))\(escaped(pair.value))" + (place + 1 < sorted.count ? "\\" : "")
    }
    let places = stride(from: 0, to: ends.count, by: 16).map { start in
      "      " + ends[start..<min(start + 16, ends.count)].map { "\($0)," }.joined(separator: " ")
    }
    return ["  static let \(name) = TemplateTable(", "    \"\"\""] + words + [
      "    \"\"\",", "    [",
    ]
      + places + ["    ])"]
  }
}

/// The text as it stands in a literal, with nothing in it that the compiler would read.
func escaped(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": escaped += "\\\""
    case "\\": escaped += "\\\\"
    case "\n": escaped += "\\n"
    case "\t": escaped += "\\t"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

/// The sum that `HelpWords` finds a paragraph by: FNV-1a of its words.
func helpKey(of english: String) -> String {
  var sum: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in normalised(english).utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
  let digits = String(sum, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The paragraph with single spaces between its words.
func normalised(_ paragraph: String) -> String {
  paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
