/// One request for many tickets, each as it was when somebody looked at them.
package struct BulkOrder: Sendable {
  /// What is asked of each ticket; the ticket, its version, a key and the name are filled in.
  package var request: Request
  package var targets: [BulkTarget]
  /// Whether all of it is done in one transaction, or nothing.
  package var isAtomic = false
  /// What makes it happen once, however often it is ordered.
  package var key: String?
  /// Whether it needs the permission `bulk`, for itself and for each ticket.
  package var needsPermission: Bool

  /// The most tickets of one transaction: more would keep everybody else waiting.
  package static let mostAtomic = 1_000
  /// The most tickets that go into one transaction where there may be several.
  package static let part = 256

  /// Orders the request for those tickets; more than one need the permission `bulk`.
  package init(_ request: Request, for targets: [BulkTarget]) {
    self.request = request
    self.targets = targets
    needsPermission = targets.count > 1
  }

  /// The request for one of the tickets, as a part of what is called `name`.
  ///
  /// Its key is `<request>/<ticket>`, so that a ticket is done once however often it comes up.
  package func request(for target: BulkTarget, named name: String) -> Request {
    var request = request
    request.ticket = target.ticket
    request.readVersion = target.version
    request.name = name
    request.key = "\(name)/\(target.ticket.rawValue)"
    request.needsBulk = needsPermission
    return request
  }
}

/// A ticket of a bulk and the version that was seen of it.
package struct BulkTarget: Equatable, Sendable {
  package var ticket: Ticket.ID
  /// A later version is refused as stale; `nil` where none was seen.
  package var version: Int64?

  package init(ticket: Ticket.ID, version: Int64?) {
    self.ticket = ticket
    self.version = version
  }
}
