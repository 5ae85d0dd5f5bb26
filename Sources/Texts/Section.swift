/// The English templates about one subject, whose codes all begin with its name and a dot.
package struct Section: Sendable {
  /// One code with its template.
  package struct Entry: Sendable {
    package let code: String
    package let template: Template
  }

  /// The subject, as a heading.
  package let title: String
  /// What who meets these errors does about them; `nil` where the section has no errors.
  package let advice: String?
  /// All entries, sorted by their codes.
  package let entries: [Entry]
}
