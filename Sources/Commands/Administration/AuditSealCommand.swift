import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket audit seal`: a few lines that pin the history down.
struct AuditSealCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Seal the history as it is now, to be kept where nobody can change it.",
    discussion: """
      A seal is a small document with a digest over the last entry of every chain. Kept elsewhere \
      (printed, mailed, in a repository), it proves later that no entry up to it was changed, \
      removed or cut off: docket audit verify --seal FILE. It proves nothing about later entries, \
      and nothing at all while it lies where the desk's own files can be changed.

      With --key it is signed, so that it can be kept where others may write: who has not the key \
      cannot make another. Keep the key away from the desk; the public key is what others check by.

      Examples:
        docket audit seal --output seal-2026-01-31.json
        docket audit key desk.key
        docket audit seal --key desk.key --output seal.json
      """)

  @Option(help: "The file to write; else the seal is printed.", completion: .file())
  var output: String?
  @Option(help: "Sign it with this key, which `docket audit key` made.", completion: .file())
  var key: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.requireWholeHistory()
    let seal = try context.desk.makeSeal(signedBy: try key.map { try KeyFile.read($0) })
    guard let output else { return try context.output.write(seal.json) }
    try NewFile.write(seal.json.bytes + [UInt8(ascii: "\n")], to: output, replaces: false)
    guard !context.output.isJSON else { return try context.output.write(seal.json) }
    let signed = seal.key == nil ? Text.auditNotSigned : Text.auditSigned
    try context.output.write(
      Text.auditSealed(file: output, count: seal.heads.entries, signed: signed))
  }
}

/// `docket audit key`: makes a key to sign seals with.
struct AuditKeyCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a key to sign seals with; prints its public half.",
    discussion: """
      The file is the secret: whoever has it can sign. Note the public key where others find it.

      Examples:
        docket audit key desk.key
      """)

  @Argument(help: "The file to write.", completion: .file()) var file: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let key = SealKey()
    try KeyFile.write(key, to: file)
    let output = Output(answering: global)
    guard !output.isJSON else {
      return try output.write(
        .object([("file", .string(file)), ("key", .string(key.publicHalf))]))
    }
    try output.write(key.publicHalf)
    try output.say(Text.saidKeyMade(file: file))
  }
}

/// The file of a key: a line that says what it is, and the seed in hexadecimal.
enum KeyFile {
  private static let heading = "docket signing key 1"

  static func write(_ key: SealKey, to path: String) throws(SystemError) {
    try NewFile.write(Array("\(heading)\n\(key.secret)\n".utf8), to: path, replaces: false)
  }

  /// Reads a key; throws a `Failure` where it is none, which says `missing`, or where others can read
  /// it too.
  static func read(_ path: String, orSaying missing: Text? = nil) throws -> SealKey {
    let bytes = try SmallFile.bytes(of: path, atMost: 1_024)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count == 2, lines[0] == heading,
      let key = SealKey(secret: String(lines[1]))
    else { throw Failure(.invalid, missing ?? Text.auditNoKey(path: path)) }
    guard !FileSystem.isOpenToOthers(path) else {
      throw Failure(.refused, Text.auditOpenKey(path: path))
    }
    return key
  }
}

extension CommandContext {
  /// Refuses who does not see all of the history, notes included.
  func requireWholeHistory() throws {
    guard try read({ $0.seesWholeHistory }) else {
      throw Failure(
        .denied, Text.permissionWholeHistory(person: person.name))
    }
  }
}
