import Kernel
import Lua
import Texts

/// `docket.plan`, `docket.tickets.apply` and `docket.undo`: one request for many tickets.
enum BulkAPI {
  static let functions: [APIFunction] = [plan, run, apply, undo]

  private static let plan = APIFunction(
    "docket.plan", "action, query|ids, args, {values, atomic}",
    "what an action on many tickets would come to; plan:run() does it", lanes: [.reacting],
    permission: "bulk", isMetered: true,
  ) { (call: inout HostCall, context) throws(HostError) in
    let path = "docket.plan"
    let action = Action(try call.text(0, "action"))
    var options = call.options(3, path)
    let reader = try BulkReader(context, path)
    let arguments = call.isMissing(2) ? .table([]) : call.argument(2)
    let order = try reader.order(action, call.argument(1), arguments, &options)
    let asked = LuaValue.array([
      call.argument(1), arguments, call.isMissing(3) ? .null : call.argument(3),
    ])
    let desk = reader.desk
    guard let found = try attempt(&call, context, { try desk.plan(order) }) else { return }
    let handle = context.open(PlannedBulk(order: order, action: action, asked: asked))
    try BulkWriter(context, path).plan(found, handle: handle, into: &call.results)
  }

  private static let run = APIFunction(
    "plan:run", "", "does what was planned, to the tickets as they were seen",
    lanes: [.reacting], permission: "bulk", isMetered: true,
  ) { (call: inout HostCall, context) throws(HostError) in
    let handle = try call.integer(0, "plan")
    guard let planned = context.plan(handle) else {
      throw HostError(Text("api.old_plan"))
    }
    try perform(planned, &call, context)
  }

  private static let apply = APIFunction(
    "docket.tickets.apply", "query|ids, {action, args, values, atomic}",
    "does an action on all tickets that match", lanes: [.reacting], permission: "bulk",
    isMetered: true,
  ) { (call: inout HostCall, context) throws(HostError) in
    let path = "docket.tickets.apply"
    var options = call.options(1, path)
    let action = Action(options.required("action"))
    let arguments = options.value("args") ?? .table([])
    let order = try BulkReader(context, path).order(
      action, call.argument(0), arguments, &options)
    let asked = LuaValue.array([call.argument(0), call.argument(1)])
    try perform(PlannedBulk(order: order, action: action, asked: asked), &call, context)
  }

  private static let undo = APIFunction(
    "docket.undo", "seq|request, {dry_run}", "takes back what a request did", lanes: [.reacting],
    permission: "ticket.undo", isMetered: true,
  ) { (call: inout HostCall, context) throws(HostError) in
    let path = "docket.undo"
    let reader = try BulkReader(context, path)
    var options = call.options(1, path)
    let isDryRun = options.boolean("dry_run") ?? false
    try options.check()
    let target = try undoTarget(call.argument(0))
    let (desk, plugin) = (reader.desk, context.plugin)
    let found = try attempt(&call, context) {
      try desk.undoOrder(of: target, by: .plugin(plugin))
    }
    guard var order = found else { return }
    order.request.cause = reader.reaction.cause
    guard !isDryRun else {
      let trial = order
      guard let plan = try attempt(&call, context, { try desk.plan(trial) }) else { return }
      return try BulkWriter(context, path).preview(plan, into: &call.results)
    }
    let asked = LuaValue.array([call.argument(0)])
    try perform(
      PlannedBulk(order: order, action: .verb(.undo), asked: asked), &call, context)
  }

  private static func undoTarget(_ value: LuaValue) throws(HostError) -> UndoTarget {
    if let seq = value.integer { return .entry(EntryID(rawValue: seq)) }
    guard let name = value.text else {
      throw HostError(Text("api.undo_target", ["got": value.kindName]))
    }
    return .request(name)
  }

  /// Does what is planned; in a run that is tried again it is done once.
  private static func perform(
    _ planned: PlannedBulk, _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    guard let reaction = context.occupation.reaction, let desk = reaction.bulk else {
      throw HostError(Text("api.no_desk_to_write"))
    }
    var order = planned.order
    order.key =
      order.key
      ?? reaction.key(action: "bulk \(planned.action.name)", ticket: nil, arguments: planned.asked)
    let ordered = order
    guard let result = try attempt(&call, context, { try desk.perform(ordered) }) else { return }
    try BulkWriter(context, "docket.plan").result(result, into: &call.results)
  }

  /// What `body` gives; where it is refused, nil and why is what the call answers.
  private static func attempt<Result>(
    _ call: inout HostCall, _ context: SandboxContext, _ body: () throws -> Result,
  ) throws(HostError) -> Result? {
    do {
      return try context.waiting(body)
    } catch let refusal as Refusal {
      call.results.null()
      call.results.value(refusal.lua, keys: context.layout.layout.keys)
      return nil
    } catch {
      throw HostError(Text("api.desk_failed", ["problem": Text(of: error)]))
    }
  }
}
