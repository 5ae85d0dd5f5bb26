import Texts

extension Doctor {
  /// Whether the desk is of an older format, which keeps it from being looked at.
  mutating func isOlder() -> Bool {
    guard let pending = try? Desk.pendingUpgrade(of: folder.path) else { return false }
    note(
      Finding(
        "old_format", .warning, at: Text(words: "docket.db"),
        Text.doctorFormat(found: pending.from, format: pending.to),
        remedy: Text.doctorUpgrade))
    return true
  }
}
