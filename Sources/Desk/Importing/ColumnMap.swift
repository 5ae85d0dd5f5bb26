import Kernel
import PluginHost
import Texts

/// Makes tickets of the rows of a table by naming the column of each field, without a script.
package final class ColumnMap: RowMapping {
  /// A field, and the column that fills it.
  ///
  /// Beside fields there are `key` (what the source calls the ticket), `at` (when it was made) and
  /// `actor` (who made it).
  package struct Pair: Equatable, Sendable {
    package let field: String
    package let column: String

    package init(field: String, column: String) {
      self.field = field
      self.column = column
    }
  }

  let source: String
  let isUpdating = false
  let namesTicketsByKey: Bool
  private let rulebook: Rulebook
  private let zone: Zone
  /// The position of the column of each field.
  private let places: [(field: String, place: Int)]
  /// Where an export says when a ticket was closed.
  private let closedPlace: Int?
  /// Whether cells are guarded as an export's are.
  private let isExport: Bool

  private static let special = ["key", "at", "actor"]

  /// Throws a `Refusal` that names all fields and columns that are not there.
  init(
    _ pairs: [Pair], source: String, columns: [String], rulebook: Rulebook, zone: Zone,
  ) throws {
    let isExport = pairs.isEmpty
    let pairs = isExport ? ColumnMap.pairs(ofExport: columns, rulebook) : pairs
    var problems: [Refusal.Problem] = []
    var places: [(field: String, place: Int)] = []
    let known = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + rulebook.fields.keys
    for pair in pairs {
      if !ColumnMap.special.contains(pair.field), rulebook.field(pair.field)?.isEditable != true {
        let nearest = rulebook.nearest(
          to: pair.field, among: known + ColumnMap.special, as: .field)
        problems.append(
          .init(.invalid, field: pair.field, Text.fieldUnknown(hint: Text.nearest(nearest)))
        )
      }
      guard let place = columns.firstIndex(where: { $0.trimmingBlanks == pair.column }) else {
        problems.append(
          .init(
            .invalid, field: pair.field,
            Text.importNoColumn(column: pair.column, columns: columns.joined(separator: ", "))))
        continue
      }
      places.append((pair.field, place))
    }
    if !pairs.contains(where: { $0.field == TicketField.subject.rawValue }) {
      problems.append(.init(.invalid, field: TicketField.subject.rawValue, Text.importUnmapped))
    }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    self.places = places
    self.source = source
    self.rulebook = rulebook
    self.zone = zone
    self.isExport = isExport
    closedPlace = columns.firstIndex(of: TicketField.closed.rawValue)
    namesTicketsByKey = places.contains { $0.field == "key" }
  }

  /// What the columns of the desk's own export in CSV are; nothing where it is none.
  private static func pairs(ofExport columns: [String], _ rulebook: Rulebook) -> [Pair] {
    let derived = [TicketField.id: "key", .created: "at"]
    return columns.compactMap { column in
      let special = TicketField(rawValue: column).flatMap { derived[$0] }
      guard let field = special ?? (rulebook.field(column)?.isEditable == true ? column : nil)
      else { return nil }
      return Pair(field: field, column: column)
    }
  }

  /// Whether a file is a desk's own export in CSV, as its columns tell.
  package static func isExport(of path: String) -> Bool {
    guard let columns = try? CSVReader(path: path).columns else { return false }
    let own = TicketField.allCases.map(\.rawValue)
    return columns.first == TicketField.id.rawValue && columns.count >= 3
      && columns.contains(TicketField.subject.rawValue)
      && columns.contains(TicketField.created.rawValue)
      && columns.filter(own.contains).count * 2 > columns.count
  }

  func calls(for row: ImportRow) throws -> [ImportCall] {
    let fields = row.fields
    var calls: [ImportCall] = []
    var request = Request(actor: .desk, source: .import, action: .verb(.create))
    var (key, actor) = ("", String?.none)
    for (field, place) in places {
      let cell = isExport ? FormulaGuard.removed(from: fields[place]) : fields[place]
      guard !cell.isBlank else { continue }
      switch field {
      case "key": key = cell.trimmingBlanks
      case "actor": actor = cell.trimmingBlanks
      case "at": request.at = try moment(cell)
      default:
        calls += people(in: cell, of: field)
        request.set.append((field, .value(.text(cell))))
      }
    }
    if let actor { calls.append(.person(ImportedPerson(name: actor))) }
    let closing = try closing(of: &request, fields)
    calls.append(.request(key: key, entry: nil, actor: actor, request: request))
    if let closing {
      calls.append(.request(key: key, entry: "closed", actor: actor, request: closing))
    }
    return calls
  }

  /// Takes the end of a closed ticket out of its beginning, since an export says when it was.
  private func closing(of request: inout Request, _ fields: [String]) throws -> Request? {
    guard isExport, let closedPlace, !fields[closedPlace].isBlank, request.at != nil else {
      return nil
    }
    let isEnd = { (field: String) in
      [TicketField.stage, .closeReason].map(\.rawValue).contains(field)
    }
    var closing = Request(actor: .desk, source: .import, action: .verb(.update))
    closing.at = try moment(fields[closedPlace])
    closing.set = request.set.filter { isEnd($0.field) }
    request.set.removeAll { isEnd($0.field) }
    return closing
  }

  func forgetRow() -> [ImportCall] { [] }

  /// Who writes to the desk is made a person, without a role; who works there is not.
  private func people(in cell: String, of field: String) -> [ImportCall] {
    guard [TicketField.requester, .followers].map(\.rawValue).contains(field) else { return [] }
    return cell.split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }.map { name in
      .person(ImportedPerson(name: name))
    }
  }

  private func moment(_ cell: String) throws -> Instant {
    do throws(TimeError) {
      return try Instant(iso: cell.trimmingBlanks, zone: zone)
    } catch {
      throw Refusal(.invalid, error.text, field: "at")
    }
  }
}
