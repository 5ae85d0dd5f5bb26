/// The owner of what the desk keeps under a name: state, timers, keys of requests, log lines.
///
/// A plugin is what the desk enabled under its name. A script that somebody runs by hand belongs to
/// that person, whatever its file is called, an import to its source, and a document to its form. No
/// two of them can ever have a name or a key in common.
package enum Namespace: Equatable, Sendable {
  case plugin(String)
  /// A script that a person runs by hand.
  case script(String, of: Person)
  /// What rows are imported from.
  case source(String)
  /// The documents that come in by a form.
  case form(String)

  /// What state and timers are kept under; a plugin's name has no colon.
  package var name: String {
    switch self {
    case .plugin(let name): name
    case .script, .source, .form: prefix
    }
  }

  /// What people read of it, as in the desk's log.
  package var words: String {
    switch self {
    case .plugin(let name): name
    case .script(let name, let person): "script:\(person.name)/\(name)"
    case .source(let name): "import:\(name)"
    case .form(let name): "form:\(name)"
    }
  }

  /// The key of a request that is done only once.
  package func key(once name: String) -> String { "\(prefix)/once/\(name)" }

  /// The key of the n-th request that a row at that position makes.
  package func key(row position: Int64, _ number: Int) -> String {
    "\(prefix)/row/\(position)/\(number)"
  }

  /// The key of a request that the source itself has a name for.
  package func key(entry: String, of ticket: String) -> String {
    // The length keeps apart what a slash in a name would bring together.
    "\(prefix)/entry/\(ticket.utf8.count)/\(ticket)/\(entry)"
  }

  /// The key of the n-th request of the row that makes a ticket, wherever the row stands.
  package func key(part number: Int, ofRowOf ticket: String) -> String {
    "\(prefix)/of/\(ticket.utf8.count)/\(ticket)/\(number)"
  }

  /// The key of the n-th later change that a row makes to the ticket which it has made.
  package func key(update number: Int, of ticket: String) -> String {
    "\(prefix)/update/\(ticket.utf8.count)/\(ticket)/\(number)"
  }

  /// The key of an entry that another desk numbered.
  package func key(entry number: Int64, of ticket: Int64) -> String {
    "\(prefix)/entry/\(ticket)/\(number)"
  }

  /// The key under which a ticket is remembered by the source's name for it.
  package func key(ticket name: String) -> String { "\(prefix)/ticket/\(name)" }

  private var prefix: String {
    switch self {
    case .plugin(let name): "plugin:\(Namespace.escaped(name))"
    case .script(let name, let person): "script:\(person.id.rawValue)/\(Namespace.escaped(name))"
    case .source(let name): "import:\(Namespace.escaped(name))"
    case .form(let name): "form:\(Namespace.escaped(name))"
    }
  }

  /// A part of a key as it stands between slashes: two different parts never look the same.
  package static func escaped(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }) else {
      return part
    }
    // By scalars: a slash with an accent is another character, and still the byte of a slash.
    var escaped = String.UnicodeScalarView()
    for scalar in part.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25".unicodeScalars
      case "/": escaped += "%2F".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
