extension Entry {
  /// What people read where words are gone.
  package static let gone = "(redacted)"

  /// Whether it says, or once said, something.
  package var isSpoken: Bool { !text.isEmpty || redacted.contains(.text) }
}
