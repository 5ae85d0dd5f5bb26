import Kernel
import System
import Texts

/// A folder whose files of JSON are taken in, each once, and then moved to `done/` or `failed/`.
///
/// A file whose documents are in the desk before it is moved may be looked at again after a crash:
/// its documents are known by their names or by what they say, so nothing comes in twice. The folder
/// is locked as long as the value lives.
package final class IntakeFolder {
  /// What became of a file.
  package struct Taken: Sendable {
    package let name: String
    /// Where it is now, below the folder; `nil` where it was only tried.
    package let place: String?
    /// What came of its documents, in their order.
    package let results: [IntakeResult]
    /// Why it was not looked into; `nil` where it was.
    package let problem: Text?
  }

  private let path: String
  private let lock: FolderLock
  /// That of what is written beside files that failed.
  private let language: Language
  /// Files that a dry run has left where they are.
  private var tried: Set<String> = []
  private var looks: [String: (status: FileStatus, since: ContinuousClock.Instant)] = [:]

  /// How many files are left for later, since they have changed within the last second.
  package private(set) var unsettled = 0

  /// How long a file must not have changed: who writes to it for longer puts it there by renaming.
  private static let rest = Duration.seconds(1)
  private static let (done, failed) = ("done", "failed")

  /// Throws where there is no such folder, or somebody else takes files in from it.
  package init(_ path: String, in language: Language = .english) throws {
    guard FileSystem.isFolder(path) else {
      throw Refusal(.notFound, Text.formNoFolder(folder: path))
    }
    guard let lock = FolderLock(alone: path) else {
      throw Refusal(.busy, Text.formFolderTaken(folder: path))
    }
    self.lock = lock
    self.path = path
    self.language = language
    for folder in [IntakeFolder.done, IntakeFolder.failed] { try refuseLink(folder) }
  }

  /// Refuses to move files to wherever somebody else has a name of the folder's lead.
  private func refuseLink(_ folder: String) throws(Refusal) {
    let target = "\(path)/\(folder)"
    guard let kind = FileSystem.status(of: target, followsLink: false)?.kind, kind != .folder
    else { return }
    throw Refusal(.refused, Text.formNoPlace(place: target))
  }

  /// Takes in the files that are there and have settled, by name, and tells of each when it is moved.
  ///
  /// `take` is handed each document; what it throws ends the pass, and the file stays. A dry run
  /// leaves all files where they are, and looks at each only once.
  package func pass(
    isDryRun: Bool = false, taking take: (FormDocument) throws -> IntakeResult,
    telling tell: (Taken) throws -> Void,
  ) throws {
    let names = FileSystem.names(in: path).filter { $0.hasSuffix(".json") && !tried.contains($0) }
    looks = looks.filter { names.contains($0.key) }
    unsettled = 0
    for name in names.sorted(by: { $0.precedesByBytes($1) }) {
      guard let file = try read(name) else { continue }
      var results: [IntakeResult] = []
      if case .success(let documents) = file { results = try documents.map(take) }
      let problem: Text? = if case .failure(let refusal) = file { refusal.text } else { nil }
      let hasFailed = problem != nil || results.contains { $0.refusal != nil }
      let lines =
        problem.map { [$0] }
        ?? results.compactMap { hasFailed ? $0.wordsAmongFailed : $0.words }
      let place =
        isDryRun ? nil : try move(name, to: hasFailed ? Self.failed : Self.done, saying: lines)
      if isDryRun { tried.insert(name) }
      try tell(Taken(name: name, place: place, results: results, problem: problem))
    }
  }

  /// The documents of a file, or why it is not looked into; `nil` where it is no file to be taken,
  /// or not yet.
  private func read(_ name: String) throws -> Result<[FormDocument], Refusal>? {
    let file = "\(path)/\(name)"
    guard let status = FileSystem.status(of: file, followsLink: false) else { return nil }
    switch status.kind {
    case .folder: return nil
    case .link: return .failure(Refusal(.invalid, Text.formLink))
    case .special: return .failure(Refusal(.invalid, Text.formSpecial))
    case .file: break
    }
    guard status.size <= Limit.documentFileBytes else {
      return .failure(IntakeFolder.large)
    }
    guard isSettled(name, status) else {
      unsettled += 1
      return nil
    }
    var scanner = DocumentScanner(countsEqual: true)
    var documents: [FormDocument] = []
    do throws(SystemError) {
      let open = try OpenFile.plain([name], beneath: path)
      var size = 0
      while true {
        let bytes = try open.read(upTo: 1 << 16)
        size += bytes.count
        guard !bytes.isEmpty else { break }
        guard size <= Limit.documentFileBytes else { return .failure(IntakeFolder.large) }
        documents += scanner.take(bytes)
      }
    } catch {
      guard !error.isMissing else { return nil }
      return .failure(Refusal(.invalid, error.reason))
    }
    documents += scanner.finish()
    guard !documents.isEmpty else { return .failure(Refusal(.invalid, Text.formEmptyFile)) }
    return .success(documents)
  }

  private static var large: Refusal {
    Refusal(.invalid, Text.formLargeFile(megabytes: Limit.documentFileBytes >> 20))
  }

  /// Whether a file has not changed for a while, by its own time or by what was seen of it.
  private func isSettled(_ name: String, _ status: FileStatus) -> Bool {
    let age = SystemTime.milliseconds - status.modified
    if age >= Self.rest.components.seconds * 1_000 { return true }
    let now = ContinuousClock.now
    guard let look = looks[name], look.status == status else {
      looks[name] = (status, now)
      return false
    }
    return now - look.since >= Self.rest
  }

  /// Moves a file to a folder beside it, under a name that nothing has there; where there is something
  /// to say of it, that stands in a text beside it first.
  private func move(_ name: String, to folder: String, saying lines: [Text]) throws -> String {
    let target = "\(path)/\(folder)"
    try FileSystem.makeFolder(target)
    try refuseLink(folder)
    let stem = String(name.dropLast(".json".count))
    var free = stem
    var number = 1
    while [".json", ".txt"].contains(where: { FileSystem.hasName("\(target)/\(free)\($0)") }) {
      // The text of a move that a crash has ended is written again.
      if number == 1, !FileSystem.hasName("\(target)/\(free).json") { break }
      number += 1
      free = "\(stem)-\(number)"
    }
    if !lines.isEmpty {
      let text = lines.map { $0.rendered(in: language).harmless + "\n" }.joined()
      try NewFile.write(
        Array(text.utf8), to: "\(target)/\(free).txt", replaces: true, isPrivate: false)
    }
    try FileSystem.move("\(path)/\(name)", to: "\(target)/\(free).json")
    return "\(folder)/\(free).json"
  }
}

extension String {
  /// The text without what would act on the terminal of whoever looks at the file.
  fileprivate var harmless: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isActing = [.control, .format].contains(scalar.properties.generalCategory)
      scalars.append(isActing ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}
