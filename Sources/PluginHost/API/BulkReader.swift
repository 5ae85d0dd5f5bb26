import Kernel
import Lua
import Texts

/// A bulk that a plugin has planned, and what tells it from others when its run is tried again.
struct PlannedBulk {
  let order: BulkOrder
  let action: Action
  /// The arguments, as the plugin gave them.
  let asked: LuaValue
}

/// Reads which tickets, and what is to be done to them.
struct BulkReader {
  let context: SandboxContext
  let path: String
  let reaction: Reaction
  let desk: any BulkDesk

  static let action = APIPart.needed("action", .text, "as update or close")
  static let target = APIPart(
    "query", .either(.query, .list), "a query, or numbers of tickets")
  static let arguments = APIPart("args", .optional(.table), "as of docket.tickets.ACTION")
  static let keys: [APIPart] = [
    QueryCall.values, .init("atomic", .boolean, "all in one transaction, or none"),
  ]

  init(_ context: SandboxContext, _ path: String) throws(HostError) {
    guard let reaction = context.occupation.reaction, let desk = reaction.bulk else {
      throw HostError(Text.apiNothingToWrite(path: path))
    }
    self.context = context
    self.path = path
    self.reaction = reaction
    self.desk = desk
  }

  func order(
    _ action: Action, _ which: LuaValue, _ arguments: LuaValue, _ options: inout SpecTable,
  ) throws(HostError) -> BulkOrder {
    let values = options.pairs("values")
    let isAtomic = options.boolean("atomic") ?? false
    try options.check()
    guard action.needsTicket else {
      throw HostError(Text.apiBulkCreate(path: path))
    }
    var request = try RequestReader(context: context, path: path).request(
      action: action, ticket: Ticket.ID(rawValue: 0), arguments: arguments,
      actor: context.actor, source: context.occupation.source)
    guard request.expectedVersion == nil else {
      throw HostError(Text.apiBulkVersion(path: path))
    }
    request.ticket = nil
    request.cause = reaction.cause
    request.asked = context.reading?.now
    var order = BulkOrder(request, for: try targets(which, values))
    order.key = request.key.map { "bulk/\($0)" }
    order.request.key = nil
    order.isAtomic = isAtomic
    return order
  }

  private func targets(
    _ which: LuaValue, _ values: [LuaPair],
  ) throws(HostError) -> [BulkTarget] {
    let desk = desk
    if let items = which.items ?? (which == .table([]) ? [] : nil) {
      let ids = items.compactMap(\.integer).map(Ticket.ID.init(rawValue:))
      guard ids.count == items.count else {
        throw HostError(Text.apiBulkNumbers(path: path))
      }
      return try context.reading { try desk.targets(of: ids) }
    }
    guard let text = which.text else {
      throw HostError(Text.apiBulkTarget(path: path, got: which.kindName))
    }
    let asker = try Asker(context, path)
    let query = asker.sight.viewer.listed(
      try asker.query(text, values: values, path: path))
    return try context.reading {
      try desk.targets(matching: query, access: asker.access, in: asker.context)
    }
  }
}
