/// Tickets as they stand in the rows of a store: a value is made of what is asked for only.
///
/// It keeps what the columns held when they were read. An object, so that handing it on copies
/// nothing.
package final class TicketRows: Sendable {
  /// The fields that have a column, in their order.
  package static let columns = TicketField.shown.filter { !$0.isMany }

  /// What stands in a column.
  package enum Cell: Sendable {
    case empty
    case integer(Int64)
    case text(Words)
  }

  /// Where a text stands among the words of all rows.
  package struct Words: Sendable {
    package let start: UInt32
    package let count: UInt32
  }

  /// A field that stands beside the columns, with its elements in order.
  package struct Field: Sendable {
    package let name: String
    /// The kernel's field of that name; `nil` for a custom one.
    package let kernel: TicketField?
    package let isList: Bool
    package let elements: Range<Int>

    package init(_ name: String, _ kernel: TicketField?, isList: Bool, elements: Range<Int>) {
      self.name = name
      self.kernel = kernel
      self.isList = isList
      self.elements = elements
    }
  }

  /// A value beside the columns.
  package enum Element: Sendable {
    case text(Words)
    case other(Value)
  }

  /// What is read so far, in whatever order the store gives it.
  package struct Draft {
    package var ids: [Ticket.ID] = []
    /// For each id a cell of each column.
    package var cells: [Cell] = []
    /// For each id its places among the fields.
    package var places: [Range<Int>] = []
    package var fields: [Field] = []
    package var elements: [Element] = []
    package var words: [UInt8] = []
    package var isAnyVeiled = false

    package init(expecting count: Int) {
      ids.reserveCapacity(count)
      cells.reserveCapacity(count * TicketRows.columns.count)
      places.reserveCapacity(count)
      fields.reserveCapacity(count)
      elements.reserveCapacity(count)
      words.reserveCapacity(count * 256)
    }

    /// The last so many words that were added.
    package func last(_ count: Int) -> Words {
      Words(start: UInt32(words.count - count), count: UInt32(count))
    }

    /// The place of an id, looked for from a place on and then before it; `nil` where it is not there.
    package func place(of id: Ticket.ID, from start: Int) -> Int? {
      ids[start...].firstIndex(of: id) ?? ids[..<start].firstIndex(of: id)
    }
  }

  /// Whether something of one of them is only for some.
  package let isAnyVeiled: Bool
  /// The cells of all rows, row by row.
  package let cells: [Cell]
  /// The words of all rows, one behind the other.
  package let words: [UInt8]
  private let ids: [Ticket.ID]
  private let places: [Range<Int>]
  private let fields: [Field]
  private let elements: [Element]
  /// Where the rows stand, in the order in which they were asked for.
  private let order: [Int]

  /// The rows of those ids that were read, in their order.
  package init(_ draft: Draft, of asked: [Ticket.ID]) {
    isAnyVeiled = draft.isAnyVeiled
    ids = draft.ids
    cells = draft.cells
    places = draft.places
    fields = draft.fields
    elements = draft.elements
    words = draft.words
    var next = 0
    order = asked.compactMap { id in
      guard let place = draft.place(of: id, from: next) else { return nil }
      next = place + 1
      return place
    }
  }

  /// How many there are.
  package var count: Int { order.count }

  package func id(_ row: Int) -> Ticket.ID { ids[order[row]] }

  /// Where the cells of a row begin, one for each column.
  package func firstCell(_ row: Int) -> Int { order[row] * TicketRows.columns.count }

  /// The fields that a row has beside the columns.
  package func fields(_ row: Int) -> ArraySlice<Field> { fields[places[order[row]]] }

  package func elements(of field: Field) -> ArraySlice<Element> { elements[field.elements] }
}
