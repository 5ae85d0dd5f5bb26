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
  /// Reads the tickets that are not closed a few times, and those of today by their times.
  package func dashboard(rows: Int) throws -> Dashboard {
    func may(_ fields: TicketField...) -> Bool {
      fields.allSatisfy { viewer.mayName($0.rawValue) }
    }
    func count(_ text: String) throws -> Int { try self.count(query(text)) }
    func list(_ text: String) throws -> [Ticket] { try self.list(query(text), limit: rows) }
    let seesCategory = may(.category)
    let late = "is:open,waiting due:..-0d"
    let seesDue = seesCategory && may(.due)
    var queues: [Dashboard.Queue]?
    var counts: [Category: Int] = [:]
    if seesCategory, may(.queue) {
      let found = try queueCounts()
      queues = found
      for category in Dashboard.live { counts[category] = 0 }
      for queue in found { counts.merge(queue.counts) { $0 + $1 } }
    } else if seesCategory {
      for category in Dashboard.live { counts[category] = try count("is:\(category.rawValue)") }
    }
    return Dashboard(
      queues: queues,
      stages: seesCategory && may(.stage)
        ? try groups(query("is:open,waiting,postponed group:stage")) : nil,
      people: seesCategory && may(.assignee)
        ? try groups(query("is:open,waiting group:assignee")) : nil,
      counts: counts,
      overdueCount: seesDue ? try count(late) : nil,
      overdue: seesDue ? try list("\(late) sort:due") : [],
      oldest: seesCategory && may(.updated) ? try list("is:open sort:updated") : [],
      views: try viewCounts(),
      came: may(.created) ? try count("created:today") : nil,
      closed: may(.closed) ? try count("closed:today") : nil, made: now)
  }

  private func viewCounts() throws -> [Dashboard.View] {
    let views = try views()
    let counts = try counts(of: views, steps: Limit.dashboardSteps)
    return zip(views, counts).compactMap { view, count in
      guard let count, count > 0 else { return nil }
      return Dashboard.View(name: view.name, label: label(of: view), count: count)
    }
  }

  private func queueCounts() throws -> [Dashboard.Queue] {
    var queues: [Value: [Category: Int]] = [:]
    for category in Dashboard.live {
      for group in try groups(query("is:\(category.rawValue) group:queue")) {
        queues[group.value, default: [:]][category] = group.count
      }
    }
    return queues.map { Dashboard.Queue(name: $0.key, counts: $0.value) }
      .sorted { one, other in
        let counts = (one.counts[.open] ?? 0, other.counts[.open] ?? 0)
        if counts.0 != counts.1 { return counts.0 > counts.1 }
        return (one.name.text ?? "~") < (other.name.text ?? "~")
      }
  }
}
