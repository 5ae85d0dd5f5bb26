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

extension DeskError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .badConfiguration(let path, let reason): "\(path): \(reason)"
    case .noPerson(let name, let nearest):
      "there is no person `\(name)` on this desk" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .noLogin(let login):
      "nobody on this desk has the login `\(login)`; somebody who may can add one: "
        + "docket person add NAME --login \(login) --role agent"
    case .noPlugin(let name, let nearest):
      "there is no plugin `\(name)`" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .unlinkedPlugin(let name, let problems):
      "the plugin \(name) does not load:\n  " + problems.joined(separator: "\n  ")
    case .noEntry(let seq): "there is no entry \(seq)"
    case .invalid(let what, let reason): "\(what): \(reason)"
    case .changedImport(let source, let row):
      "the file is not the one that \(source) imported before: row \(row) is the first that differs;"
        + " import it under another name with --source"
    }
  }
}
