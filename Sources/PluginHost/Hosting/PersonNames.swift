import Kernel

/// People's names, looked up once.
final class PersonNames {
  /// Where they are looked up.
  var reading: (any DeskReading)?
  private var names: [Person.ID: String] = [:]

  func name(of id: Person.ID) -> String? {
    if let name = names[id] { return name }
    guard let person = try? reading?.person(id) else { return nil }
    names[id] = person.name
    return person.name
  }

  func forget() { names.removeAll() }
}
