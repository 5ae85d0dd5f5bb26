import Crypto
import Kernel

extension Heads {
  /// So many blocks at most, where nobody asks for a certain size: they tell where desks differ.
  private static let mostBlocks: Int64 = 64

  /// Reads the heads as they were right after an entry; `nil` for the desk's last one.
  init(
    readFrom connection: Connection, upTo last: EntryID? = nil, blockSize: Int64? = nil,
  ) throws {
    enum Counted: Int, RowColumn { case entries, lastTicket }
    let end = try connection.integer("SELECT max(seq) FROM entry") ?? 0
    let limit = last?.rawValue ?? end
    let counted = try connection.first(
      "SELECT count(*), coalesce(max(ticket), 0) FROM entry WHERE seq <= $1", [.integer(limit)]
    ) { (row: Row<Counted>) in (row.integer(.entries), row.integer(.lastTicket)) }
    let (entries, lastTicket) = counted ?? (0, 0)
    let size = blockSize ?? (lastTicket / Heads.mostBlocks + 1)
    var lines = BlockLines(size: size)
    enum Head: Int, RowColumn { case ticket, number, seq, digest }
    try connection.rows(Heads.sql, [.integer(limit)]) { (row: Row<Head>) in
      let (ticket, digest) = (row.integer(.ticket), row.bytes(.digest).hex)
      lines.append(
        "\(ticket) \(row.integer(.number)) \(row.integer(.seq)) \(digest)\n", ofTicket: ticket)
    }
    self.init(
      last: EntryID(rawValue: min(limit, end)), entries: entries, chains: lines.count,
      blockSize: size, blocks: lines.digests)
  }

  /// Names only columns that all formats of the tables have.
  private static let sql = """
    WITH head (ticket, number) AS (
      SELECT ticket, max(number) FROM entry WHERE seq <= $1 GROUP BY ticket)
    SELECT entry.ticket, entry.number, entry.seq, entry.digest
    FROM head JOIN entry ON entry.ticket = head.ticket AND entry.number = head.number
    ORDER BY entry.ticket
    """
}

/// Lines on their way into digests, one block in memory at a time.
private struct BlockLines {
  let size: Int64
  private(set) var count: Int64 = 0
  private var done: [Digest] = []
  private var bytes: [UInt8] = []

  init(size: Int64) {
    self.size = max(1, size)
  }

  /// Adds a line; tickets come in their order.
  mutating func append(_ line: String, ofTicket ticket: Int64) {
    while ticket / size > Int64(done.count) { endBlock() }
    bytes += line.utf8
    count += 1
  }

  var digests: [Digest] { done + [Digest(of: bytes)] }

  private mutating func endBlock() {
    done.append(Digest(of: bytes))
    bytes = []
  }
}

extension Reader {
  /// The heads of all chains as they were right after an entry; `nil` for the desk's last one.
  ///
  /// `blockSize` is how many tickets go into a block, where they are to be compared with others.
  package func heads(upTo last: EntryID? = nil, blockSize: Int64? = nil) throws -> Heads {
    try Heads(readFrom: connection, upTo: last, blockSize: blockSize)
  }
}
