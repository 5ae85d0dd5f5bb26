import Kernel

extension Connection {
  /// The desk's own subscriptions, in the order of their numbers.
  func subscriptions() throws -> [Subscription] {
    let sql = """
      SELECT id, audience, event, condition, channel, tells_own FROM subscription ORDER BY id
      """
    return try all(sql) { row in
      guard let audience = Subscription.Audience(text: row.text(1)) else {
        throw RecordError(table: "subscription", key: "\(row.integer(0))", column: "audience")
      }
      var subscription = Subscription(
        key: "\(row.integer(0))", audience: audience, event: row.text(2),
        when: row.isNull(3) ? nil : row.text(3), channel: row.text(4))
      subscription.tellsOwn = row.integer(5) != 0
      return subscription
    }
  }

  /// Who wants nothing of which subscription.
  func mutes() throws -> Set<Mute> {
    let rows = try all("SELECT person, subscription FROM mute") { row in
      Mute(person: Person.ID(rawValue: row.integer(0)), key: row.text(1))
    }
    return Set(rows)
  }
}

extension Reader {
  /// The desk's own subscriptions, in the order of their numbers.
  package func subscriptions() throws -> [Subscription] { try connection.subscriptions() }

  /// Who wants nothing of which subscription.
  package func mutes() throws -> Set<Mute> { try connection.mutes() }
}

extension WriteTransaction {
  /// The desk's own subscriptions, in the order of their numbers.
  package func subscriptions() throws -> [Subscription] { try connection.subscriptions() }

  /// Who wants nothing of which subscription.
  package func mutes() throws -> Set<Mute> { try connection.mutes() }

  /// Writes a subscription, whose key is a number; the one of that number is replaced.
  package func write(_ subscription: Subscription) throws {
    guard let id = Int64(subscription.key) else {
      throw RecordError(table: "subscription", key: subscription.key, column: "id")
    }
    try change(
      DeskRow(.subscription, "\(id)"),
      """
      INSERT INTO subscription (id, audience, event, condition, channel, tells_own)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO UPDATE SET audience = excluded.audience, event = excluded.event,
        condition = excluded.condition, channel = excluded.channel, tells_own = excluded.tells_own
      """,
      [
        .integer(id), .text(subscription.audience.text), .text(subscription.event),
        .optional(subscription.when), .text(subscription.channel),
        .integer(subscription.tellsOwn ? 1 : 0),
      ])
  }

  /// Removes a subscription, and who wanted nothing of it.
  package func removeSubscription(_ key: String) throws {
    guard let id = Int64(key) else { return }
    try change(
      DeskRow(.subscription, "\(id)"), "DELETE FROM subscription WHERE id = $1", [.integer(id)])
    for mute in try mutes() where mute.key == key { try set(mute, to: false) }
  }

  /// Notes that somebody wants nothing of a subscription, or wants it again.
  package func set(_ mute: Mute, to isMuted: Bool) throws {
    let sql =
      isMuted
      ? "INSERT INTO mute (person, subscription) VALUES ($1, $2) ON CONFLICT DO NOTHING"
      : "DELETE FROM mute WHERE person = $1 AND subscription = $2"
    try change(
      DeskRow(.mute, "\(mute.person.rawValue).\(mute.key)"), sql,
      [.integer(mute.person.rawValue), .text(mute.key)])
  }
}
