/// One line of a role: what it allows or denies, on which fields, under which condition.
package struct Grant: Codable, Equatable, Sendable {
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

extension Grant {
  /// What is left of the grant on the customers' side, which never has to do with notes.
  var withoutNotes: [Grant] {
    guard !isDenial else { return [self] }
    guard permission == "*" else { return permission.hasPrefix("note.") ? [] : [self] }
    return Permission.all.filter { !$0.hasPrefix("note.") }.map { name in
      Grant(name, isDenial: isDenial, fields: fields, when: when)
    }
  }
}
