import Texts

/// What is wrong with a history that was read.
package enum HistoryError: Error, Equatable, Sendable {
  case malformedPayload(EntryID, PayloadPart)
  case malformedEntry(EntryID, String)
}

extension HistoryError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .malformedPayload(let seq, let part):
      Text.historyBadPart(seq: seq.rawValue, part: part.rawValue)
    case .malformedEntry(let seq, let column):
      Text.historyBadColumn(seq: seq.rawValue, column: column)
    }
  }
}
