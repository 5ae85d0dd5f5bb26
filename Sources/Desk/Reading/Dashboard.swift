import Kernel

/// The state of a desk as somebody sees it at one moment.
///
/// What it groups by or asks for that the person may not name is left out.
package struct Dashboard: Sendable {
  /// How many tickets there are in a queue, by category.
  package struct Queue: Sendable {
    /// `none` for the tickets in no queue.
    package let name: Value
    package var counts: [Category: Int]
  }

  /// How many tickets a view finds.
  package struct View: Sendable {
    package let name: String
    /// What its plugin calls it, where somebody reads labels.
    package let label: String?
    package let count: Int
  }

  package let queues: [Queue]?
  package let stages: [GroupCount]?
  /// Who has how many of the open and waiting tickets.
  package let people: [GroupCount]?
  package let counts: [Category: Int]
  /// How many are due and neither closed nor postponed, and the first of them.
  package let overdueCount: Int?
  package let overdue: [Ticket]
  /// The open tickets that nothing has happened to for longest.
  package let oldest: [Ticket]
  /// The person's views by name, without those that find nothing and those that take long to count.
  package let views: [View]
  /// How many were created and closed today.
  package let came: Int?
  package let closed: Int?
  package let made: Instant

  /// The categories of tickets that are to be worked on.
  package static let live: [Category] = [.open, .waiting, .postponed]
}

extension DeskSession {
  /// The state of the desk; `rows` are how many tickets each of its lists has at most.
  ///
  /// Goes once through the tickets that are not closed, and through those that were updated today, as
  /// indexes have them; only the tickets of its lists are read.
  package func dashboard(rows: Int) throws -> Dashboard {
    func may(_ fields: TicketField...) -> Bool {
      fields.allSatisfy { viewer.mayName($0.rawValue) }
    }
    func count(_ text: String) throws -> Int { try self.count(query(text)) }
    func list(_ text: String) throws -> [Ticket] { try self.list(query(text), limit: rows) }
    // What was created or closed today was updated today: those are found by an index.
    let today = may(.category, .updated) ? "is:open,waiting,postponed,closed updated:today.. " : ""
    let late = "is:open,waiting due:..-0d"
    let seesDue = may(.category, .due)
    let live = may(.category) ? try liveTickets() : nil
    return Dashboard(
      queues: live?.queues, stages: live?.counts(of: .stage),
      people: live?.counts(of: .assignee, in: [.open, .waiting]), counts: live?.counts ?? [:],
      overdueCount: seesDue ? try count(late) : nil,
      overdue: seesDue ? try list("\(late) sort:due") : [],
      oldest: may(.category, .updated) ? try list("is:open sort:updated") : [],
      views: try viewCounts(),
      came: may(.created) ? try count("\(today)created:today") : nil,
      closed: may(.closed) ? try count("\(today)closed:today") : nil, made: now)
  }

  private func viewCounts() throws -> [Dashboard.View] {
    let views = try views()
    let counts = try counts(of: views, steps: Limit.dashboardSteps)
    return zip(views, counts).compactMap { view, count in
      guard let count, count > 0 else { return nil }
      return Dashboard.View(name: view.name, label: label(of: view), count: count)
    }
  }

  private func liveTickets() throws -> LiveTickets {
    // In the order of the index that has them all.
    let fields = [TicketField.category, .queue, .stage, .assignee]
      .filter { viewer.mayName($0.rawValue) }
    return LiveTickets(
      fields: fields,
      combinations: try combinations(of: fields, query("is:open,waiting,postponed")))
  }
}

/// The tickets that are to be worked on, counted by what they have in common; the first of the fields
/// is the category.
private struct LiveTickets {
  let fields: [TicketField]
  let combinations: [(values: [Value], count: Int)]

  /// By category, those without any included.
  var counts: [Category: Int] {
    var counts = Dictionary(uniqueKeysWithValues: Dashboard.live.map { ($0, 0) })
    for one in combinations {
      if let category = category(of: one.values) { counts[category, default: 0] += one.count }
    }
    return counts
  }

  /// By one of the fields, of some categories or all; `nil` where that field was not counted.
  func counts(of field: TicketField, in categories: [Category]? = nil) -> [GroupCount]? {
    guard let place = fields.firstIndex(of: field) else { return nil }
    var counts: [Value: Int] = [:]
    for one in combinations {
      let category = category(of: one.values)
      guard categories.map({ $0.contains { $0 == category } }) ?? true else { continue }
      counts[one.values[place], default: 0] += one.count
    }
    return [GroupCount](counts)
  }

  /// By queue, most open ones first.
  var queues: [Dashboard.Queue]? {
    guard let place = fields.firstIndex(of: .queue) else { return nil }
    var queues: [Value: [Category: Int]] = [:]
    for one in combinations {
      guard let category = category(of: one.values) else { continue }
      queues[one.values[place], default: [:]][category, default: 0] += one.count
    }
    return queues.map { Dashboard.Queue(name: $0.key, counts: $0.value) }
      .sorted { one, other in
        let counts = (one.counts[.open] ?? 0, other.counts[.open] ?? 0)
        if counts.0 != counts.1 { return counts.0 > counts.1 }
        return (one.name.text ?? "~") < (other.name.text ?? "~")
      }
  }

  private func category(of values: [Value]) -> Category? {
    values.first?.text.flatMap { Category(rawValue: $0) }
  }
}
