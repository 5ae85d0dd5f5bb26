import Texts

/// Refuses texts and lists that are too long.
struct LimitRule {
  let change: Change

  var problems: [Refusal.Problem] {
    var problems: [Refusal.Problem] = []
    if isTooLong(change.publicText) || isTooLong(change.record?.text ?? "")
      || change.notes.contains(where: { isTooLong($0.text) })
    {
      problems.append(.init(.refused, field: "text", tooLong))
    }
    for (name, value) in change.data.sorted(by: { $0.key < $1.key }) where isTooLong(value) {
      problems.append(.init(.refused, field: name, tooLong))
    }
    for edit in change.edits {
      if isTooLong(edit.to) { problems.append(.init(.refused, field: edit.field, tooLong)) }
      guard case .list(let values) = edit.to else { continue }
      if values.count > Limit.elements {
        problems.append(
          .init(.refused, field: edit.field, Text.fieldTooMany(most: Limit.elements)))
      }
      if TicketField(named: edit.field)?.kind == .tag,
        !values.without(edit.from.elements).allSatisfy(\.isTag)
      {
        problems.append(.init(.refused, field: edit.field, LimitRule.noTag))
      }
    }
    return problems
  }

  /// Why a value is no tag.
  static var noTag: Text { Text.fieldTagName(most: Limit.tagCharacters) }

  private func isTooLong(_ value: Value) -> Bool {
    switch value {
    case .text(let text): isTooLong(text)
    case .list(let values): values.contains(where: isTooLong)
    default: false
    }
  }

  private func isTooLong(_ text: String) -> Bool {
    text.utf8.count > Limit.textBytes
  }

  private var tooLong: Text {
    Text.textTooLong
  }
}

extension Value {
  /// Whether it is a short line that can be seen, as tags are.
  package var isTag: Bool { text?.isPlainName(ofAtMost: Limit.tagCharacters) ?? true }
}
