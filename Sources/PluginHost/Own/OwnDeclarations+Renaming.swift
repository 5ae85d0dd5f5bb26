import Kernel
import Lua
import Texts

/// Other names for what commands declared: whatever in the file speaks of it follows.
extension OwnDeclarations {
  /// Gives something another name, and notes the old one, by which tickets and queries are found.
  mutating func rename(
    _ edit: DeclarationEdit, to next: String, in registry: Registry,
  ) throws(Refusal) {
    let name = next.composed
    guard name != edit.name else {
      throw Refusal(.refused, Text.renameSame(name: name), field: "name")
    }
    let lifecycle = edit.kind == .stage ? try stage(meantBy: edit).lifecycle : nil
    guard names(of: edit.kind).contains(edit.name) else { throw missing(edit) }
    let isTaken =
      lifecycle.map { cycle in stages.contains { $0.name == name && $0.lifecycle == cycle } }
      ?? names(of: edit.kind).contains(name)
    guard !isTaken else {
      throw OwnDeclarations.taken(DeclarationEdit(.add, edit.kind, name))
    }
    forget(formerName: name, of: edit.kind, in: lifecycle)
    let naming = DeclaredName(
      edit, to: name, lifecycle: lifecycle, isOfPeople: isOfPeople(edit), in: registry)
    mapItems { item, function in naming.followed(naming.renamed(item, function), function) }
  }

  /// Whether a field is one of people.
  func isOfPeople(_ edit: DeclarationEdit) -> Bool {
    edit.kind == .field
      && items(of: .field).first { $0["name"]?.text == edit.name }?["on"]?.text == "person"
  }

  /// Has nothing claim a name any more as its older one: something new has it.
  mutating func forget(
    formerName name: String, of kind: DeclarationEdit.Kind, in lifecycle: String? = nil,
  ) {
    mapItems { item, function in
      guard function == kind.function else { return item }
      guard kind == .stage else {
        return item["was"]?.text == name ? item.saying([("was", .null)]) : item
      }
      guard lifecycle == nil || item["name"]?.text == lifecycle else { return item }
      let stages = (item["stages"]?.items ?? []).map {
        $0["was"]?.text == name ? $0.saying([("was", .null)]) : $0
      }
      return item.with("stages", .array(stages))
    }
  }
}
