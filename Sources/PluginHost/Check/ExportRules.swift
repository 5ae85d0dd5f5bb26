import Kernel
import Lua
import LuaSyntax
import Texts

/// Calls of what no required plugin exports.
struct ExportRules {
  let file: CodeFile
  let manifest: Manifest
  /// What is registered where the plugin is loaded with what it requires; `nil` where it did not load.
  let registry: Registry?

  func findings() -> [CheckFinding] {
    file.calls.compactMap { call in
      // What is put together only when it runs is not known.
      guard call.function.path == "docket.call", let first = call.arguments.first,
        let text = file.text(first), let problem = problem(of: text)
      else { return nil }
      return file.finding(.unknownExport, at: first, problem)
    }
  }

  private func problem(of text: String) -> Text? {
    let path: ExportPath
    do throws(HostError) {
      path = try ExportPath(text, calledBy: manifest)
    } catch {
      return Text(words: error.message)
    }
    guard let registry, registry.plugins.contains(where: { $0.name == path.plugin }) else {
      return nil
    }
    return path.problem(among: registry.exports(of: path.plugin))
  }
}
