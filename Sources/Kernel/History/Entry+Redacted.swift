extension Entry {
  /// What people read where words are gone.
  package static let gone = "(redacted)"

  /// The parameter of a redaction that says which parts of which entries it took: `12.to`.
  package static let removed = "removed"

  /// What a part of an entry is called there.
  package static func name(of part: PayloadPart, in entry: EntryID) -> String {
    "\(entry.rawValue).\(part.rawValue)"
  }

  /// Whether it says, or once said, something.
  package var isSpoken: Bool { !text.isEmpty || redacted.contains(.text) }
}
