import Kernel
import Texts

/// What the entries of the desk's own chain make of the desk: its rows, its registry, its plugins.
struct DeskFold {
  /// The rows by their names, as JSON objects.
  private(set) var rows: [String: JSON] = [:]
  /// The registry by which the desk decides.
  private(set) var epoch = ""
  /// All registries by which it ever decided.
  private(set) var epochs: Set<String> = []
  /// The digests of all files of plugins that it ever had.
  private(set) var files: Set<String> = []
  /// Whether there is no entry at all.
  private(set) var isEmpty = true
  /// Whether entries tell of rows: on an older desk they do only from its baseline on.
  private(set) var tellsOfRows = false
  /// The entry with which the history of an older desk's rows begins.
  private(set) var baseline: EntryID?
  /// The digests of files that an older desk was found to have under others.
  private(set) var foundFiles: [String: String] = [:]
  /// The entries that tell of imports.
  private(set) var imports: Set<EntryID> = []
  private var isBaselineOver = false

  /// What the files of a plugin are called in a baseline.
  static func filesName(_ digest: String) -> String { "plugin_file.\(digest)" }
  /// The beginnings of names of rows that an entry changed whose words are gone.
  private var erased: Set<String> = []

  /// The desk as its entries, in order, make it; an entry that is not as written is passed over.
  init(folding entries: some Sequence<Entry> = []) {
    for entry in entries { _ = take(entry) }
  }

  /// Takes one more entry in; returns what is wrong with what it says of rows.
  mutating func take(_ entry: Entry) -> [Text] {
    isEmpty = false
    for case .text(let named) in entry.edits.filter({ $0.field == DeskEntry.epoch }).map(\.to) {
      epoch = named
      epochs.insert(named)
    }
    files.formUnion(DeskEntry.fileDigests(in: entry))
    if entry.isOf(.beginImport) { imports.insert(entry.seq) }
    if entry.redacted.contains(.data) { forget(entry) }
    guard !entry.data.isEmpty else { return [] }
    if entry.isOf(.baseline) {
      guard !isBaselineOver else { return [Text.auditBaselineAgain] }
      if baseline == nil { baseline = entry.seq }
    } else {
      isBaselineOver = true
    }
    tellsOfRows = true
    return entry.data.sorted { $0.key.precedesByBytes($1.key) }.compactMap { name, value in
      take(value, of: name)
    }
  }

  private mutating func take(_ value: Value, of name: String) -> Text? {
    guard let pair = value.text.flatMap({ try? JSON(parsing: $0) })?.array, pair.count == 2 else {
      return Text.auditDeskRowUnreadable(row: name)
    }
    if name.hasPrefix(DeskFold.filesName("")) {
      foundFiles[String(name.dropFirst(DeskFold.filesName("").count))] = pair[1]["digest"]?.string
      return nil
    }
    let isExpected = isErased(name) || pair[0].text == (rows[name] ?? .null).text
    rows[name] = pair[1].members == nil ? nil : pair[1]
    if name.hasPrefix("\(DeskTable.plugin.rawValue)."), let digest = pair[1]["digest"]?.string {
      files.insert(digest)
    }
    return isExpected ? nil : Text.auditDeskRowBefore(row: name)
  }

  /// Notes which rows are not known any more, by the fields that the entry edits.
  private mutating func forget(_ entry: Entry) {
    for edit in entry.edits {
      let parts = edit.field.split(separator: ".")
      guard parts.count > 1 else { continue }
      erased.insert("\(parts[0]).\(parts[1])")
    }
  }

  /// Whether what is known of a row is gone with the words of an entry.
  func isErased(_ name: String) -> Bool {
    guard !erased.isEmpty else { return false }
    // Muting is noted under the subscription.
    if name.hasPrefix("mute.") { return erased.contains { $0.hasPrefix("subscription.") } }
    let parts = name.split(separator: ".")
    return parts.count > 1 && erased.contains("\(parts[0]).\(parts[1])")
  }
}
