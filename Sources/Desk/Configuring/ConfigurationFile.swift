import Kernel
import PluginHost
import Storage
import Texts

/// What a configuration changes in `docket.lua`, whose other lines and comments stay as they are.
struct ConfigurationFile: Sendable {
  private let path: String
  /// The new text; `nil` where nothing changes.
  private let text: String?
  /// What changes, as the desk's history has it.
  let edits: [Edit]

  /// Works the new text out; throws where the file cannot be changed line by line.
  init(folder: DeskFolder, now: DeskConfiguration, wanted document: ConfigDocument) throws {
    path = folder.configuration
    let parts = [
      ("name", now.name, document.name), ("language", now.language, document.language),
      ("time_zone", now.zone.name, document.zone),
    ]
    let changed = parts.filter { $0.2 != nil && $0.2 != $0.1 }
    edits = changed.map {
      Edit(field: "desk.\($0.0)", from: .naming($0.1), to: .naming($0.2 ?? ""))
    }
    guard !changed.isEmpty else {
      text = nil
      return
    }
    let old = String(decoding: try FileText.bytes(at: path), as: UTF8.self)
    var new = old
    for (key, _, value) in changed {
      new = ConfigurationFile.text(new, setting: key, to: value ?? "")
    }
    let read = try? DeskConfiguration(reading: new)
    guard let read, parts.allSatisfy({ $0.2 == nil || $0.2 == read.value(of: $0.0) }) else {
      throw DeskError.invalid(
        what: path,
        reason: Text(
          "config.not_by_line",
          ["lines": changed.map { "\($0.0) = \"\($0.2 ?? "")\"" }.joined(separator: ", ")]))
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
  fileprivate func value(of key: String) -> String {
    switch key {
    case "name": name
    case "language": language
    default: zone.name
    }
  }
}
