import Desk
import Display
import Kernel
import Texts

extension DeskSession {
  /// Refuses who lacks a permission for everything.
  func require(_ permission: Permission) throws {
    guard may(permission) else {
      throw Failure(
        .denied, Text.permissionCommand(person: person.name, permission: permission))
    }
  }

  /// Refuses who is a customer: how the desk is run is the staff's business.
  func requireStaff() throws {
    guard rulebook.isStaff(person) else {
      throw Failure(.denied, Text.permissionStaffOnly(person: person.name))
    }
  }
}
