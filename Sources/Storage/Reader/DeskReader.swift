import Kernel

/// What reads a desk over a connection: a reading transaction and a writing one alike.
///
/// What both can read is declared once, in extensions beside the tables. A writing transaction has
/// methods of its own for what it knows without asking again.
package protocol DeskReader {
  var connection: Connection { get }
}

extension Connection: DeskReader {
  package var connection: Connection { self }
}
