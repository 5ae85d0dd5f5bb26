/// One line of a role: what it allows or denies, on which fields, under which condition.
package struct Grant: Equatable, Sendable {
  /// A permission's name as `ticket.close`, or `*` for all.
  package var permission: String
  package var isDenial = false
  /// The fields it is about; empty for all.
  package var fields: [String] = []
  /// A query that the ticket must match; `nil` for every ticket.
  package var when: String?

  package init(
    _ permission: String, isDenial: Bool = false, fields: [String] = [], when: String? = nil,
  ) {
    self.permission = permission
    self.isDenial = isDenial
    self.fields = fields
    self.when = when
  }
}

extension Grant: JSONForm {
  package static var blank: Self { Grant("") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("permission", &permission)
    try members.exchange("isDenial", &isDenial)
    try members.exchange("fields", &fields)
    try members.exchange("when", &when)
  }
}

extension Grant {
  /// The word that stands among a grant's fields for all fields that plugins add.
  package static let customFields = "fields"

  /// Whether it is about that field of tickets.
  func isAbout(_ field: String) -> Bool {
    fields.isEmpty || fields.contains(field)
      || fields.contains(Grant.customFields) && TicketField(named: field) == nil
  }

  /// Whether no role on the customers' side can have it; a denial everybody can have.
  package var isForStaffOnly: Bool {
    !isDenial && (permission == "*" || kernelPermission?.isForStaffOnly ?? false)
  }

  /// Whether who has it controls the desk.
  package var rulesTheDesk: Bool { permission == "*" || kernelPermission?.rulesTheDesk ?? false }

  /// Whether it has fields or a condition although its permission is about no ticket.
  package var saysTooMuch: Bool {
    (kernelPermission?.isDeskWide ?? false) && (when != nil || !fields.isEmpty)
  }

  /// The kernel's permission that it is about; `nil` for one of a plugin's, and for all.
  private var kernelPermission: Permission? { Permission(rawValue: permission) }

  /// Whether it says the same; the order of its fields does not count.
  package func isSame(as other: Grant) -> Bool {
    permission == other.permission && isDenial == other.isDenial && when == other.when
      && Set(fields) == Set(other.fields)
  }
}
