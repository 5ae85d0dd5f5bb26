import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import System
import Texts

/// `docket plugin pack`: makes one file of a plugin.
struct PluginPackCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make one file of a plugin's directory, for others to install.",
    discussion: """
      The plugin is checked and its examples are run first; with errors, or examples that fail, it is \
      not packed, and with warnings only with --force. The pack has plugin.lua, init.lua, spec.lua, \
      README.md and the Lua files of lib, locales and snapshots, and pack.json, which names each of \
      them with its size and digest (BLAKE2b-256, as b2sum -l 256 prints it). The files of fixtures \
      stay with the author, and it says so: examples that replay them are left out where the pack is \
      verified or installed.

      The same files give the same pack, byte for byte, whoever packs them. It is a tar archive that \
      any tar lists; docket plugin sign signs it, docket plugin verify shows what is in it. Without \
      --output it is called NAME-VERSION.docketpack. No desk is needed.

      Examples:
        docket plugin pack ./my-plugin
        docket plugin pack ./my-plugin -o /tmp/my-plugin.docketpack --force
      """)

  @Argument(
    help: ArgumentHelp("The plugin, or its directory.", valueName: "dir"), completion: .directory)
  var folder: String
  @Option(name: .shortAndLong, help: "The file to write.", completion: .file())
  var output: String?
  @Flag(help: "Pack in spite of warnings, and replace a file that is there.") var force = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let out = Output(answering: global)
    let trial = try Desk.packed(named: folder, deskAt: global.folder)
    let page = PackPage(trial: trial)
    try page.tellFaults(on: out)
    guard trial.isSound else {
      throw Failure(.refused, Text.packUnsound(name: trial.pack.name))
    }
    guard force || trial.warnings.isEmpty else {
      throw Failure(.refused, Text.packWarnings(count: trial.warnings.count))
    }
    let path = output ?? trial.pack.fileName
    let bytes = trial.pack.bytes
    try NewFile.write(bytes, to: path, replaces: force, isPrivate: false)
    for (folder, count) in trial.left {
      try out.say(Text.packsLeftOut(path: out.error.shown("\(folder)/"), count: count))
    }
    guard !out.isJSON else {
      return try out.write(.object([("file", .string(path))] + page.members))
    }
    try out.write(
      Text.packsMade(
        file: path, count: trial.pack.files.count, bytes: bytes.count,
        digest: trial.pack.hexDigest))
  }
}

/// `docket plugin sign`: puts a signature into a pack.
struct PluginSignCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a pack with a key.",
    discussion: """
      The signature (Ed25519) is over pack.json, and so over every file; it stands in the pack, which \
      is replaced by the signed one. A pack may have several. Its digest stays the same.

      Examples:
        docket plugin key new jane
        docket plugin sign my-plugin-1.0.0.docketpack --key jane.key
      """)

  @Argument(help: ArgumentHelp("The pack.", valueName: "pack"), completion: .file())
  var file: String
  @Option(help: "The file of the key, which only you can read.", completion: .file())
  var key: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard !FileSystem.isFolder(file) else { throw Failure(.usage, Text.packSignFolder(path: file)) }
    let key = try KeyFile.read(key, orSaying: Text.packNoKey(path: key))
    let pack = try Desk.pack(at: file).signed(by: key)
    try NewFile.write(pack.bytes, to: file, replaces: true, isPrivate: false)
    let output = Output(answering: global)
    guard !output.isJSON else {
      return try output.write(
        .object([
          ("file", .string(file)), ("digest", .string(pack.hexDigest)),
          ("key", .string(key.publicHalf)),
        ]))
    }
    try output.write(Text.packsSigned(file: file, key: key.publicHalf))
  }
}

/// `docket plugin key`: keys to sign packs with.
struct PluginKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make keys to sign packs with.",
    discussion: """
      Examples:
        docket plugin key new jane
      """,
    subcommands: [PluginKeyNewCommand.self])
}

/// `docket plugin key new`: makes a key.
struct PluginKeyNewCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a key to sign packs with; prints its public half.",
    discussion: """
      The file NAME.key is the secret: whoever has it can sign as you. The public half is what \
      desks are told to trust: docket plugin trust add NAME KEY.

      Examples:
        docket plugin key new jane
        docket plugin key new jane --output ~/keys/jane.key
      """)

  @Argument(help: "What the file is called, without .key.", completion: .nothing) var name: String
  @Option(name: .shortAndLong, help: "The file to write, else NAME.key.", completion: .file())
  var output: String?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard output != nil || name.isPlainName(ofAtMost: Limit.nameCharacters) && !name.contains("/")
    else { throw Failure(.usage, Text.packKeyName) }
    let key = SealKey()
    let path = output ?? "\(name).key"
    try KeyFile.write(key, to: path)
    let out = Output(answering: global)
    guard !out.isJSON else {
      return try out.write(
        .object([("file", .string(path)), ("key", .string(key.publicHalf))]))
    }
    try out.write(key.publicHalf)
    try out.say(Text.packsKeyMade(file: path, name: name, key: key.publicHalf))
  }
}
