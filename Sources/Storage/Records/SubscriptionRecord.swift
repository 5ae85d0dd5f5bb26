import Kernel

extension Connection {
  /// The desk's own subscriptions, in the order of their numbers; those where a column is one of
  /// some texts, if that is asked.
  func subscriptions(
    _ column: SubscriptionColumn? = nil, in texts: [String] = [],
  ) throws -> [Subscription] {
    let columns = "id, audience, event, condition, channel, tells_own"
    guard let column else {
      return try all("SELECT \(columns) FROM subscription ORDER BY id", [], subscription)
    }
    let sql = "SELECT \(columns) FROM subscription WHERE \(column.rawValue) = $1"
    let found = try texts.flatMap { try all(sql, [.text($0)], subscription) }
    return found.sorted { (Int64($0.key) ?? 0) < (Int64($1.key) ?? 0) }
  }

  private func subscription(from row: Row) throws -> Subscription {
    guard let audience = Subscription.Audience(text: row.text(1)) else {
      throw RecordError(table: "subscription", key: "\(row.integer(0))", column: "audience")
    }
    var subscription = Subscription(
      key: "\(row.integer(0))", audience: audience, event: row.text(2),
      when: row.isNull(3) ? nil : row.text(3), channel: row.text(4))
    subscription.tellsOwn = row.integer(5) != 0
    return subscription
  }

  func subscribedEvents() throws -> [String] {
    try all("SELECT DISTINCT event FROM subscription", []) { $0.text(0) }
  }

  func hasMutes() throws -> Bool {
    try first("SELECT 1 FROM mute LIMIT 1", []) { _ in true } ?? false
  }

  func isMuted(_ mute: Mute) throws -> Bool {
    let sql = "SELECT 1 FROM mute WHERE person = $1 AND subscription = $2"
    return try first(sql, [.integer(mute.person.rawValue), .text(mute.key)]) { _ in true } ?? false
  }

  /// Who wants nothing of a subscription.
  fileprivate func mutes(of key: String) throws -> [Mute] {
    try all("SELECT person FROM mute WHERE subscription = $1", [.text(key)]) { row in
      Mute(person: Person.ID(rawValue: row.integer(0)), key: key)
    }
  }
}

/// A column that subscriptions are found by.
enum SubscriptionColumn: String {
  case audience
  case event
}

extension Reader: SubscriptionReading {
  /// The desk's own subscriptions, in the order of their numbers.
  package func subscriptions() throws -> [Subscription] { try connection.subscriptions() }

  package func subscribedEvents() throws -> [String] { try connection.subscribedEvents() }

  package func subscriptions(to events: [String]) throws -> [Subscription] {
    try connection.subscriptions(.event, in: events)
  }

  package func subscriptions(of audiences: [Subscription.Audience]) throws -> [Subscription] {
    try connection.subscriptions(.audience, in: audiences.map(\.text))
  }

  package func hasMutes() throws -> Bool { try connection.hasMutes() }

  package func isMuted(_ mute: Mute) throws -> Bool { try connection.isMuted(mute) }
}

extension WriteTransaction {
  /// The desk's own subscriptions, in the order of their numbers.
  package func subscriptions() throws -> [Subscription] { try connection.subscriptions() }

  package func subscribedEvents() throws -> [String] {
    try connection.unlimited { try connection.subscribedEvents() }
  }

  package func subscriptions(to events: [String]) throws -> [Subscription] {
    try connection.unlimited { try connection.subscriptions(.event, in: events) }
  }

  package func subscriptions(of audiences: [Subscription.Audience]) throws -> [Subscription] {
    try connection.unlimited {
      try connection.subscriptions(.audience, in: audiences.map(\.text))
    }
  }

  package func hasMutes() throws -> Bool {
    try connection.unlimited { try connection.hasMutes() }
  }

  package func isMuted(_ mute: Mute) throws -> Bool {
    try connection.unlimited { try connection.isMuted(mute) }
  }

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
    for mute in try connection.mutes(of: key) { try set(mute, to: false) }
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
