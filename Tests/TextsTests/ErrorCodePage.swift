import Texts

/// The page of documentation that lists every error code, made from the catalogue.
struct ErrorCodePage {
  static let path = SourceTexts.root + "/Sources/Texts/Texts.docc/ErrorCodes.md"

  /// The page as it should be.
  static var text: String {
    let sections = Catalogue.sectionNames.compactMap { Catalogue.section($0) }
    return head + sections.compactMap(table).joined(separator: "\n")
  }

  private static let head = """
    # Error codes

    What keeps Docket from doing what it is asked, by the codes that programs see.

    ## Overview

    With `--json` a failure is `{"error": {"code", "message", "fields", "problems"}}`. Its `code` is
    the kind, which the exit status follows; each of its `problems` has a `code` of this page,
    besides `field`, `message` and `by`. A problem without a code is in the words of the plugin
    that `by` names. Codes last; the words may change. `{name}` stands for a value.

    <!-- Written by scripts/list-error-codes from Sources/Texts/Catalogue/en. -->


    """

  private static func table(_ section: Section) -> String? {
    guard let advice = section.advice else { return nil }
    let rows = section.entries.sorted { $0.code < $1.code }.map { entry in
      let words = entry.template.source.split(separator: "\n").joined(separator: " ")
        .replacing("|", with: "\\|")
      return "| `\(entry.code)` | \(words) |\n"
    }
    return "## \(section.title)\n\n\(advice)\n\n| code | what it says |\n| --- | --- |\n"
      + rows.joined()
  }
}
