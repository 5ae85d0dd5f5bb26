/// Names of attachments that are safe to be written as a file's on any system.
package enum AttachmentName {
  /// Bytes of a name: file systems take 255, and ` (2)` or `.part` may be added.
  package static let mostBytes = 200

  /// The name as it may stand: without folders, controls, leading dots, and what Windows forbids.
  ///
  /// In composed form, never empty, and at most `mostBytes` long; a name that is cut keeps its extension.
  package static func safe(_ given: String) -> String {
    let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    var scalars = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where !isHidden(scalar) {
      scalars.append(forbidden.contains(scalar) ? "_" : scalar)
    }
    var name = trimmed(String(scalars).composed)
    if isReserved(name) { name = "_" + name }
    return shortened(name.isBlank ? "attachment" : name, toBytes: mostBytes)
  }

  /// The name, or `name (2).ext` and so on where it is taken, in whatever case.
  package static func free(_ name: String, among taken: [String]) -> String {
    let taken = Set(taken.map { $0.lowercased() })
    guard taken.contains(name.lowercased()) else { return name }
    let (stem, ending) = parts(of: name)
    for number in 2... {
      let suffix = " (\(number))\(ending)"
      let next = shortened(stem, toBytes: mostBytes - suffix.utf8.count) + suffix
      if !taken.contains(next.lowercased()) { return next }
    }
    return name
  }

  /// What Windows does not take in a name.
  private static let forbidden = Set("<>:\"|?*".unicodeScalars)

  /// Whether it is not seen, or makes a name be read as what it is not.
  ///
  /// Source: Unicode Standard Annex 9 for the marks of direction.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Without spaces around it, leading dots, and the dots and spaces that Windows drops at the end.
  private static func trimmed(_ name: String) -> String {
    let start = name.drop { $0 == "." || $0.isWhitespace }
    return String(start.reversed().drop { $0 == "." || $0.isWhitespace }.reversed())
  }

  /// Whether Windows takes it for a device, whatever follows the first dot.
  private static func isReserved(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }.uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(stem) { return true }
    guard stem.count == 4, let last = stem.last, ("1"..."9").contains(last) else { return false }
    return stem.hasPrefix("COM") || stem.hasPrefix("LPT")
  }

  /// The name before its extension, and the extension with its dot, of at most 16 bytes.
  private static func parts(of name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
      name[dot...].utf8.count <= 16
    else { return (name, "") }
    return (String(name[..<dot]), String(name[dot...]))
  }

  private static func shortened(_ name: String, toBytes count: Int) -> String {
    guard name.utf8.count > count else { return name }
    let (stem, ending) = parts(of: name)
    var short = Substring(stem)
    while short.utf8.count + ending.utf8.count > count { short = short.dropLast() }
    return short + ending
  }
}
