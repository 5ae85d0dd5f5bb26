extension String {
  /// Whether it can be shown as a name: one line that is seen, without controls and marks that are
  /// not, and with blanks neither before nor behind it.
  ///
  /// Characters are counted as Unicode's scalars: one that people see may be made of thousands.
  package func isPlainName(ofAtMost most: Int) -> Bool {
    // Nearly every name is of visible characters of ASCII, which need no tables.
    if utf8.count <= most, !isEmpty, utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return true }
    return isShort(most) && !isBlank && trimmingBlanks == self
      && unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        // Joiners make one picture of several, and shape the letters of some scripts.
        case .format: scalar.value == 0x200C || scalar.value == 0x200D
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
        default: true
        }
      }
  }

  /// Whether it has at most so many scalars; looks no further than it must.
  package func isShort(_ most: Int) -> Bool {
    utf8.count <= most || utf8.count <= 4 * most && unicodeScalars.count <= most
  }
}
