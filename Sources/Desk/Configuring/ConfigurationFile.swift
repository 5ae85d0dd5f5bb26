import Kernel
import PluginHost
import Storage
import System
import Texts

/// What a configuration changes in `docket.lua`, whose other lines and comments stay as they are.
struct ConfigurationFile: Sendable {
  private let path: String
  /// The new text; `nil` where nothing changes.
  private let text: String?
  /// What changes, as the desk's history has it.
  let edits: [Edit]

  /// Works the new text out; throws where the file cannot be changed line by line.
  init(
    folder: DeskFolder, now: DeskConfiguration, wanted parts: [(key: String, value: String)],
  ) throws {
    path = folder.configuration
    let changed = parts.filter { now.value(of: $0.key) != $0.value }
    edits = changed.map { part in
      Edit(
        field: "desk.\(part.key)", from: .naming(now.value(of: part.key) ?? ""),
        to: .naming(part.value))
    }
    guard !changed.isEmpty else {
      text = nil
      return
    }
    let old = String(
      decoding: try FileSystem.bytes(of: path, atMost: DeskFolder.fileLimit), as: UTF8.self)
    var new = old
    for part in changed {
      new = ConfigurationFile.text(new, setting: part.key, to: part.value)
    }
    let read = try? DeskConfiguration(reading: new)
    guard let read, parts.allSatisfy({ read.value(of: $0.key) == $0.value }) else {
      throw DeskError.invalid(
        what: path,
        reason: Text.configNotByLine(
          lines: changed.map { "\($0.key) = \"\($0.value)\"" }.joined(separator: ", ")))
    }
    text = new
  }

  /// Writes the new text beside the file, so that only a name is left to be changed; `nil` where
  /// nothing changes.
  func draft() throws -> NewFile? {
    guard let text else { return nil }
    let file = try NewFile(at: path, replaces: true, isPrivate: false)
    do {
      try file.append(Array(text.utf8))
    } catch {
      file.discard()
      throw error
    }
    return file
  }

  /// The text with another value under a key: in the line that has it, else in a new one.
  private static func text(_ text: String, setting key: String, to value: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let quoted = ConfigDocument.quoted(value)
    for (index, line) in lines.enumerated() {
      let margin = line.prefix { $0 == " " || $0 == "\t" }
      let rest = line.dropFirst(margin.count)
      guard rest.hasPrefix(key) else { continue }
      let after = rest.dropFirst(key.count).drop { $0 == " " }
      guard after.hasPrefix("=") else { continue }
      lines[index] = "\(margin)\(key) = \(quoted),"
      return lines.joined(separator: "\n")
    }
    if let start = lines.firstIndex(where: { $0.hasPrefix("return {") }) {
      lines.insert("  \(key) = \(quoted),", at: start + 1)
    }
    return lines.joined(separator: "\n")
  }
}

extension DeskConfiguration {
  /// What it says under a key; `nil` where it is silent.
  fileprivate func value(of key: String) -> String? {
    switch key {
    case "name": name
    case DeskSetting.language.rawValue: language
    default: zone?.name
    }
  }
}
