import Kernel
import Lua

/// What is left of the rows that an iterator in Lua goes through, read a page at a time to the end.
///
/// Which rows there are is settled when the iterator is made, as their numbers in order; what they
/// hold is read when their turn comes. A lane with a limit of rows raises at the one beyond it.
struct RowPages<Number, Row> {
  private var numbers: ArraySlice<Number>
  private var page: ArraySlice<Row> = []
  private let read: ([Number]) throws -> [Row]

  /// Rows by their numbers; one that is not there any more, or not to be seen, is passed over.
  init(_ numbers: [Number], _ read: @escaping ([Number]) throws -> [Row]) {
    self.numbers = numbers[...]
    self.read = read
  }

  /// The next row; `nil` at the end.
  mutating func next(_ context: SandboxContext) throws(HostError) -> Row? {
    while page.isEmpty, !numbers.isEmpty {
      let part = numbers.prefix(TicketPages.size)
      numbers = numbers.dropFirst(part.count)
      page = try context.reading { try read(Array(part))[...] }
    }
    guard let row = page.popFirst() else { return nil }
    try context.rows.take(1)
    return row
  }
}

/// The rows of an iterator.
enum OpenRows {
  case tickets(TicketPages)
  case entries(RowPages<EntryID, Seen<Entry>>)
}
