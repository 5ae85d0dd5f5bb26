import Kernel

/// A ticket's fields as the head of its page: in two columns where they fit, else in one.
package struct FieldColumns {
  package struct Field {
    var name: String
    var text: String
    var meaning = Meaning.plain
  }

  private let fields: [Field]

  package init(_ fields: [Field]) {
    self.fields = fields
  }

  /// No value is cut: the widest ones stand below the columns where that leaves room for the rest,
  /// in as many lines as they need.
  package func lines(on surface: Surface) -> [String] {
    let below = wide(on: surface)
    let columns = fields.indices.filter { !below.contains($0) }.map { fields[$0] }
    let others = below.sorted().map { fields[$0] }
    // What stands below begins where the left column does, if that leaves room for the right one.
    let left = FieldColumns.halves(of: columns).left
    let own = FieldColumns.names(of: left)
    let names = max(own, FieldColumns.names(of: others))
    let isWide = surface.columns.map { width(of: columns) + names - own > $0 } ?? false
    return pairs(columns, leftNames: isWide ? own : names, on: surface)
      + others.flatMap { whole($0, names: names, on: surface) }
  }

  /// The fields that stand by themselves: none, some wide ones, or all.
  private func wide(on surface: Surface) -> Set<Int> {
    guard let limit = surface.columns else { return [] }
    guard limit >= FieldColumns.leastForTwo else { return Set(fields.indices) }
    var below: Set<Int> = []
    var rest = Array(fields.indices)
    while width(of: rest.map { fields[$0] }) > limit {
      guard below.count < FieldColumns.mostBelow,
        let widest = rest.max(by: { size(of: $0) < size(of: $1) })
      else { return Set(fields.indices) }
      below.insert(widest)
      rest.removeAll { $0 == widest }
    }
    return below
  }

  private func size(of index: Int) -> Int {
    fields[index].text.displayWidth
  }

  /// How wide the two columns are together.
  private func width(of fields: [Field]) -> Int {
    let (left, right) = FieldColumns.halves(of: fields)
    guard !right.isEmpty else { return FieldColumns.width(of: left) }
    return FieldColumns.width(of: left) + FieldColumns.gap + FieldColumns.width(of: right)
  }

  /// A column with its margin, names, the space behind them, and texts.
  private static func width(of column: [Field]) -> Int {
    2 + names(of: column) + 2 + (column.map(\.text.displayWidth).max() ?? 0)
  }

  private static func halves(of fields: [Field]) -> (left: [Field], right: [Field]) {
    let half = (fields.count + 1) / 2
    return (Array(fields[..<half]), Array(fields[half...]))
  }

  private static func names(of fields: [Field]) -> Int {
    fields.map(\.name.displayWidth).max() ?? 0
  }

  private func pairs(_ fields: [Field], leftNames: Int, on surface: Surface) -> [String] {
    let (left, right) = FieldColumns.halves(of: fields)
    let rightNames = FieldColumns.names(of: right)
    let widest = left.map(\.text.displayWidth).max() ?? 0
    return left.indices.map { index in
      let first = cell(left[index], left[index].text, names: leftNames, on: surface)
      guard index < right.count else { return first }
      let rest = widest - left[index].text.displayWidth + FieldColumns.gap
      let second = cell(right[index], right[index].text, names: rightNames, on: surface)
      return first + String(repeating: " ", count: rest) + second
    }
  }

  /// A field by itself; what is too long for a line goes on beneath.
  private func whole(_ field: Field, names: Int, on surface: Surface) -> [String] {
    let margin = names + 4
    let room = max(12, (surface.columns ?? .max) - margin)
    return field.text.folded(toColumns: room).enumerated().map { index, line in
      guard index > 0 else { return cell(field, line, names: names, on: surface) }
      let text = surface.styled(surface.isolated(line), field.meaning)
      return String(repeating: " ", count: margin) + text
    }
  }

  private func cell(_ field: Field, _ text: String, names: Int, on surface: Surface) -> String {
    let space = String(repeating: " ", count: names - field.name.displayWidth)
    let styled = surface.styled(surface.isolated(text), field.meaning)
    return "  \(surface.styled(field.name, .faint))\(space)  \(styled)"
  }

  private static let gap = 2
  private static let mostBelow = 3
  /// A narrower terminal has one column, in the order of the fields.
  private static let leastForTwo = 60
}
