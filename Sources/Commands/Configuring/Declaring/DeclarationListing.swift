import Desk
import Display
import Kernel
import Texts

/// A command that lists what is declared of a kind, to the staff.
protocol DeclarationListing: ReadingCommand {
  associatedtype Declaration

  /// All of it, in order.
  func declarations(in session: DeskSession) throws -> [Declaration]
  /// What is said of each.
  func columns(in session: DeskSession) -> [DeclarationColumn<Declaration>]
  /// All that programs are told of one; what the columns say, unless it is more.
  func json(of declaration: Declaration, in session: DeskSession) -> JSON
}

/// One thing that is said of what is declared.
struct DeclarationColumn<Declaration> {
  /// What programs call it.
  let key: String
  /// `nil` for what only programs are told.
  let column: Table.Column?
  /// What people read in place of the value.
  let words: ((Declaration) -> Text)?
  let value: (Declaration) -> JSON

  init(
    _ key: String, _ column: Table.Column? = nil, words: ((Declaration) -> Text)? = nil,
    value: @escaping (Declaration) -> JSON,
  ) {
    self.key = key
    self.column = column
    self.words = words
    self.value = value
  }
}

extension DeclarationListing {
  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let all = try declarations(in: session)
    guard !output.isJSON else {
      return try output.write(.array(all.map { json(of: $0, in: session) }))
    }
    let columns = columns(in: session).filter { $0.column != nil }
    var table = Table(columns.compactMap(\.column))
    for declaration in all {
      table.append(
        columns.map { column in
          let words = column.words.map { output.standard.words($0(declaration)) }
          return .init(words ?? column.value(declaration).listed)
        })
    }
    try output.write(table.lines(on: output.standard))
  }

  func json(of declaration: Declaration, in session: DeskSession) -> JSON {
    .object(columns(in: session).map { ($0.key, $0.value(declaration)) })
  }
}

extension JSON {
  /// A value in a cell: a list with commas, names with their values.
  fileprivate var listed: String {
    switch self {
    case .string(let text): text
    case .array(let items): items.map(\.listed).joined(separator: ", ")
    case .object(let members): members.map { "\($0.0)=\($0.1.listed)" }.joined(separator: " ")
    case .integer(let number): "\(number)"
    case .boolean(let value): "\(value)"
    case .null: ""
    }
  }
}
