import Kernel
import Lua

/// Numbers of the keys that tickets are written with.
struct TicketKeys: Sendable {
  /// The key of the custom fields, and all others in the order in which they are written.
  let fields: KeyID
  let own: [KeyID]
  /// The kernel's field of each number.
  private let byNumber: [TicketField?]

  init(_ table: KeyTable) {
    fields = HostKeys.id("fields", in: table)
    own = TicketField.shown.map { HostKeys.id($0.rawValue, in: table) }
    byNumber = table.names.map { name in
      TicketField(named: name).flatMap { $0.isInternal ? nil : $0 }
    }
  }

  /// The kernel's field of that key.
  func field(of key: KeyID) -> TicketField? { byNumber[Int(key.rawValue)] }
}
