import Kernel
import Storage

extension Desk {
  /// The person whom the system's login name acts as.
  package func person(login: String) throws -> Person? {
    try readers.read { try $0.person(withLogin: login) }
  }

  /// The person of that name.
  package func person(named name: String) throws -> Person? {
    try readers.read { try $0.person(named: name) }
  }

  /// Whether the person has left for good and acts no more.
  package func isRemoved(_ person: Person) throws -> Bool {
    try readers.read { reader in
      try reader.absences().contains { $0.person == person.id && $0.kind == .removed }
    }
  }
}
