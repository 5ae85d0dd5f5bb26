import Foundation
import Testing

/// The sentences that stand in the sources as literals, where they should be in the catalogue.
struct SourceSentences {
  /// One literal, with what is interpolated as `¤`.
  struct Literal: Equatable {
    var words: String
    /// What stands before it in the source, without spaces.
    var before: String
    var line: Int
  }

  /// Files whose literals are no words of the catalogue's, with the reason.
  static let exempt: [(path: String, reason: String)] = [
    ("bench/", "a program for developers"),
    ("TextsGenerator/", "a program of the build"),
    ("TextsPlugin/", "what the build says of it"),
    ("CommitPlugin/", "what the build says of it"),
    ("TemplatesPlugin/", "what the build says of it"),
    ("Commands/Help/", "help, which is a constant of the program"),
    ("Commands/DocketCommand.swift", "names of the groups in help"),
    ("Commands/Completion/Shell.swift", "the scripts of the shells"),
    ("Commands/ParserMessage.swift", "what the argument parser writes, to be known again"),
    ("Commands/Administration/AuditSealCommand.swift", "the first line of a key's file"),
    ("Commands/Plugins/ExampleDocuments.swift", "the formats TAP and JUnit's XML"),
    ("Commands/Plugins/PluginInfoCommand.swift", "keys of JSON"),
    ("Commands/Plugins/PluginNewCommand.swift", "commands to type"),
    ("Desk/Authoring/PluginTemplate.swift", "help"),
    ("Desk/Deciding/OrderCheck.swift", "keys of what is compared"),
    ("Desk/Exporting/Anonymous/", "keys of what is replaced"),
    ("Desk/Opening/Desk+Creating.swift", "the text of docket.lua"),
    ("Desk/Reading/Dashboard.swift", "queries"),
    ("Desk/Trust/Seal.swift", "the format of a seal"),
    ("Display/Reference/APIPage.swift", "HTML, and a page for the authors of plugins"),
    ("Display/Reports/CoverageSheet.swift", "HTML and a style sheet"),
    ("Display/Reports/ReportStyle.swift", "HTML and a style sheet"),
    ("Kernel/Text/CompositionTable.swift", "numbers of Unicode"),
    ("Kernel/Attachments/MediaType.swift", "the beginnings of files"),
    ("Packs/", "the format of a pack"),
    ("PluginHost/Config/ConfigDocument.swift", "the text of a configuration"),
    ("PluginHost/Hosting/HostLayout.swift", "names of shapes, in errors of the sandbox"),
    ("PluginHost/Hosting/PatternBox.swift", "Lua, and what cannot happen"),
    ("Prompt/Commands/", "what is typed behind a command of the prompt"),
    ("Prompt/Showing/DeltaScript.swift", "Lua, which does again what it tells of"),
    ("Lua/", "errors of the sandbox, which knows no texts"),
  ]

  /// Files that describe what plugin authors write: only what they raise is read.
  static let documenting = ["PluginHost/"]

  /// Every sentence outside the catalogue, as `path:line: words`.
  static func all() throws -> [String] {
    let folder = SourceTexts.root + "/Sources"
    let paths = try #require(FileManager.default.enumerator(atPath: folder))
    var found: [String] = []
    for case let path as String in paths
    where path.hasSuffix(".swift") && !exempt.contains(where: { path.hasPrefix($0.path) }) {
      let source = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      let isStore = path.hasPrefix("Storage/")
      let isDocumenting = documenting.contains { path.hasPrefix($0) }
      found += SourceSentences(source).sentences
        .filter { !isStore || !SourceSentences.isSQL($0.words) }
        .filter { literal in
          let ends = ["HostError(", "fail(", "PluginProblem("]
          return !isDocumenting || ends.contains { literal.before.hasSuffix($0) }
        }
        .map { "\(path):\($0.line): \($0.words)" }
    }
    return found.sorted()
  }

  private let bytes: [UInt8]

  init(_ source: String) {
    bytes = Array(source.utf8)
  }

  /// The literals that are sentences and are said to somebody.
  var sentences: [Literal] {
    var wasHarmless = false
    return literals.filter { literal in
      let isContinued = literal.before.hasSuffix("\"+")
      let isHarmless =
        isContinued
        ? wasHarmless : SourceSentences.harmless.contains { literal.before.hasSuffix($0) }
      wasHarmless = isHarmless
      return !isHarmless && SourceSentences.isSentence(literal.words)
    }
  }

  /// What comes before a literal that documents, or that only a developer sees.
  private static let harmless = [
    "abstract:", "discussion:", "help:", "valueName:", "debugDescription:", "ArgumentHelp(",
    "ArgumentHelp=", "HelpTopic(", "precondition(", "preconditionFailure(", "isOutsideTransaction,",
    "parameters.count,",
  ]

  /// Whether it is a piece of SQL, whose words are in capitals.
  static func isSQL(_ words: String) -> Bool {
    let verbs = /\b(SELECT|FROM|WHERE|NULLS?|ASC|DESC|LIKE|CASE|CAST|AND|COALESCE|IN|PRAGMA|NOT)\b/
    let others = /\b(INSERT|UPDATE|DELETE|CREATE|CONFLICT|ORDER|WITH|BEGIN|COMMIT|EXPLAIN|TABLE)\b/
    let rest = /\b(ROLLBACK|SAVEPOINT|RELEASE|VALUES|SET|OR)\b/
    return words.contains(verbs) || words.contains(others) || words.contains(rest)
  }

  /// Two words in a row, of which one has letters of its own; no number with its unit.
  static func isSentence(_ words: String) -> Bool {
    if words.wholeMatch(of: /[¤.]+ (MB|KB|ms|bytes)/) != nil { return false }
    let pair =
      /[`“"'(]*([A-Za-z][A-Za-z0-9'’\-]+|a|¤)[`”"')]*[ \n]+[`“"'(]*([A-Za-z][A-Za-z0-9'’\-]+|a|¤)/
    var rest = words[...]
    while let match = rest.firstMatch(of: pair) {
      // The rest of an option, as --desk, is no word.
      let isOption = words[..<match.range.lowerBound].last == "-"
      if !isOption, match.output.1 != "¤" || match.output.2 != "¤" { return true }
      rest = rest[match.output.1.endIndex...]
    }
    return false
  }
}

extension SourceSentences {
  /// All string literals, also those within interpolations.
  var literals: [Literal] {
    var found: [Literal] = []
    var at = 0
    while at < bytes.count {
      if starts(with: "//", at: at) {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      } else if bytes[at] == UInt8(ascii: "\"") {
        at = take(at, into: &found)
      } else {
        at += 1
      }
    }
    return found
  }

  /// Reads the literal that begins there; gives the place after it.
  private func take(_ start: Int, into found: inout [Literal]) -> Int {
    let isLong = starts(with: "\"\"\"", at: start)
    let quote = isLong ? "\"\"\"" : "\""
    var at = start + quote.utf8.count
    var text: [UInt8] = []
    while at < bytes.count, !starts(with: quote, at: at) {
      guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
        text.append(bytes[at])
        at += 1
        continue
      }
      if bytes[at + 1] == UInt8(ascii: "(") {
        text += Array("¤".utf8)
        at = skipInterpolation(at + 2, into: &found)
      } else {
        text.append(UInt8(ascii: " "))
        at += 2
      }
    }
    let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
    found.append(
      Literal(
        words: String(decoding: text, as: UTF8.self), before: before(start), line: line))
    return at + quote.utf8.count
  }

  private func skipInterpolation(_ start: Int, into found: inout [Literal]) -> Int {
    var at = start
    var depth = 1
    while at < bytes.count, depth > 0 {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at = take(at, into: &found)
        continue
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      at += 1
    }
    return at
  }

  private func before(_ start: Int) -> String {
    let text = bytes[max(0, start - 80)..<start].filter {
      $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func starts(with text: String, at place: Int) -> Bool {
    bytes[place...].starts(with: text.utf8)
  }
}
