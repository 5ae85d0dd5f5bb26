import Kernel
import Texts

/// Which columns of a table have room, and how wide each of them is.
struct TableLayout {
  /// The places of the columns that are shown.
  let shown: [Int]
  /// By place, also of columns that are left out.
  private(set) var widths: [Int]
  private let columns: [Table.Column]
  private let heads: [Int]

  init(of table: Table, on surface: Surface, margin: Int) {
    let columns = table.columns
    let heads = columns.map { surface.rendered($0.title).visible.displayWidth }
    let natural = columns.indices.map { index in
      table.rows.reduce(heads[index]) { max($0, $1[index].text.displayWidth) }
    }
    (self.columns, self.heads, widths) = (columns, heads, natural)
    guard let limit = surface.columns.map({ max(1, $0 - margin) }) else {
      shown = Array(columns.indices)
      // One long text would push what follows it out of sight in every row.
      for index in shown where columns[index].isFlexible {
        widths[index] = min(widths[index], TableLayout.mostPadding)
      }
      return
    }
    let readable = columns.indices.map { index in
      columns[index].isWhole
        ? natural[index] : min(natural[index], max(columns[index].least, heads[index]))
    }
    shown = TableLayout.shown(of: table, to: limit, natural: natural, readable: readable)
    shrink(to: limit)
  }

  /// Columns without a value give their room first, then those that may be left out, until the heads
  /// of the others fit.
  private static func shown(
    of table: Table, to limit: Int, natural: [Int], readable: [Int],
  ) -> [Int] {
    let all = Array(table.columns.indices)
    guard taken(by: all, natural) > limit else { return all }
    let filled = all.filter { index in table.rows.contains { !$0[index].text.isEmpty } }
    var shown = filled.isEmpty ? all : filled
    for place in table.leavingOrder where taken(by: shown, readable) > limit {
      shown.removeAll { $0 == place }
    }
    return shown
  }

  private static func taken(by shown: [Int], _ widths: [Int]) -> Int {
    shown.reduce(0) { $0 + widths[$1] } + gap * (shown.count - 1)
  }

  /// The widest column gives way until all fit: first those that may be cut, on very narrow terminals
  /// all of them.
  ///
  /// A heading is whole as long as columns that are read in full have more than some words: what is
  /// left of a heading says little.
  private mutating func shrink(to limit: Int) {
    let (columns, heads) = (self.columns, self.heads)
    let whole = shown.filter { columns[$0].isWhole }
    let wide = shown.filter { columns[$0].isWide && !columns[$0].isWhole }
    let others = shown.filter { !columns[$0].isWide && !columns[$0].isWhole }
    let flexible = shown.filter { columns[$0].isFlexible }
    fit(to: limit, by: flexible) { max(columns[$0].comfort, heads[$0]) }
    fit(to: limit, by: others) { max(TableLayout.narrow, heads[$0]) }
    fit(to: limit, by: wide) { max(columns[$0].least, heads[$0]) }
    fit(to: limit, by: flexible) { columns[$0].isWide ? columns[$0].least : columns[$0].comfort }
    fit(to: limit, by: others) { _ in TableLayout.narrow }
    if !wide.isEmpty {
      fit(to: limit, by: others) { _ in TableLayout.narrower }
      fit(to: limit, by: wide) { _ in TableLayout.narrow }
    }
    fit(to: limit, by: wide + others) { _ in TableLayout.narrowest }
    fit(to: limit, by: whole) { _ in TableLayout.narrowest }
  }

  /// Has the widest of those columns give way until all fit, none beyond its least width.
  private mutating func fit(to limit: Int, by order: [Int], least: (Int) -> Int) {
    var excess = TableLayout.taken(by: shown, widths) - limit
    while excess > 0,
      let widest = order.filter({ widths[$0] > least($0) }).max(by: { widths[$0] < widths[$1] })
    {
      let second = order.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let cut = min(excess, widths[widest] - max(least(widest), min(second, widths[widest] - 1)))
      widths[widest] -= cut
      excess -= cut
    }
  }

  static let gap = 2
  /// How far columns give way, in this order; the first goes for those that are read in full.
  fileprivate static let wide = 12
  static let narrow = 8
  private static let (narrower, narrowest) = (6, 3)
  /// In a pipe a column that may be long is filled up to so many columns: what is longer is rare.
  private static let mostPadding = 120
}

extension Table.Column {
  /// Whether it is read in full, as far as may be.
  fileprivate var isWide: Bool { comfort > TableLayout.narrow }

  /// How far it gives way before heads are cut.
  fileprivate var least: Int { isWide ? min(comfort, TableLayout.wide) : TableLayout.narrow }
}
