/// Whether somebody is left who can mend whatever else is wrong with a desk.
///
/// Such a keeper manages roles, people and plugins, whatever the conditions of their grants. Nothing that
/// is done to a desk may take the last one away.
package enum Keepers: Int, Comparable, Sendable {
  case none
  /// There are some, and none of them is one by logging in.
  case withoutLogin
  case present

  /// What a keeper must be able to do.
  package static let powers: [Permission] = [.roleManage, .personManage, .pluginManage]

  /// Looks for keepers among those who have a role that could make them one.
  ///
  /// `people` gives the people with a role.
  package init(of rulebook: Rulebook, people: (_ role: String) throws -> [Person]) rethrows {
    var found = Keepers.none
    // Who has the first power has it by one of their roles.
    let roles = rulebook.roles.values.filter { role in
      role.grants.contains { $0.covers(Self.powers[0]) && !$0.grant.isDenial }
    }
    for role in roles.map(\.name).sorted() {
      for person in try people(role) where rulebook.isKeeper(person) {
        guard person.login.isEmpty else {
          self = .present
          return
        }
        found = .withoutLogin
      }
    }
    self = found
  }

  package static func < (left: Keepers, right: Keepers) -> Bool { left.rawValue < right.rawValue }
}

extension Rulebook {
  /// Whether the person can mend whatever else is wrong with the desk.
  package func isKeeper(_ person: Person) -> Bool {
    let authority = authority(of: person)
    return Keepers.powers.allSatisfy { authority.mayEverywhere($0) }
  }
}
