import Texts

/// What can keep a desk from doing what it is asked, besides refusals and the database's trouble.
package enum DeskError: Error, Equatable, Sendable {
  case unreadable(path: String, reason: String)
  case badConfiguration(path: String, reason: String)
  case noPerson(name: String, nearest: String?)
  case noLogin(login: String)
  case noPlugin(name: String, nearest: String?)
  case unlinkedPlugin(name: String, problems: [String])
  case noEntry(seq: Int64)
  case invalid(what: String, reason: String)
  case changedImport(source: String, row: Int64)
}

extension DeskError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .unreadable(let path, let reason):
      Text("desk.unreadable", ["path": path, "reason": reason])
    case .badConfiguration(let path, let reason):
      // The reason may begin with the path itself, and with the line after it.
      reason.hasPrefix("\(path):")
        ? Text("desk.bad_line", ["reason": reason])
        : Text("desk.bad_configuration", ["path": path, "reason": reason])
    case .noPerson(let name, let nearest):
      Text("desk.no_person", ["name": name, "hint": Text.nearest(nearest)])
    case .noLogin(let login):
      Text("desk.no_login", ["login": login])
    case .noPlugin(let name, let nearest):
      Text("desk.no_plugin", ["name": name, "hint": Text.nearest(nearest)])
    case .unlinkedPlugin(let name, let problems):
      Text(
        "desk.plugin_does_not_load", ["name": name, "problems": problems.joined(separator: "\n  ")])
    case .noEntry(let seq): Text("desk.no_entry", ["seq": seq])
    case .invalid(let what, let reason): Text("desk.invalid", ["what": what, "reason": reason])
    case .changedImport(let source, let row):
      Text("import.changed", ["source": source, "row": row])
    }
  }
}
