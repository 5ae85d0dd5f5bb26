/// Somebody who works on, asks for or follows tickets.
package struct Person: Equatable, Sendable {
  /// What stands for the person in entries; never reused.
  package struct ID: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
      self.rawValue = rawValue
    }

    package static func < (left: ID, right: ID) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package let id: ID
  /// What people type: unique on the desk, letters, digits and `.-_@`.
  package var name: String
  package var email: String
  /// The system's login name that acts as this person, if any.
  package var login: String
  /// Language for texts, as `en`; empty for the desk's.
  package var language: String
  /// Time zone by its IANA name; empty for the desk's.
  package var zone: String
  /// Names of roles, in order of their names.
  package var roles: [String]
  /// What plugins' fields say of the person, by the fields' names; those of plugins that are disabled
  /// stay.
  package var fields: [String: Value]

  package init(
    id: ID, name: String, email: String = "", login: String = "", language: String = "",
    zone: String = "", roles: [String] = [], fields: [String: Value] = [:],
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.login = login
    self.language = language
    self.zone = zone
    self.roles = roles
    self.fields = fields
  }
}
