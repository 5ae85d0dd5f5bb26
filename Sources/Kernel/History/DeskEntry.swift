/// Words of entries of the desk's own chain that programs look for.
package enum DeskEntry {
  /// The field whose edit names the registry by which the desk decides from then on.
  package static let epoch = "epoch"
  /// The action that writes down how a desk was found that an older version has made.
  package static let baseline = "desk.baseline"

  /// The digests of plugins' files that an entry names.
  package static func fileDigests(in entry: Entry) -> [String] {
    entry.edits.compactMap { edit in
      let parts = edit.field.split(separator: ".")
      return parts.count == 2 && parts[0] == "plugin" ? edit.to.text : nil
    }
  }
}

extension Entry {
  /// The entry as people see it: what it says of the desk's rows is for the audit.
  package var withoutDeskRows: Entry {
    guard ticket == .desk else { return self }
    var seen = self
    seen.data = [:]
    return seen
  }
}
