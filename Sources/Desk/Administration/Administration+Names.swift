import Kernel
import Storage
import Texts

/// One name, one person; one name, one role.
extension Administration {
  /// A name that a person may get: well formed, and neither somebody else's nor like it.
  func checked(newName given: String, besides own: Person.ID? = nil) throws -> String {
    let name = given.composed
    guard Administration.isName(name) else {
      throw Refusal(.invalid, Text.personBadName(name: name), field: "name")
    }
    try refuseDisguise(name)
    for other in try transaction.people(withNameLike: name) where other.id != own {
      throw Refusal(
        .refused,
        NameKey.isSame(other.name, name)
          ? Text.personExists(name: other.name)
          : Text.personLooksLike(name: other.name),
        field: "name")
    }
    return name
  }

  /// Refuses letters that are there to look like others.
  func refuseDisguise(_ name: String) throws {
    if let scalar = NameKey.standIn(in: name) {
      throw Refusal(
        .invalid, Text.personStandIn(name: name, letter: String(scalar)), field: "name")
    }
    guard NameKey.isMixed(name) else { return }
    throw Refusal(.invalid, Text.personMixed(name: name), field: "name")
  }

  /// Whether a person can be called so: what needs no quotes anywhere and means nothing else.
  static func isName(_ name: String) -> Bool {
    let reserved = ["me", "now", "requester", "assignee", "followers", "none", "desk"]
    guard !name.isEmpty, name.isShort(Limit.nameCharacters),
      !reserved.contains(NameKey.folded(name))
    else {
      return false
    }
    return name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
        || ".-_@".unicodeScalars.contains(scalar)
    } && name.first?.isLetter == true
  }
}
