/// A piece of a help page; terminals and the manual page lay it out each in their way.
enum HelpBlock {
  case heading(String)
  /// A paragraph, which is wrapped.
  case text(String)
  /// Command lines, shown as they are typed.
  case examples([String])
  /// Words and what each of them means.
  case table([(term: String, meaning: String)])
}
