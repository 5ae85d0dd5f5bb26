import Kernel

/// One thing that an importer wants done for a row, in the order in which it asked.
package enum ImportCall: Sendable {
  /// A person to be made where there is none of that name.
  case person(name: String, email: String, language: String, roles: [String])
  /// A request on the ticket that the source knows by `key`; a create makes it.
  ///
  /// `entry` is the source's own id of the entry, where it has such ids. The request's ticket and
  /// actor are left for the desk to fill in: `actor` is a person's name, `nil` for the importer's
  /// caller.
  case request(key: String, entry: String?, actor: String?, request: Request)
}
