import Kernel

enum SubscriptionColumn: Int, TableColumn {
  case id, audience, event, condition, channel, tellsOwn

  static let table = Table("subscription", of: Self.self)
  static let put = upsert(on: .id)
}

enum MuteColumn: Int, TableColumn {
  case person, subscription

  static let table = Table("mute", of: Self.self)
  static let put = upsert(on: .person, .subscription)
}

extension Connection {
  /// The desk's own subscriptions, in the order of their numbers; those where a column is one of
  /// some texts, if that is asked.
  func subscriptions(
    _ column: SubscriptionColumn? = nil, in texts: [String] = [],
  ) throws -> [Subscription] {
    guard let column else {
      return try all(SubscriptionColumn.table.select + " ORDER BY id", [], subscription)
    }
    let sql = SubscriptionColumn.table.select + " WHERE \(column.name) = $1"
    let found = try texts.flatMap { try all(sql, [.text($0)], subscription) }
    return found.sorted { (Int64($0.key) ?? 0) < (Int64($1.key) ?? 0) }
  }

  private func subscription(from row: Row<SubscriptionColumn>) throws -> Subscription {
    let key = "\(row.integer(.id))"
    guard let audience = Subscription.Audience(text: row.text(.audience)) else {
      throw RecordError(SubscriptionColumn.audience, of: key)
    }
    var subscription = Subscription(
      key: key, audience: audience, event: row.text(.event),
      when: row.optionalText(.condition), channel: row.text(.channel))
    subscription.tellsOwn = row.isTrue(.tellsOwn)
    return subscription
  }

  func subscribedEvents() throws -> [String] {
    try texts("SELECT DISTINCT event FROM subscription")
  }

  func hasMutes() throws -> Bool {
    try has("SELECT 1 FROM mute LIMIT 1")
  }

  func isMuted(_ mute: Mute) throws -> Bool {
    let sql = "SELECT 1 FROM mute WHERE person = $1 AND subscription = $2"
    return try has(sql, [.integer(mute.person.rawValue), .text(mute.key)])
  }

  /// Who wants nothing of a subscription.
  fileprivate func mutes(of key: String) throws -> [Mute] {
    try integers("SELECT person FROM mute WHERE subscription = $1", [.text(key)])
      .map { Mute(person: Person.ID(rawValue: $0), key: key) }
  }
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
      throw RecordError(SubscriptionColumn.id, of: subscription.key)
    }
    try change(
      DeskRow(.subscription, "\(id)"), SubscriptionColumn.put,
      SubscriptionColumn.values([
        .id: .integer(id), .audience: .text(subscription.audience.text),
        .event: .text(subscription.event), .condition: .optional(subscription.when),
        .channel: .text(subscription.channel), .tellsOwn: .integer(subscription.tellsOwn ? 1 : 0),
      ]))
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
      ? MuteColumn.put
      : "DELETE FROM mute WHERE person = $1 AND subscription = $2"
    try change(
      DeskRow(.mute, "\(mute.person.rawValue).\(mute.key)"), sql,
      MuteColumn.values([
        .person: .integer(mute.person.rawValue), .subscription: .text(mute.key),
      ]))
  }
}
