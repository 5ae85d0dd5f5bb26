import PluginHost

/// A script's importer as what makes changes of rows.
final class ImporterMapping: RowMapping {
  private let host: ImporterHost

  init(_ host: ImporterHost) {
    self.host = host
  }

  var source: String { host.spec.name }
  var isUpdating: Bool { host.spec.isUpdating }
  var namesTicketsByKey: Bool { false }

  func calls(for row: ImportRow) throws -> [ImportCall] {
    switch row.content {
    case .none: []
    case .fields(let fields): try host.calls(for: fields)
    case .value(let value): try host.calls(for: value)
    }
  }

  func forgetRow() -> [ImportCall] {
    host.forgetRow()
  }
}
