/// What is wrong with a history that was read.
package enum HistoryError: Error, Equatable, Sendable {
  case malformedPayload(EntryID, PayloadPart)
  case malformedEntry(EntryID, String)
}

extension HistoryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformedPayload(let seq, let part):
      "entry \(seq.rawValue): its \(part.rawValue) is not what Docket writes"
    case .malformedEntry(let seq, let column):
      "entry \(seq.rawValue): its \(column) is not what Docket writes"
    }
  }
}
