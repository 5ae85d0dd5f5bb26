import Kernel

/// What a manifest says of the tickets and notes that hooks decide on, worked out once.
struct ManifestCover {
  /// Whether all that it lets be seen is seen of every ticket, whole.
  let isWhole: Bool
  /// Whether notes are seen; `nil` where that differs from ticket to ticket.
  let seesNotes: Bool?

  init(_ permissions: [Grant]) {
    // A permission that the kernel does not know may be one to see a field.
    let others = Set(Permission.names).subtracting([Permission.ticketView.rawValue])
    isWhole = permissions.allSatisfy { grant in
      others.contains(grant.permission) || grant.fields.isEmpty && grant.when == nil
    }
    let notes = permissions.filter { [Permission.noteView.rawValue, "*"].contains($0.permission) }
    seesNotes = notes.isEmpty ? false : notes.contains { $0.when == nil } ? true : nil
  }
}
