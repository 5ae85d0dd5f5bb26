import Texts

/// Why a prompt does not let an entry go on: it is raised where the entry asked, and is no answer.
package struct PromptStop: Error, Equatable, Sendable {
  package let text: Text

  package init(_ text: Text) {
    self.text = text
  }
}
