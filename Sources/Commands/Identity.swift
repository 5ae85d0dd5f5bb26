import Desk
import Kernel

/// Finds out who asks: `--as`, else `$DOCKET_AS`, else whoever has the system's login name.
struct Identity {
  let desk: Desk

  /// The person; `name` is what `--as` says, which needs the permission `as`.
  func person(as name: String?) throws -> Person {
    let caller = try caller()
    guard let name, name != caller.name else { return caller }
    guard try desk.session(as: caller, { $0.may("as") }) else {
      throw Failure(
        .denied, "\(caller.name) may not act as \(name): it needs the permission `as`")
    }
    guard let person = try desk.person(named: name) else {
      throw DeskError.noPerson(name: name, nearest: nil)
    }
    return person
  }

  private func caller() throws -> Person {
    if let name = SystemCalls.environment("DOCKET_AS") {
      guard let person = try desk.person(named: name) else {
        throw Failure(.denied, "$DOCKET_AS says `\(name)`, and nobody on this desk is called so")
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
