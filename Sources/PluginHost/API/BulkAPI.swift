import Kernel
import Lua
import Texts

/// `docket.plan`, `docket.tickets.apply` and `docket.undo`: one request for many tickets.
enum BulkAPI {
  static let functions: [APIFunction] = [plan, run, apply, undo]

  private static let plan = APIFunction(
    "docket.plan", "what an action on many tickets would come to; plan:run() does it",
    [BulkReader.action, BulkReader.target, BulkReader.arguments, .options(BulkReader.keys)],
    gives: .init(.shape("plan"), "a plan { count, changed, unchanged, sample, refused, outbox }"),
    example: """
      local plan = docket.plan("update", "is:open", { set = { priority = "low" } })
      if plan.count < 100 then plan:run() end
      """,
    lanes: .writing, permission: .bulk, isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    let action = Action(call.text(0))
    var options = function.options(call, 3)
    let reader = try BulkReader(context, function.path)
    let arguments = call.isMissing(2) ? .table([]) : call.argument(2)
    let order = try reader.order(action, call.argument(1), arguments, &options)
    let asked = LuaValue.array([
      call.argument(1), arguments, call.isMissing(3) ? .null : call.argument(3),
    ])
    let desk = reader.desk
    guard let found = try attempt(&call, context, { try desk.plan(order) }) else { return }
    let handle = context.open(PlannedBulk(order: order, action: action, asked: asked))
    try BulkWriter(context, function.path).plan(found, handle: handle, into: &call.results)
  }

  private static let run = APIFunction(
    "plan:run", "does what was planned, to the tickets as they were seen", gives: result,
    example: #"local result = docket.plan("wake", "is:postponed", {}):run()"#,
    lanes: .writing, permission: .bulk, isMetered: true,
  ) { (call: inout HostCall, context, _) throws(HostError) in
    guard let planned = context.plan(call.integer(0)) else {
      throw HostError(Text.apiOldPlan)
    }
    try perform(planned, &call, context)
  }

  private static let apply = APIFunction(
    "docket.tickets.apply", "does an action on all tickets that match",
    [BulkReader.target, .table([BulkReader.action, BulkReader.arguments] + BulkReader.keys)],
    gives: result,
    example: """
      docket.tickets.apply("is:open tag:old", { action = "update",
        args = { set = { priority = "low" } } })
      """,
    lanes: .writing, permission: .bulk, isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    var options = function.options(call, 1)
    let action = Action(options.required("action"))
    let arguments = options.value("args") ?? .table([])
    let order = try BulkReader(context, function.path).order(
      action, call.argument(0), arguments, &options)
    let asked = LuaValue.array([call.argument(0), call.argument(1)])
    try perform(PlannedBulk(order: order, action: action, asked: asked), &call, context)
  }

  private static let undo = APIFunction(
    "docket.undo", "takes back what a request did",
    [
      .init("what", .either(.integer, .text), #"an entry's seq, or a request as "r12""#),
      .options([.init("dry_run", .boolean, "change nothing, give what would be")]),
    ],
    gives: result, example: #"docket.undo("r12", { dry_run = true })"#, lanes: .writing,
    permission: .ticketUndo, isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    let reader = try BulkReader(context, function.path)
    var options = function.options(call, 1)
    let isDryRun = options.boolean("dry_run") ?? false
    try options.check()
    let target = try undoTarget(call.argument(0))
    let (desk, actor) = (reader.desk, context.actor)
    let found = try attempt(&call, context) { try desk.undoOrder(of: target, by: actor) }
    guard var order = found else { return }
    order.request.cause = reader.reaction.cause
    guard !isDryRun else {
      let trial = order
      guard let plan = try attempt(&call, context, { try desk.plan(trial) }) else { return }
      return try BulkWriter(context, function.path).preview(plan, into: &call.results)
    }
    let asked = LuaValue.array([call.argument(0)])
    try perform(
      PlannedBulk(order: order, action: .verb(.undo), asked: asked), &call, context)
  }

  private static let result = APIResult(
    .shape("bulk"), "{ bulk, done, refused } (refused: a list of { ticket, fields, message })",
    else: "nil and why")

  private static func undoTarget(_ value: LuaValue) throws(HostError) -> UndoTarget {
    if let seq = value.integer { return .entry(EntryID(rawValue: seq)) }
    guard let name = value.text else {
      throw HostError(Text.apiUndoTarget(got: value.kindName))
    }
    return .request(name)
  }

  /// Does what is planned; in a run that is tried again it is done once.
  private static func perform(
    _ planned: PlannedBulk, _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    guard let reaction = context.occupation.reaction, let desk = reaction.bulk else {
      throw HostError(Text.apiNoDeskToWrite)
    }
    var order = planned.order
    // What a person asks again is meant again.
    if order.key == nil, context.lane != .byHand {
      order.key = reaction.key(
        action: "bulk \(planned.action.name)", ticket: nil, arguments: planned.asked)
    }
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
    } catch let stop as PromptStop {
      throw HostError(stop.text)
    } catch {
      throw HostError(Text.apiDeskFailed(problem: Text(of: error)))
    }
  }
}
