import Kernel
import Texts

extension OwnDeclarations {
  /// Gives one choice of a field another name, and notes the old one.
  mutating func rename(
    _ choice: String, to next: String, of edit: DeclarationEdit, in registry: Registry,
  ) throws(Refusal) {
    let (from, to) = (choice.composed, next.composed)
    guard names(of: .field).contains(edit.name) else { throw missing(edit) }
    let known = choices(of: edit.name)
    guard known.contains(from) else {
      let hint = Text.nearest(nearestName(to: from, among: known.sorted()))
      throw Refusal(
        .notFound,
        Text.madeChoiceMissing(field: edit.name, name: from, hint: hint), field: "choice")
    }
    guard from != to else {
      throw Refusal(.refused, Text.renameSame(name: to), field: "name")
    }
    guard !known.contains(to) else {
      throw Refusal(
        .refused, Text.madeChoiceTaken(field: edit.name, name: to), field: "name")
    }
    guard !Value.text(to).withoutBlanks.isEmpty, !to.contains(",") else {
      throw Refusal(.invalid, Text.madeChoiceName(name: to), field: "name")
    }
    let naming = DeclaredName(
      from, to: to, ofField: edit.name, isOfPeople: isOfPeople(edit), in: registry)
    mapItems { item, function in naming.followed(naming.renamed(item, function), function) }
  }
}

extension DeclarationEdit {
  /// The key of a label under its new name; `nil` for one that the edit leaves as it is.
  func label(following key: String) -> String? {
    switch step {
    case .add, .set, .remove: return nil
    case .renameChoice(let from, let to):
      let choices = "choice.\(name)."
      return key == choices + from.composed ? choices + to.composed : nil
    case .rename:
      let kinds = kind == .field ? Labels.fieldKinds.union(["choice"]) : [kind.rawValue[...]]
      for kind in kinds {
        let (old, new) = ("\(kind).\(name)", "\(kind).\(nameAfter)")
        guard key == old || kind == "choice" && key.hasPrefix(old + ".") else { continue }
        return new + key.dropFirst(old.count)
      }
      return nil
    }
  }
}
