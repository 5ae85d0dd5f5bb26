/// A text that the terminal says was pasted, without what a terminal or the editor would obey.
struct Paste: Equatable {
  /// How many bytes of a pasted text are taken.
  static let limit = 1 << 20

  let text: String
  /// Whether more was pasted than is taken.
  let isCut: Bool

  /// Line ends become `\n`; tabs stay; other control characters and overrides of the direction of
  /// writing are left out, and so is what is not UTF-8.
  init(_ bytes: [UInt8], isCut: Bool) {
    self.isCut = isCut
    var scalars = String.UnicodeScalarView()
    var half: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      // A line end of two halves, in either order: while a line is read, terminals swap them.
      case "\r" where half == "\n", "\n" where half == "\r":
        half = nil
        continue
      case "\r", "\n":
        scalars.append("\n")
        half = scalar
        continue
      case "\t": scalars.append("\t")
      case "\u{FFFD}": break
      case _ where scalar.isObeyedByTerminals: break
      default: scalars.append(scalar)
      }
      half = nil
    }
    text = String(scalars)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal does something at it instead of showing it.
  ///
  /// Source: ECMA-48 for control characters; Unicode Standard Annex 9 for the direction of writing,
  /// whose marks, unlike its embeddings, overrides and isolates, do nothing to other letters.
  var isObeyedByTerminals: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: properties.isBidiControl && !["\u{200E}", "\u{200F}", "\u{61C}"].contains(self)
    default: false
    }
  }
}
