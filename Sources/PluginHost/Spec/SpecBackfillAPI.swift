import Kernel
import Lua
import Texts

/// The methods of a case's `desk` for tickets that were there before the plugin.
enum SpecBackfillAPI {
  static let functions: [APIFunction] = [
    SpecDeskAPI.run(
      "create_before", "creates a ticket as admin, as if the plugin were not enabled yet",
      [.table(VerbUsage.of(.create).keys(.spec))],
      gives: .init(
        .ticket, "the ticket's number: no before hook or default of the plugin had a say"),
      #"local id = desk:create_before{ subject = "It has burnt" }"#
    ) { call, context, run throws(HostError) in
      let plugin = context.plugin
      let (outcome, _) = try SpecDeskAPI.perform(
        .verb(.create), nil, call.argument(0), by: "admin", context, run.desk
      ) { request in
        (request.without, request.obeysRules, request.hasEffects) = (plugin, false, false)
      }
      let receipt = try SpecDeskAPI.done(outcome, "desk:create_before")
      call.results.integer(receipt.ticket.rawValue)
    },
    SpecDeskAPI.run(
      "backfill", "does a backfill of the plugin, for all tickets that it is for",
      [.init("name", .text, "the backfill's name")],
      gives: .init(.shape("bulk"), "{ bulk, done, unchanged, refused }"),
      #"spec.equal(desk:backfill("size").done, 1)"#
    ) { call, context, run throws(HostError) in
      let (name, plugin) = (call.text(0), context.plugin)
      let result: BulkResult
      do {
        result = try run.desk.backfill(name, of: plugin)
      } catch let refusal as Refusal {
        throw HostError(Text.frameOf(owner: "desk:backfill", problem: refusal.text))
      } catch {
        throw HostError(Text.frameOf(owner: "desk:backfill", problem: Text(of: error)))
      }
      try BulkWriter(context, "desk:backfill").result(result, into: &call.results)
    },
  ]
}
