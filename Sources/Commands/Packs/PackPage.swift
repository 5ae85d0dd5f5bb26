import Desk
import Display
import Kernel
import Packs
import Texts

/// What there is to say of a pack that was looked at.
struct PackPage {
  let trial: PackTrial
  /// Who signed it, where a desk was asked; `nil` where none was.
  var signers: [PackSigner]?

  private var pack: Pack { trial.pack }

  /// Says what the check found, and which examples fail.
  func tellFaults(on output: Output) throws {
    for finding in trial.findings {
      let level: LogLine.Level = finding.rule.isError ? .error : .warning
      let severity = output.error.words(level.text)
      let place = "\(output.error.shown(finding.path)):\(finding.line):\(finding.column)"
      try output.say(
        "\(place): \(severity): \(output.error.words(finding.words)) [\(finding.rule.name)]")
    }
    for result in trial.failed {
      try output.say(
        Text.packsFailed(example: result.name, failure: Text(words: result.failure ?? "")))
    }
    for result in trial.results where result.isLeftOut {
      for words in result.warnings {
        try output.say(Text.frameOf(owner: result.name, problem: words))
      }
    }
  }

  /// Whom it is of, what is in it, what it takes and gives, and what is otherwise than in the version
  /// that is here where there is one.
  func lines(on surface: Surface) -> [String] {
    PairList(pairs(on: surface) + changes(on: surface)).lines(on: surface)
  }

  private func pairs(on surface: Surface) -> [(name: String, text: String)] {
    let files = pack.files.map { "\($0.path) (\($0.size))" }.joined(separator: "\n")
    let pairs: [(head: Text, text: String)] = [
      (Text.columnPlugin, pack.name), (Text.columnVersion, pack.version),
      (Text.columnSummary, pack.summaries[surface.language.code] ?? pack.summary),
      (Text.headAuthor, pack.author), (Text.headLicense, pack.license),
      (Text.headApi, "\(Pack.api)"), (Text.headDigest, pack.hexDigest), (Text.headFiles, files),
      (Text.headExamples, "\(trial.results.count)"),
      (Text.packsSignedBy, signed(on: surface)),
      (Text.columnRequires, pack.requirements.joined(separator: "\n")),
      (Text.packsTerms, words(trial.items, in: surface.language)),
    ]
    return pairs.map { (surface.words($0.head), $0.text) }
  }

  private func changes(on surface: Surface) -> [(name: String, text: String)] {
    guard let difference = trial.difference else { return [] }
    let files =
      difference.added.map { "+ \($0)" } + difference.removed.map { "- \($0)" }
      + difference.changed.map { "~ \($0)" }
    let version = Text(words: difference.version)
    return [
      (
        surface.words(Text.packsInstead),
        surface.rendered(difference.isOlder ? Text.packsNewer(version: version) : version)
      ),
      (surface.words(Text.headFiles), files.joined(separator: "\n")),
      (surface.words(Text.packsGained), words(difference.gained, in: surface.language)),
      (surface.words(Text.packsLost), words(difference.lost, in: surface.language)),
    ]
  }

  private func signed(on surface: Surface) -> String {
    let names = pack.signatures.map { signature -> Text in
      let name = signers?.first { $0.key == signature.key }?.trusted
      if let name { return Text.packsSignerTrusted(name: name, key: signature.key.hex) }
      return signers == nil
        ? Text(words: signature.key.hex) : Text.packsSignerUnknown(key: signature.key.hex)
    }
    return surface.rendered(
      names.isEmpty ? Text.packsSignedByNobody : Text(joining: names, by: "\n"))
  }

  private func words(_ items: [PluginDemand.Item], in language: Language) -> String {
    items.map { $0.words(in: language) }.joined(separator: "\n")
  }

  /// The same for programs.
  var members: [(String, JSON)] {
    let files = pack.files.map { file in
      JSON.object([("path", .string(file.path)), ("size", .integer(Int64(file.size)))])
    }
    let signatures = pack.signatures.map { signature in
      let name = signers?.first { $0.key == signature.key }?.trusted
      return JSON.object([
        ("key", .string(signature.key.hex)), ("trusted", name.map(JSON.string) ?? .null),
      ])
    }
    return [
      ("name", .string(pack.name)), ("version", .string(pack.version)),
      ("summary", .string(pack.summary)), ("digest", .string(pack.hexDigest)),
      ("files", .array(files)), ("examples", .integer(Int64(trial.results.count))),
      ("sound", .boolean(trial.isSound)),
      ("warnings", .array(trial.warnings.map { .string($0.words.description) })),
      ("signatures", .array(signatures)), ("requires", .array(pack.requirements.map(JSON.string))),
      ("demands", .array(trial.items.map { .string($0.text.description) })),
    ]
  }
}
