import Kernel
import LuaSyntax
import Texts

/// What the manifest asks for, against what the code uses.
struct ManifestRules {
  let manifest: Manifest
  /// The files that a desk runs.
  let code: [CodeFile]
  /// The file with the manifest.
  let declaration: CodeFile?

  func findings() -> [CheckFinding] {
    code.flatMap(missing) + unused
  }

  private func missing(in file: CodeFile) -> [CheckFinding] {
    file.calls.compactMap { call in
      var (path, needs) = (call.function.name, call.function.needs)
      // Of the desk's own events hears who may see what they are about.
      if path == "docket.after", let event = call.arguments.first.flatMap(file.text),
        let group = DeskEvent(event)?.group
      {
        (path, needs) = (event, needs + [group.permission.rawValue])
      }
      guard let need = needs.first(where: { !has($0) }) else { return nil }
      return file.finding(
        .missingPermission, at: call.id,
        Text.checkMissingPermission(
          path: path, permission: need == WebPermission.prefix ? host(of: call, in: file) : need))
    }
  }

  /// The permission for the host that a request names, else how such permissions are written.
  private func host(of call: CodeFile.Call, in file: CodeFile) -> String {
    guard let table = call.arguments.first, case .table(let items) = file.tree[table].kind,
      let url = items.first(where: { if case .name("url") = $0.key { true } else { false } }),
      let address = file.text(url.value).flatMap({ try? WebAddress($0) })
    else { return "\(WebPermission.prefix)HOST" }
    return WebPermission.prefix + address.host.written
  }

  /// Whether the manifest has a permission; of hosts, any one.
  private func has(_ need: String) -> Bool {
    manifest.permissions.contains { grant in
      grant.permission == "*" || grant.permission == need
        || (need == WebPermission.prefix && grant.permission.hasPrefix(need))
    }
  }

  private var unused: [CheckFinding] {
    let words = usedWords
    return manifest.permissions.map(\.permission).compactMap { permission in
      guard let marks = ManifestRules.marks(of: permission), words.isDisjoint(with: marks) else {
        return nil
      }
      let place = declaration?.placeOfText(permission) ?? .start
      return CheckFinding(
        .unusedPermission, file: declaration?.path ?? "plugin.lua", line: place.line,
        column: place.column, Text.checkUnusedPermission(permission: permission))
    }
  }

  /// All names in the code, and the words in its texts.
  private var usedWords: Set<String> {
    var words: Set<String> = code.contains(where: namesAnyAction) ? [ManifestRules.anyAction] : []
    for expression in code.flatMap(\.tree.expressions) {
      switch expression.kind {
      case .string(let text):
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
          words.insert(String(word))
        }
      case .global(let name), .method(_, let name, _, _): words.insert(name)
      case .table(let items):
        for item in items { if case .name(let name) = item.key { words.insert(name) } }
      default: break
      }
    }
    return words
  }

  /// Words without one of which code cannot use a permission; `nil` where no words tell.
  private static func marks(of permission: String) -> Set<String>? {
    if permission.hasPrefix(WebPermission.prefix) { return ["http"] }
    guard let known = Permission(rawValue: permission) else { return nil }
    let verbs = Verb.allCases.filter { $0.permission == known }
    guard !verbs.isEmpty else { return nil }
    var marks = Set(verbs.map(\.rawValue)).union([anyAction])
    // A move to another stage is a close, a reopening …, whatever the code calls it.
    if known == .ticketUpdate || verbs.contains(where: { $0.move != nil }) {
      marks.formUnion(["set", "move", "stage", "category", "backfill"])
    }
    if verbs.contains(.note) { marks.formUnion(["add_note", "comment", "notes"]) }
    if verbs.contains(.attach) { marks.insert("attachments") }
    return marks
  }

  /// Stands for an action whose name is known only when the code runs; no word has a bracket.
  private static let anyAction = "[any]"

  /// Whether an action is asked for whose name is known only when the code runs.
  private func namesAnyAction(_ file: CodeFile) -> Bool {
    file.calls.contains { call in
      zip(call.function.parameters, call.arguments).contains { part, argument in
        let name = BulkReader.action.name
        guard case .table(let items) = file.tree[argument].kind else {
          return part.name == name && file.text(argument) == nil
        }
        return items.contains { item in
          if case .name(name) = item.key { file.text(item.value) == nil } else { false }
        }
      }
    }
      || file.tree.expressions.contains { expression in
        guard case .index(let base, let key) = expression.kind else { return false }
        return file.text(key) == nil && file.name(of: base) == "docket.tickets"
      }
  }
}

extension CodeFile {
  /// Where a text first stands in the file.
  func placeOfText(_ text: String) -> Place? {
    tree.expressions.first { expression in
      if case .string(text) = expression.kind { true } else { false }
    }?.place
  }
}
