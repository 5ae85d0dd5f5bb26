import Crypto
import Kernel
import Storage
import Texts

extension Desk {
  /// Seals the history as it is now; signed where there is a key.
  package func makeSeal(signedBy key: SealKey? = nil) throws -> Seal {
    let heads = try readers.read { try $0.heads() }
    return Seal(heads, at: clock.now(), key: key)
  }

  /// In what the history up to a seal's last entry is not the one that was sealed, in words.
  ///
  /// It compares the heads of the chains only: that each entry follows from the one before it is
  /// what the audit checks.
  package func differences(from seal: Seal) throws -> [Text] {
    let sealed = seal.heads
    let (found, end) = try readers.read { reader in
      (
        try reader.heads(upTo: sealed.last, blockSize: sealed.blockSize),
        try reader.heads(blockSize: .max).last
      )
    }
    var words: [Text] = []
    if end < sealed.last {
      words.append(
        Text.auditCutOff(time: seal.at, sealed: sealed.last.rawValue, end: end.rawValue))
    }
    if found.entries != sealed.entries {
      words.append(
        Text.auditCounted(entry: sealed.last.rawValue, sealed: sealed.entries, found: found.entries)
      )
    }
    let count = max(found.blocks.count, sealed.blocks.count)
    for block in 0..<count where found.block(block) != sealed.block(block) {
      words.append(
        Text.frameOf(owner: sealed.name(ofBlock: block), problem: Text.auditNotSealed))
    }
    return words
  }
}

extension Heads {
  fileprivate func block(_ number: Int) -> Digest? {
    blocks.indices.contains(number) ? blocks[number] : nil
  }

  /// The chains of a block: `tickets 8 to 15`; ticket 0 is the desk itself.
  fileprivate func name(ofBlock number: Int) -> Text {
    let (first, overflow) = Int64(number).multipliedReportingOverflow(by: blockSize)
    guard !overflow else { return Text.auditBlock(number: number) }
    let last = first.addingReportingOverflow(blockSize - 1).partialValue
    if last == 0 { return Text.auditDeskItself }
    if first == 0 {
      return last == 1 ? Text.auditDeskOrOne : Text.auditDeskOr(last: last)
    }
    return first == last
      ? Text.auditTicket(ticket: first)
      : Text.auditTickets(first: first, last: last)
  }
}
