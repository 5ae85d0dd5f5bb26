import Crypto

/// The last entry of every chain at one moment of the desk: what a seal seals.
///
/// Chains only grow, so the heads as they were at an earlier entry can be read off at any later time.
package struct Heads: Equatable, Sendable {
  /// The last entry of the desk that counts.
  package let last: EntryID
  /// How many entries there are up to it.
  package let entries: Int64
  /// How many chains they form, the desk's own among them.
  package let chains: Int64
  /// How many tickets go into one block.
  package let blockSize: Int64
  /// A digest for each block of tickets, in their order: the BLAKE2b-256 of a line
  /// `TICKET NUMBER SEQ DIGEST` for each chain; ticket 0 is the desk.
  package let blocks: [Digest]

  package init(
    last: EntryID, entries: Int64, chains: Int64, blockSize: Int64, blocks: [Digest],
  ) {
    self.last = last
    self.entries = entries
    self.chains = chains
    self.blockSize = blockSize
    self.blocks = blocks
  }
}

/// A copy of a desk's database, made while others read and write.
package struct Backup: Equatable, Sendable {
  package let heads: Heads
  /// The size of the file.
  package let bytes: Int64

  package init(heads: Heads, bytes: Int64) {
    self.heads = heads
    self.bytes = bytes
  }
}
