/// What a dry run would write and delete besides edits, as far as the one who asks may know it.
package struct Preview: Equatable, Sendable {
  /// An entry whose words would be deleted, with the parts that go.
  package struct Erased: Equatable, Sendable {
    package let entry: Entry
    package let parts: Set<PayloadPart>
  }

  /// The entries that would be written.
  package var entries: [Entry] = []
  /// The entries that would lose words, oldest first.
  package var erased: [Erased] = []
  /// The files that no entry would name any more.
  package var files: [Attachment] = []
}

extension Pipeline {
  /// What a dry run tells of it; notes only to those for whom they exist.
  func preview(of proposal: Proposal, _ entries: [Entry], journal: Journal) -> Preview? {
    guard isDryRun else { return nil }
    let isSeen = { (entry: Entry) in entry.visibility == .public || journal.showsNotes }
    var preview = Preview(entries: entries.filter(isSeen))
    guard let redaction = proposal.redaction else { return preview }
    preview.erased = redaction.touched.filter(isSeen).map { entry in
      Preview.Erased(entry: entry, parts: redaction.parts[entry.seq] ?? [])
    }
    preview.files = redaction.lostFiles
    return preview
  }
}
