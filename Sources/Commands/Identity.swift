import Desk
import Kernel
import Texts

/// Finds out who asks: `--as`, else `$DOCKET_AS`, else whoever has the system's login name.
struct Identity {
  let desk: Desk

  /// The person; `name` is what `--as` says, which needs the permission `as`.
  func person(as name: String?) throws -> Person {
    let caller = try caller()
    guard let name, name != caller.name else { return caller }
    guard try desk.session(as: caller, { $0.may("as") }) else {
      throw Failure(
        .denied, Text("permission.as", ["caller": caller.name, "person": name]))
    }
    guard let person = try desk.person(named: name) else {
      throw DeskError.noPerson(name: name, nearest: nil)
    }
    return person
  }

  private func caller() throws -> Person {
    if let name = SystemCalls.environment("DOCKET_AS") {
      guard let person = try desk.person(named: name) else {
        throw Failure(.denied, Text("desk.unknown_environment", ["name": name]))
      }
      return person
    }
    let login = SystemCalls.login()
    guard let person = try desk.person(login: login) else {
      throw DeskError.noLogin(login: login)
    }
    return person
  }
}
