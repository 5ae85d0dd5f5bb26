import ArgumentParser
import Desk
import Kernel

/// What a shell may complete from the desk itself; nothing where the desk cannot be opened.
enum Completions {
  /// Names of people, for those who may see them.
  static let people = CompletionKind.custom { _, _, prefix in
    suggestions(beginningWith: prefix) { try $0.read { $0.people.map(\.name) } }
  }

  /// Names of the views that the asker may use.
  static let views = CompletionKind.custom { _, _, prefix in
    suggestions(beginningWith: prefix) { try $0.read { try $0.views().map(\.name) } }
  }

  private static func suggestions(
    beginningWith prefix: String, _ names: (Stage) throws -> [String],
  ) -> [String] {
    guard let stage = try? Stage(GlobalOptions.parse([])), let names = try? names(stage) else {
      return []
    }
    return names.filter { $0.hasPrefix(prefix) }
  }
}
