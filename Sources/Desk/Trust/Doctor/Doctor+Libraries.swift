import Texts

extension Doctor {
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
