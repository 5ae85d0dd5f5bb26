import Kernel
import Storage
import Texts

/// How a query of somebody is answered by the store.
package struct QueryPlan: Sendable {
  package let sql: String
  /// What is bound to `$1` and those after it.
  package let values: [PromptValue]
  /// The steps of SQLite, as EXPLAIN QUERY PLAN says them.
  package let steps: [String]
  /// How many tickets it found, and in how long.
  package let rows: Int
  package let time: Duration
}

extension DeskSession {
  /// How a query of the person's is answered, and how long that takes.
  ///
  /// The statement has the conditions of the person's roles in it. It is told only where all fields
  /// that they speak of are the person's to ask about, and where no text has to be looked at by whether
  /// the person could read it; otherwise a `Refusal` is thrown.
  package func plan(of text: String) throws -> QueryPlan {
    let asked = viewer.listed(try query(text))
    let access = viewer.access
    let conditions = [access.tickets, access.histories].compactMap(\.self)
    let isOpen = conditions.allSatisfy { $0.fields.allSatisfy(viewer.mayQuery) }
    guard isOpen, !asked.asksForText || access.reader == nil else {
      throw Refusal(.denied, Text.promptHiddenPlan)
    }
    let statement = try reader.statement(
      for: asked, access: access, notes: viewer.notesAccess, in: queryContext)
    let start = ContinuousClock.now
    let found = try budgeted(asked, DeskSession.mostSteps) {
      try reader.ids(
        matching: asked, access: access, notes: viewer.notesAccess, in: queryContext)
    }
    return QueryPlan(
      sql: statement.sql, values: statement.values.map(PromptValue.init), steps: statement.steps,
      rows: found.count, time: ContinuousClock.now - start)
  }
}

extension PromptValue {
  fileprivate init(_ value: SQLValue) {
    self =
      switch value {
      case .null: .null
      case .integer(let value): .integer(value)
      case .real(let value): .number(value)
      case .text(let value): .text(value)
      case .blob(let value): .bytes(value)
      }
  }
}
