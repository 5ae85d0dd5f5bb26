import Kernel
import Texts

/// Edits for people: `field: from → to`, and a text of several lines below the field that it is in.
package struct EditLines {
  package let values: ValueText
  package let surface: Surface
  /// How far the lines stand in; those of a text stand in two more.
  package let indent: Int

  package init(values: ValueText, surface: Surface, indent: Int = 0) {
    self.values = values
    self.surface = surface
    self.indent = indent
  }

  /// The lines of an edit, with the hook that made it.
  package func lines(of edit: Edit) throws -> [String] {
    let space = String(repeating: " ", count: indent)
    guard [edit.from, edit.to].contains(where: { $0.text.map(isLong) ?? false }) else {
      return [space + surface.shown(try values.line(edit))]
    }
    let by = edit.by.map { surface.shown(" (\($0))") } ?? ""
    let name = values.title(of: edit.field).visible
    let head = "\(space)\(name): \(try beginning(of: edit.from, in: edit.field)) →"
    guard let text = edit.to.text, isLong(text) else {
      return ["\(head) \(try shown(edit.to, of: edit.field))\(by)"]
    }
    return [head + by] + below(text)
  }

  /// Those edits that fit a line, each as one, and the lines of the others, which go below.
  package func parted(_ edits: [Edit]) throws -> (brief: [String], below: [String]) {
    let (long, brief) = (edits.filter(\.hasLines), edits.filter { !$0.hasLines })
    return (try brief.map(values.line), try long.flatMap(lines))
  }

  /// The lines of a text that stands below its field.
  func below(_ text: String) -> [String] {
    let space = String(repeating: " ", count: indent + 2)
    return text.visibleLines.flatMap { surface.folded($0, margin: indent + 2) }.map { space + $0 }
  }

  /// Whether a text stands in lines of its own.
  func isLong(_ text: String) -> Bool {
    text.contains(where: \.isNewline)
      || surface.columns.map { text.displayWidth > $0 - 20 } ?? false
  }

  /// The value's first line: what a long text was stands in the entry that set it.
  func beginning(of value: Value, in field: String) throws -> String {
    guard let text = value.text, let end = text.firstIndex(where: \.isNewline) else {
      return try shown(value, of: field)
    }
    return surface.shown(String(text[..<end])) + "…"
  }

  func shown(_ value: Value, of field: String) throws -> String {
    value.isEmpty
      ? surface.styled("–", .faint) : surface.shown(try values.text(value, of: field))
  }
}

extension Edit {
  /// Whether it is of a text of several lines.
  fileprivate var hasLines: Bool {
    [from, to].contains { $0.text?.contains(where: \.isNewline) ?? false }
  }
}
