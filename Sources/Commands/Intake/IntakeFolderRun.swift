import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// Takes the files of a folder in, once or until a signal ends it.
final class IntakeFolderRun {
  private let run: IntakeRun
  private let path: String
  private let folder: IntakeFolder
  private var files: [JSON] = []
  /// Files that were not looked into.
  private var refused = 0

  /// How often to look for files, in milliseconds.
  private static let pause = 250
  /// How often to look where a file has changed only just now, and how many times.
  private static let (shortPause, mostLooks) = (100, 50)

  init(_ path: String, run: IntakeRun) throws {
    self.path = path
    self.run = run
    folder = try IntakeFolder(path, in: run.context.output.language)
  }

  private var output: Output { run.context.output }

  /// Takes in what is there; files that have only just changed are waited for, but not for long.
  func takeAll() throws {
    let bell = try Bell()
    for look in 1...Self.mostLooks {
      try pass()
      guard folder.unsettled > 0, look < Self.mostLooks else { break }
      bell.wait(.milliseconds(Self.shortPause))
    }
    if folder.unsettled > 0, !output.isJSON {
      try output.say(Text.formUnsettled(count: folder.unsettled))
    }
    try run.finish(files: files, unsettled: folder.unsettled)
    guard refused == 0 else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  /// Takes in what comes until a signal ends it; waits where the desk is locked meanwhile.
  func watch() throws {
    let log = WorkLog(output, from: .info)
    let signals = try SignalWatch(graceSeconds: 30) { log.say(.info, $0) }
    try signals.start()
    log.say(.info, Text.formWatching(folder: path.visible, form: run.form))
    var isWaiting = false
    while !signals.isEnding {
      do {
        try pass()
        isWaiting = false
      } catch let error where DeskError.isPassing(error) {
        if !isWaiting { log.say(.warning, Text.workWaiting(problem: Text(of: error))) }
        isWaiting = true
      }
      signals.wait(upToMilliseconds: Self.pause)
    }
  }

  private func pass() throws {
    // Without its form every file would fail.
    _ = try run.context.read { try $0.rulebook.form(named: run.form) }
    try folder.pass(isDryRun: run.isDryRun) {
      try run.take($0, isOnce: true)
    } telling: {
      try tell($0)
    }
    try run.follow()
  }

  private func tell(_ file: IntakeFolder.Taken) throws {
    for result in file.results { try run.tell(result, in: file.name) }
    if file.problem != nil { refused += 1 }
    guard !output.isJSON else {
      return files.append(
        .object([
          ("name", .string(file.name)), ("place", file.place.map(JSON.string) ?? .null),
          (
            "message",
            file.problem.map { .string($0.rendered(in: output.language)) } ?? .null
          ),
        ]))
    }
    if let problem = file.problem {
      try output.say(Text.frameOf(owner: file.name.visible, problem: problem))
    }
    if let place = file.place {
      try output.say(Text.formMoved(file: file.name.visible, place: place.visible))
    }
  }
}
