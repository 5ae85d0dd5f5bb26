/// The commit of the sources that the program is built from.
package enum SourceCommit {
  /// Its name; `nil` if the sources did not say, as an archive without git.
  ///
  /// `+changes` behind it says that there was more in the sources than what was committed.
  package static var name: String? { writtenCommit.isEmpty ? nil : writtenCommit }
}
