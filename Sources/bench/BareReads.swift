import Storage

/// What one would write by hand for the desk's reads, lists and fields included.
enum BareReads {
  private static let columns = """
    t.id, t.type, t.subject, t.body, t.queue, t.stage, t.category, t.priority, t.requester,
    t.assignee, t.due, t.wake, t.parent, t.source, t.close_reason, t.created, t.updated, t.closed,
    t.version, t.touched, t.stage_since, t.been, t.number, t.head, t.stages_before
    """

  /// The first tickets of a queue, for somebody who sees that queue and what is theirs.
  static func queue(_ queue: String, of viewer: Int64) -> [RecordedStatement] {
    let condition = """
      t.queue = $1 AND t.category <> 'discarded' AND (t.queue = 'support' OR t.assignee = $2)
      ORDER BY t.id LIMIT 50
      """
    return tickets(where: condition, [.text(queue), .integer(viewer)])
  }

  /// The first tickets of a customer's organization, and those that they follow.
  static func colleagues(of customer: Int64, in organization: String) -> [RecordedStatement] {
    let condition = """
      t.category <> 'discarded' AND (t.requester = $1 OR EXISTS (
        SELECT 1 FROM ticket_value AS v
        WHERE v.ticket = t.id AND v.field = 'followers' AND v.number = $1)
      OR t.requester IN (
        SELECT person FROM person_value WHERE field = 'organization' AND text = $2))
      ORDER BY t.id LIMIT 50
      """
    return tickets(where: condition, [.integer(customer), .text(organization)])
  }

  /// The tickets with the newest texts that have a word.
  static func search(_ word: String) -> [RecordedStatement] {
    let condition = """
      t.category <> 'discarded' AND t.id IN (
        SELECT e.ticket FROM (
          SELECT rowid AS seq FROM search_public WHERE search_public MATCH $1
          ORDER BY rowid DESC LIMIT 50) AS s
        JOIN entry AS e ON e.seq = s.seq)
      ORDER BY t.id DESC LIMIT 50
      """
    return tickets(where: condition, [.text("\"\(word)\"")])
  }

  /// The first tickets that nobody has discarded.
  static func first(_ count: Int) -> [RecordedStatement] {
    tickets(
      where: "t.category <> 'discarded' ORDER BY t.id LIMIT $1", [.integer(Int64(count))])
  }

  static func count(stage: String) -> [RecordedStatement] {
    [
      RecordedStatement(
        "SELECT count(*) FROM ticket AS t WHERE t.stage = $1 AND t.category <> 'discarded'",
        [.text(stage)])
    ]
  }

  static func history(of ticket: Int64) -> [RecordedStatement] {
    [
      """
      SELECT seq, ticket, number, version, at, recorded, request, actor, source, action, edits,
        visibility, cause, origin, depth, hook, previous, parts, digest
      FROM entry WHERE ticket = $1 ORDER BY number
      """,
      """
      SELECT p.seq, p.part, p.salt, p.value FROM entry AS e JOIN payload AS p ON p.seq = e.seq
      WHERE e.ticket = $1
      """,
    ].map { RecordedStatement($0, [.integer(ticket)]) }
  }

  private static func tickets(
    where condition: String, _ values: [SQLValue],
  ) -> [RecordedStatement] {
    [
      "SELECT \(columns) FROM ticket AS t WHERE \(condition)",
      """
      SELECT ticket, field, position, text, number, kind FROM ticket_value
      WHERE ticket IN (SELECT t.id FROM ticket AS t WHERE \(condition))
      ORDER BY ticket, field, position
      """,
    ].map { RecordedStatement($0, values) }
  }
}
