/// Where people are looked up, one by one or by role: never all of them to find a few.
package protocol PeopleReading: AnyObject {
  func person(_ id: Person.ID) throws -> Person?
  func person(named name: String) throws -> Person?
  /// All people by their ids; costs as much as there are people.
  func people() throws -> [Person]
  /// Everybody with a role, by their ids; costs as much as there are of them.
  func people(withRole role: String) throws -> [Person]
  /// Names that somebody may have meant who typed that one, to choose the nearest from.
  ///
  /// They begin with the same letter, small or capital; there are at most some hundred.
  func names(like name: String) throws -> [String]
}
