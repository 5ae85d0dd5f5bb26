/// Which entries an undo takes back.
package struct UndoScope: Equatable, Sendable {
  /// The request that they belong to, as `r12`.
  package var request: String
  /// Only those entries of it; `nil` for all.
  package var entries: Set<EntryID>?
  /// Where an undone create is discarded to; `nil` for where its life cycle says.
  package var discard: String?

  package init(request: String, entries: Set<EntryID>? = nil, discard: String? = nil) {
    self.request = request
    self.entries = entries
    self.discard = discard
  }

  /// Whether the entry is among them.
  package func contains(_ entry: Entry) -> Bool {
    entry.request == request && (entries?.contains(entry.seq) ?? true)
  }
}

extension UndoScope {
  /// The scope as it is kept while a bulk goes on.
  package var json: JSON {
    var members: [(String, JSON)] = [("request", .string(request))]
    if let discard { members.append(("discard", .string(discard))) }
    if let entries {
      members.append(("entries", .array(entries.map(\.rawValue).sorted().map(JSON.integer))))
    }
    return .object(members)
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let request = json["request"]?.string else { return nil }
    let numbers = json["entries"]?.array?.compactMap(\.integer)
    self.init(
      request: request, entries: numbers.map { Set($0.map(EntryID.init(rawValue:))) },
      discard: json["discard"]?.string)
  }
}

/// What is to be undone.
package enum UndoTarget: Equatable, Sendable {
  /// What an entry's request did to its ticket, and what hooks had done along with it.
  case entry(EntryID)
  /// All that a request did: a command's, or a whole bulk's or import's.
  case request(String)
}
