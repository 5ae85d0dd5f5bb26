import Crypto
import Kernel
import Texts

/// Checks that the contents of attachments are there and are what was attached.
struct ContentAudit {
  let connection: Connection

  /// What is wrong with the contents, each in a problem; reads all of them.
  func problems() throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    let digests = try connection.blobs("SELECT digest FROM content ORDER BY digest")
    for digest in digests.compactMap(Digest.init(bytes:)) {
      do {
        try connection.readContent(digest)
      } catch let error as ContentError {
        problems.append(AuditProblem(.content, error.text))
      }
    }
    problems += try missing() + strays()
    return problems
  }

  /// Attachments of a ticket, now or once, whose content nobody has, or that no entry names.
  func problems(of id: Ticket.ID, naming named: Set<Digest>) throws -> [AuditProblem] {
    let sql = "SELECT digest FROM attachment WHERE ticket = $1"
    let kept = Set(try digests(sql, [.integer(id.rawValue)]))
    let ticket = id.rawValue
    let told = Set(named.map(\.hex))
    let missing = told.subtracting(kept).sorted().map {
      Text.auditNamedContent(ticket: ticket, content: $0)
    }
    let untold = kept.subtracting(told).sorted().map {
      Text.auditUntoldContent(ticket: ticket, content: $0)
    }
    return (missing + untold).map { AuditProblem(.content, ticket: id, $0) }
  }

  private func missing() throws -> [AuditProblem] {
    let sql = """
      \(AttachmentColumn.table.select)
      WHERE digest NOT IN (SELECT digest FROM content) ORDER BY ticket, digest
      """
    return try connection.all(sql) { (row: Row<AttachmentColumn>) in
      let id = Ticket.ID(rawValue: row.integer(.ticket))
      return AuditProblem(
        .content, ticket: id,
        Text.auditNoContent(ticket: id.rawValue, content: row.bytes(.digest).hex))
    }
  }

  /// Contents that no ticket keeps: something was left behind.
  private func strays() throws -> [AuditProblem] {
    let sql = """
      SELECT digest FROM content WHERE digest NOT IN (SELECT digest FROM attachment)
      UNION SELECT digest FROM content_part WHERE digest NOT IN (SELECT digest FROM content)
      UNION SELECT digest FROM staged_part
      """
    return try digests(sql).map { digest in
      AuditProblem(.stray, Text.auditStrayContent(content: digest))
    }
  }

  /// Digests as text: one of another length is none, and found all the same.
  private func digests(_ sql: String, _ values: [SQLValue] = []) throws -> [String] {
    try connection.blobs(sql, values).map(\.hex)
  }
}
