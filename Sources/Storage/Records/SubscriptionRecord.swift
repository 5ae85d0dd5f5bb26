import Kernel

enum SubscriptionColumn: Int, TableColumn {
  case id, audience, event, condition, channel, tellsOwn, report

  static let table = Table("subscription", of: Self.self)
  static let put = upsert(on: .id)
}

enum MuteColumn: Int, TableColumn {
  case person, subscription

  static let table = Table("mute", of: Self.self)
  static let put = upsert(on: .person, .subscription)
}

/// What the kernel reads for itself to see whom a change concerns: no plugin pays for it.
extension DeskReader {
  /// The desk's own subscriptions, in the order of their numbers.
  package func subscriptions() throws -> [Subscription] {
    try connection.all(SubscriptionColumn.table.select + " ORDER BY id", [], subscription)
  }

  /// The desk's own subscription of that key.
  package func subscription(_ key: String) throws -> Subscription? {
    guard let id = Int64(key) else { return nil }
    let sql = SubscriptionColumn.table.select + " WHERE id = $1"
    return try connection.first(sql, [.integer(id)], subscription)
  }

  package func subscriptions(to events: [String]) throws -> [Subscription] {
    try subscriptions(.event, in: events)
  }

  package func subscriptions(of audiences: [Subscription.Audience]) throws -> [Subscription] {
    try subscriptions(.audience, in: audiences.map(\.text))
  }

  package func subscribedEvents() throws -> [String] {
    try connection.unlimited {
      try connection.texts("SELECT DISTINCT event FROM subscription")
    }
  }

  package func hasMutes() throws -> Bool {
    try connection.unlimited { try connection.has("SELECT 1 FROM mute LIMIT 1") }
  }

  package func isMuted(_ mute: Mute) throws -> Bool {
    let sql = "SELECT 1 FROM mute WHERE person = $1 AND subscription = $2"
    return try connection.unlimited {
      try connection.has(sql, [.integer(mute.person.rawValue), .text(mute.key)])
    }
  }

  /// Those where a column is one of some texts.
  private func subscriptions(
    _ column: SubscriptionColumn, in texts: [String],
  ) throws -> [Subscription] {
    let sql = SubscriptionColumn.table.select + " WHERE \(column.name) = $1"
    let found = try connection.unlimited {
      try texts.flatMap { try connection.all(sql, [.text($0)], subscription) }
    }
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
    if let text = row.optionalText(.report) {
      guard let order = (try? JSON(parsing: text)).flatMap(ReportOrder.init) else {
        throw RecordError(SubscriptionColumn.report, of: key)
      }
      subscription.report = order
    }
    return subscription
  }
}

extension Reader: SubscriptionReading {}

extension WriteTransaction {
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
        .report: .optional(subscription.report?.json.text),
      ]))
  }

  /// Removes a subscription, who wanted nothing of it, and the report that it waits for.
  package func removeSubscription(_ key: String) throws {
    guard let id = Int64(key) else { return }
    try change(
      DeskRow(.subscription, "\(id)"), "DELETE FROM subscription WHERE id = $1", [.integer(id)])
    for mute in try mutes(of: key) { try set(mute, to: false) }
    try dropOutboxRow(key: WeeklyReport.key(of: key))
  }

  /// Who wants nothing of a subscription.
  private func mutes(of key: String) throws -> [Mute] {
    let sql = "SELECT person FROM mute WHERE subscription = $1"
    return try connection.integers(sql, [.text(key)])
      .map { Mute(person: Person.ID(rawValue: $0), key: key) }
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
