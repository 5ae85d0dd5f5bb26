import Kernel
import Storage
import Texts

extension Doctor {
  /// Looks for bulks that somebody began and nobody goes on with.
  mutating func lookAtBulks(_ readers: Readers) throws {
    let bulks = try readers.read { reader in
      try reader.unfinishedBulks().map { ($0, try reader.progress(of: $0.request)) }
    }
    for (bulk, progress) in bulks
    where now.milliseconds - bulk.begun.milliseconds > Doctor.bulkTolerance {
      let reached = (progress?.done ?? 0) + (progress?.refused.count ?? 0)
      let words = Text(
        "doctor.bulk",
        ["name": bulk.request, "reached": reached, "total": bulk.total, "begun": bulk.begun])
      note(
        Finding(
          "bulk_unfinished", .warning, at: Text("doctor.bulk_place", ["name": bulk.request]), words,
          remedy: Text("doctor.bulk_remedy", ["name": bulk.request])))
    }
  }

  /// Looks for conditions and queries that speak of what is there no more.
  mutating func lookAtQuestions(_ desk: Desk) throws {
    try desk.read { reader, rulebook in
      let people = QueryPeople(try reader.people())
      func problem(_ text: String?, _ context: QueryContext) -> QueryError? {
        guard let text else { return nil }
        do throws(QueryError) {
          _ = try Query(parsing: text, schema: rulebook.schema, context: context, people: people)
          return nil
        } catch { return error }
      }
      for role in try reader.roles() {
        for grant in role.grants {
          if let problem = problem(grant.when, .condition) {
            note(
              idle(
                Text("doctor.grant", ["role": role.name, "permission": grant.permission]), problem))
          }
        }
      }
      for view in try reader.views() {
        if let problem = problem(view.query, .list) {
          note(idle(Text("doctor.view", ["name": view.name]), problem))
        }
      }
      for subscription in try reader.subscriptions() {
        if let problem = problem(subscription.when, .condition) {
          note(idle(Text("doctor.subscription", ["key": subscription.key]), problem))
        }
      }
    }
  }

  private func idle(_ place: Text, _ problem: QueryError) -> Finding {
    Finding(
      "idle_condition", .warning, at: place, Text("doctor.idle", ["problem": problem]),
      remedy: Text("doctor.idle_remedy"))
  }

  /// How long a bulk may take before somebody should go on with it, in milliseconds.
  private static var bulkTolerance: Int64 { 600_000 }
}
