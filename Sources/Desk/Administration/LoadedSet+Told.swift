import PluginHost
import Texts

extension LoadedSet {
  /// Throws a `DeskError` that names the plugins which do not load, where there are such.
  ///
  /// What only follows is left out: where some of those that are changed do not load, the others, and
  /// of the rest those that require one which does not.
  func requireSound(about changed: [String] = []) throws(DeskError) {
    guard !problems.isEmpty else { return }
    let needs = Set(problems.map(\.plugin)).map { Text.loadingNeededFails(name: $0) }
    let causes = problems.filter { !needs.contains($0.reason) }
    let own = causes.filter { changed.contains($0.plugin) }
    let told = own.isEmpty ? causes.isEmpty ? problems : causes : own
    throw .unlinkedPlugin(
      name: Set(told.map(\.plugin)).sorted().joined(separator: ", "), problems: told.map(\.told))
  }
}

extension PluginProblem {
  /// The place and what is wrong there, in the reader's language as far as the words are Docket's own.
  fileprivate var told: Text {
    guard let (call, parts) = registered else { return text }
    var problem = self
    problem.reason = Text.frameOf(
      owner: call, problem: Text(joining: parts, by: PluginProblem.separator))
    return problem.text
  }

  /// What is wrong with a declaration, for whoever made it by a command and sees no Lua.
  var declared: [Text] { registered?.parts ?? [reason] }

  /// What is registered wrongly is raised in Lua as one error in English, `docket.field: `, with what is
  /// wrong with each key behind it; those are texts of the catalogue.
  private var registered: (call: String, parts: [Text])? {
    let words = message
    guard reason.code == nil, words.hasPrefix("docket."), let start = words.firstRange(of: ": `")
    else { return nil }
    let parts = String(words[start.lowerBound...]).dropFirst(2).split(separator: "; `")
    let texts = parts.enumerated().map { place, part in
      let problem = place == 0 ? String(part) : "`\(part)"
      return Text(saying: problem, amongSections: PluginProblem.sections) ?? Text(words: problem)
    }
    return (String(words[..<start.lowerBound]), texts)
  }

  private static let separator = "; "
  private static let sections = ["hint", "registration", "setting", "table", "value"]
}
