/// The templates about one subject, whose codes all begin with its name and a dot.
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
  /// All entries, as written.
  package let entries: [Entry]

  private let index: [String: Int]

  /// A section of templates by their codes; of codes that stand twice the first counts.
  package init(
    _ title: String, advice: String? = nil, _ templates: KeyValuePairs<String, String>,
  ) {
    self.title = title
    self.advice = advice
    entries = templates.map { Entry(code: $0.key, template: Template($0.value)) }
    index = Dictionary(
      entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The template of a code.
  func template(_ code: String) -> Template? {
    index[code].map { entries[$0].template }
  }
}
