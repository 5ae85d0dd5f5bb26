import Kernel

/// People's names, looked up once.
final class PersonNames {
  /// Where they are looked up.
  var reading: (any DeskReading)? {
    didSet {
      // Names change with the rules only, and so they are kept from one run to the next.
      guard let reading, reading.rulebook !== rules else { return }
      rules = reading.rulebook
      forget()
    }
  }
  private var rules: Rulebook?
  private var names: [Person.ID: String] = [:]

  func name(of id: Person.ID) -> String? {
    if let name = names[id] { return name }
    guard let person = try? reading?.person(id) else { return nil }
    names[id] = person.name
    return person.name
  }

  func forget() { names.removeAll() }
}
