import Kernel
import Texts

/// How many tickets there are by the values of a field.
package struct GroupTable {
  package let field: QueryField
  package let groups: [GroupCount]
  package let values: ValueText

  package init(field: QueryField, groups: [GroupCount], values: ValueText) {
    self.field = field
    self.groups = groups
    self.values = values
  }

  package func lines(on surface: Surface) throws -> [String] {
    var table = Table([
      .init(values.title(of: field.name), isFlexible: true),
      .init(Text.columnTickets, isNumeric: true),
    ])
    for group in groups {
      let text = try values.text(group.value, of: field.name)
      let meaning: Meaning =
        if group.value.isEmpty { .faint } else { priority(group.value)?.meaning ?? .plain }
      table.append([.init(group.value.isEmpty ? "–" : text, meaning), .init("\(group.count)")])
    }
    return table.lines(on: surface)
  }

  package func csv(on surface: Surface) throws -> [String] {
    [CSV.line([field.name, "tickets"])]
      + (try groups.map { group in
        let text = FormulaGuard.added(to: try values.text(group.value, of: field.name))
        return CSV.line([surface.isTerminal ? text.visible : text, "\(group.count)"])
      })
  }

  /// `[{"value": "billing", "count": 3}]`, the value of no value being null.
  package func json() throws -> JSON {
    .array(
      try groups.map { group in
        .object([
          ("field", .string(field.name)), ("value", try element(group.value)),
          ("count", .integer(Int64(group.count))),
        ])
      })
  }

  /// One value, also of a field that holds many.
  private func element(_ value: Value) throws -> JSON {
    let json = try values.json(value, of: field.name)
    return value.isEmpty ? .null : json.array?.first ?? json
  }

  private func priority(_ value: Value) -> Priority? {
    field.kind == .priority ? value.text.flatMap(Priority.init) : nil
  }
}
