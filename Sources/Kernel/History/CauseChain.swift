/// The entries that have one origin, by what each of them followed from.
///
/// A purge or a rename writes an entry to each of thousands of tickets, all with one origin: what
/// followed from one of them is found without looking at the others.
package struct CauseChain: Sendable {
  /// All of them, in their order.
  package let entries: [Entry]
  private let places: [EntryID: [Int]]

  package init(_ entries: [Entry]) {
    self.entries = entries
    var places: [EntryID: [Int]] = [:]
    for (place, entry) in entries.enumerated() {
      if let cause = entry.cause { places[cause, default: []].append(place) }
    }
    self.places = places
  }

  /// Those that an entry itself led to.
  package func caused(by seq: EntryID) -> [Entry] { (places[seq] ?? []).map { entries[$0] } }

  /// Those that some entries led to, by others as well, in their order.
  package func following(_ seqs: some Sequence<EntryID>) -> [Entry] {
    var found: Set<Int> = []
    var open = Array(seqs)
    while let seq = open.popLast() {
      for place in places[seq] ?? [] where found.insert(place).inserted {
        open.append(entries[place].seq)
      }
    }
    return found.sorted().map { entries[$0] }
  }
}
