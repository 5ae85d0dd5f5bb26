import Kernel
import Testing

/// What followed from an entry, among all that have one origin.
@Suite struct CauseChainTests {
  private func entry(_ seq: Int64, causedBy cause: Int64) -> Entry {
    Entry(
      seq: EntryID(rawValue: seq), ticket: Ticket.ID(rawValue: seq), number: 1, version: 1,
      at: Instant(milliseconds: seq), recorded: Instant(milliseconds: seq), request: "r\(seq)",
      actor: .desk, source: .cli, action: "update", cause: EntryID(rawValue: cause),
      origin: EntryID(rawValue: 1))
  }

  private func following(_ seqs: [Int64], in chain: CauseChain) -> [Int64] {
    chain.following(seqs.map(EntryID.init(rawValue:))).map(\.seq.rawValue)
  }

  @Test func `what followed by others is found too, in its order, and each once`() {
    let chain = CauseChain([
      entry(2, causedBy: 1), entry(3, causedBy: 1), entry(4, causedBy: 3), entry(5, causedBy: 2),
      entry(6, causedBy: 4),
    ])
    #expect(following([3], in: chain) == [4, 6])
    #expect(following([1], in: chain) == [2, 3, 4, 5, 6])
    #expect(following([3, 4], in: chain) == [4, 6])
    #expect(following([6], in: chain) == [])
    #expect(chain.caused(by: EntryID(rawValue: 1)).map(\.seq.rawValue) == [2, 3])
  }

  @Test func `what is said to follow from itself has an end`() {
    let chain = CauseChain([entry(2, causedBy: 3), entry(3, causedBy: 2)])
    #expect(following([2], in: chain) == [2, 3])
  }
}
