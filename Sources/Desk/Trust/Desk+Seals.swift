import Crypto
import Kernel
import Storage

extension Desk {
  /// Seals the history as it is now; signed where there is a key.
  package func makeSeal(signedBy key: SigningKey? = nil) throws -> Seal {
    let heads = try readers.read { try $0.heads() }
    return Seal(heads, at: clock.now(), key: key)
  }

  /// In what the history up to a seal's last entry is not the one that was sealed, in words.
  ///
  /// It compares the heads of the chains only: that each entry follows from the one before it is
  /// what the audit checks.
  package func differences(from seal: Seal) throws -> [String] {
    let sealed = seal.heads
    let (found, end) = try readers.read { reader in
      (
        try reader.heads(upTo: sealed.last, blockSize: sealed.blockSize),
        try reader.heads(blockSize: .max).last
      )
    }
    var words: [String] = []
    if end < sealed.last {
      words.append(
        "entries were cut off: the seal of \(seal.at.iso) goes up to entry \(sealed.last.rawValue),"
          + " and the desk ends at entry \(end.rawValue)")
    }
    if found.entries != sealed.entries {
      words.append(
        "up to entry \(sealed.last.rawValue) there were \(sealed.entries) entries, and there are"
          + " \(found.entries)")
    }
    let count = max(found.blocks.count, sealed.blocks.count)
    for block in 0..<count where found.block(block) != sealed.block(block) {
      words.append("\(sealed.name(ofBlock: block)): the history is not the one that was sealed")
    }
    return words
  }
}

extension Heads {
  fileprivate func block(_ number: Int) -> Digest? {
    blocks.indices.contains(number) ? blocks[number] : nil
  }

  /// The chains of a block: `tickets 8 to 15`; ticket 0 is the desk itself.
  fileprivate func name(ofBlock number: Int) -> String {
    let (first, overflow) = Int64(number).multipliedReportingOverflow(by: blockSize)
    guard !overflow else { return "block \(number)" }
    let last = first.addingReportingOverflow(blockSize - 1).partialValue
    if last == 0 { return "the desk itself" }
    if first == 0 { return last == 1 ? "the desk or ticket 1" : "the desk or tickets 1 to \(last)" }
    return first == last ? "ticket \(first)" : "tickets \(first) to \(last)"
  }
}
