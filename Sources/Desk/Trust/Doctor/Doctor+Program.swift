import Texts

/// What of the desk and the system does not fit this program.
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

  /// Looks for libraries of the system that are older than any that Docket was tested with.
  mutating func lookAtLibraries() {
    for library in habits.libraries where library.isOlderThanTested {
      note(
        Finding(
          "old_library", .warning, at: Text(words: library.name.rawValue),
          Text.doctorLibrary(
            version: library.version ?? "", tested: library.oldestTested),
          remedy: Text.doctorLibraryRemedy))
    }
  }
}
