import Kernel
import Storage
import Texts

/// What followed a name.
package struct FollowedName: Equatable, Sendable {
  package let renaming: Renaming
  /// How many tickets there were, or people.
  package internal(set) var count: Int
  /// Whether those are people.
  package let isOfPeople: Bool

  init(_ renaming: Renaming, tickets: Int?, people: Int?) {
    self.renaming = renaming
    isOfPeople = [.role, .personField].contains(renaming.kind) || tickets == nil && people != nil
    count = tickets ?? people ?? 0
  }

  /// What it was called, what it is called, and how many followed.
  package var text: Text {
    let subject = renaming.subject
    return isOfPeople
      ? Text.strandRenamedPeople(subject: subject, name: renaming.to, count: count)
      : Text.strandRenamed(subject: subject, name: renaming.to, count: count)
  }
}

/// The tickets that follow new names, found before any of them is written.
struct FollowingTickets {
  var counts: [Renaming: Int] = [:]
  var ids: [Ticket.ID] = []
}

extension Administration {
  /// The tickets that go by old names.
  ///
  /// Where a stage is to mean something else, they are left out unless `movingCategories` holds.
  /// `among` are the only tickets that may follow, where they are given.
  func tickets(
    following renamings: [Renaming], movingCategories: Bool, among: Set<Ticket.ID>? = nil,
  ) throws -> FollowingTickets {
    var concerned: Set<Ticket.ID> = []
    for renaming in renamings {
      concerned.formUnion(try transaction.tickets(concernedBy: renaming))
    }
    if let among { concerned.formIntersection(among) }
    var found = FollowingTickets()
    try eachTicket(of: concerned.sorted()) { ticket in
      guard
        let renamed = ticket.renamed(
          by: renamings, movingCategories: movingCategories, at: chain.clock)
      else { return }
      found.ids.append(ticket.id)
      for renaming in renamed.taken { found.counts[renaming, default: 0] += 1 }
    }
    return found
  }

  /// Writes what the names in those tickets became, an internal entry each.
  func rename(
    _ tickets: [Ticket.ID], by renamings: [Renaming], movingCategories: Bool,
    because cause: Entry,
  ) throws {
    try eachTicket(of: tickets) { ticket in
      guard
        let renamed = ticket.renamed(
          by: renamings, movingCategories: movingCategories, at: chain.clock)
      else { return }
      let (entry, payloads) = ticket.entry(
        renaming: renamed.noted, as: try transaction.nextEntryID(), because: cause,
        now: chain.clock)
      try transaction.write(entry, payloads: payloads)
      var next = ticket
      next.apply(entry)
      try transaction.write(next, before: ticket)
    }
  }

  func eachTicket(of ids: [Ticket.ID], _ body: (Ticket) throws -> Void) throws {
    for start in stride(from: 0, to: ids.count, by: 256) {
      let part = Array(ids[start..<min(start + 256, ids.count)])
      for ticket in try transaction.tickets(part) { try body(ticket) }
    }
  }
}

/// Lets what the desk itself keeps follow new names: roles, people, views, subscriptions, settings,
/// bulks.
struct FollowingNames {
  let transaction: WriteTransaction
  let renamings: [Renaming]
  let queries: QueryRenaming
  private(set) var edits: [Edit] = []
  /// How many people followed each role, or name of a field of theirs.
  private(set) var people: [Renaming: Int] = [:]
  /// The fields of people that have choices.
  private let personFields: Set<String>

  /// `fields` are those that were declared, and those that are.
  init(
    _ renamings: [Renaming], from old: Registry, to new: Registry, in transaction: WriteTransaction,
  ) {
    self.renamings = renamings
    self.transaction = transaction
    let own = (old.personFields ?? []) + (new.personFields ?? [])
    personFields = Set(own.map(\.name))
    queries = QueryRenaming(
      renamings, fields: old.fields + new.fields, people: own,
      stages: new.lifecycles.flatMap { $0.stages.map(\.name) })
  }

  mutating func follow() throws {
    for role in try transaction.roles() { try follow(role) }
    for renaming in renamings where renaming.kind == .role { try follow(renaming) }
    for renaming in renamings { try followField(renaming) }
    for subscription in try transaction.subscriptions() { try follow(subscription) }
    for view in try transaction.views() { try follow(view) }
    try followSettings()
    for bulk in try transaction.unfinishedBulks() { try follow(bulk) }
  }

  /// What a type, queue or role is called now.
  private func name(_ kind: Renaming.Kind, _ name: String) -> String {
    renamings.name(of: name, kind)
  }

  private mutating func note(_ field: String, from: Value, to: Value) {
    edits.append(Edit(field: field, from: from, to: to))
  }

  private mutating func follow(_ role: RoleSpec) throws {
    var next = role
    next.name = name(.role, role.name)
    for index in next.grants.indices {
      let grant = next.grants[index]
      next.grants[index].fields = grant.fields.map(queries.field)
      if let when = grant.when.flatMap({ queries.text($0, .condition) }) {
        next.grants[index].when = when
      }
    }
    guard next != role else { return }
    if next.name != role.name {
      // The desk's own grants to a role of the new name stand beside those that follow.
      if let present = try transaction.role(named: next.name) {
        next.grants += present.grants.filter { !next.grants.contains($0) }
      }
      try transaction.removeRole(role.name)
    }
    try transaction.write(next)
    note("role.\(next.name)", from: .text(role.line), to: .text(next.line))
  }

  private mutating func follow(_ renaming: Renaming) throws {
    let holders = try transaction.people(withRole: renaming.from)
    for person in holders {
      var next = person
      next.roles = Set(person.roles.map { $0 == renaming.from ? renaming.to : $0 }).sorted()
      try transaction.write(next)
      note(
        "person.\(person.id.rawValue).roles", from: .texts(person.roles), to: .texts(next.roles))
    }
    if !holders.isEmpty { people[renaming] = holders.count }
  }

  /// Fields of people and their choices.
  private mutating func followField(_ renaming: Renaming) throws {
    let field: String
    switch renaming.kind {
    case .personField: field = renaming.from
    case .choice where personFields.contains(renaming.owner): field = renaming.owner
    default: return
    }
    var count = 0
    for person in try transaction.people(withField: field) {
      var next = person
      guard next.take(renaming) else { continue }
      try transaction.write(next)
      edits += Administration.fieldEdits(from: person.fields, to: next)
      count += 1
    }
    if count > 0 { people[renaming] = count }
  }

  private mutating func follow(_ subscription: Subscription) throws {
    var next = subscription
    if let when = subscription.when.flatMap({ queries.text($0, .condition) }) { next.when = when }
    if let query = subscription.report.flatMap({ queries.text($0.query, .list) }) {
      next.report?.query = query
    }
    if case .field(let name) = HookEvent(subscription.event) {
      next.event = HookEvent.field(queries.field(name)).name
    }
    if case .role(let role) = subscription.audience { next.audience = .role(name(.role, role)) }
    guard next != subscription else { return }
    try transaction.write(next)
    note("subscription.\(next.key)", from: .text(subscription.line), to: .text(next.line))
  }

  private mutating func follow(_ view: SavedView) throws {
    var next = view
    if let query = queries.text(view.query, .list) { next.query = query }
    next.share = view.share.map { name(.role, $0) }
    guard next != view else { return }
    try transaction.write(next)
    note(
      "view.\(view.owner.rawValue).\(view.name)", from: .text(view.line), to: .text(next.line))
  }

  private mutating func followSettings() throws {
    let setting = DeskSetting.defaultType.rawValue
    guard let type = try transaction.setting(setting) else { return }
    let next = name(.type, type)
    guard next != type else { return }
    try transaction.set(setting, to: next)
    note("setting.\(setting)", from: .text(type), to: .text(next))
  }

  /// What a bulk still asks of its tickets.
  private func follow(_ bulk: BulkRecord) throws {
    guard let json = try? JSON(parsing: bulk.template), var request = Request(json: json) else {
      return
    }
    request.set = request.set.map { field, assignment in
      var (name, assignment) = (field, assignment)
      for renaming in renamings {
        if renaming.kind == .field, renaming.from == name {
          name = renaming.to
        } else if renaming.editedField == name {
          assignment = assignment.renamed(by: renaming)
        }
      }
      return (field: name, assignment: assignment)
    }
    let template = request.json.text
    guard template != json.text else { return }
    try transaction.setTemplate(of: bulk.request, to: template)
  }
}

extension Request.Assignment {
  fileprivate func renamed(by renaming: Renaming) -> Request.Assignment {
    func named(_ value: Value) -> Value {
      // A stage is asked for by its name alone.
      if renaming.kind == .stage, value == .text(renaming.from) { return .text(renaming.to) }
      return renaming.value(value)
    }
    return mapped(named)
  }
}

extension RoleSpec {
  /// Its name and all that it grants, in a line.
  var line: String { ([name] + grants.map(\.line)).joined(separator: "; ") }
}

extension Subscription {
  fileprivate var line: String {
    let condition = report?.line ?? when.map { Text.subscriptionWhen(condition: $0).description }
    return (["\(audience.text): \(event)", condition].compactMap(\.self)).joined(separator: " ")
  }
}

extension SavedView {
  fileprivate var line: String {
    query + (share.map { Text.viewSharedWith(role: $0).description } ?? "")
  }
}
