/// Words of entries of the desk's own chain that programs look for.
package enum DeskEntry {
  /// The field whose edit names the registry by which the desk decides from then on.
  package static let epoch = "epoch"
  /// The action that writes down how a desk was found that an older version has made.
  package static let baseline = "desk.baseline"
  /// What the desk itself writes has an action that begins so: nobody has said or done anything.
  package static let prefix = "desk."

  /// The action that tells of an import: by whom, of which source, and its file's digest.
  package static let importing = "import.begin"

  /// The source and the file's digest of which such an entry tells.
  package static func imported(by entry: Entry) -> (source: String, file: String)? {
    guard entry.action == importing, let edit = entry.edits.first, let file = edit.to.text,
      edit.field.hasPrefix(importPrefix)
    else { return nil }
    return (String(edit.field.dropFirst(importPrefix.count)), file)
  }

  /// What such an entry edits.
  package static func importEdit(of source: String, file: String) -> Edit {
    Edit(field: importPrefix + source, from: .none, to: .text(file))
  }

  private static let importPrefix = "import."

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
