import Desk
import Display
import Kernel
import System
import Texts

/// Finds out who asks: `--as`, else `$DOCKET_AS`, else whoever has the system's login name.
struct Identity {
  let moment: DeskMoment

  /// The person; `name` is what `--as` says.
  ///
  /// To name another one, be it by the environment, needs the permission `as`, which whoever owns
  /// the database's file has: they could change it without Docket.
  func person(as name: String?) throws -> Person {
    guard let asked = name ?? ThisProcess.setting("DOCKET_AS") else { return try caller() }
    if !ThisProcess.owns(moment.desk.folder.database) {
      let caller = try caller()
      guard asked != caller.name else { return caller }
      guard try moment.session(as: caller).may(.as) else {
        throw Failure(.denied, Text.permissionAs(caller: caller.name, person: asked))
      }
    }
    guard let person = try moment.person(named: asked) else {
      guard name != nil else {
        throw Failure(.denied, Text.deskUnknownEnvironment(name: asked))
      }
      throw DeskError.noPerson(name: asked, nearest: nil)
    }
    if try moment.isRemoved(person) {
      throw Failure(.denied, Text.personWasRemoved(person: person.name))
    }
    return person
  }

  /// The person of the login.
  private func caller() throws -> Person {
    let login = ThisProcess.login
    guard let person = try moment.person(login: login) else {
      throw DeskError.noLogin(login: login)
    }
    return person
  }
}
