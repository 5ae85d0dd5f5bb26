import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin trust`: whose packs the desk takes.
struct PluginTrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "List, add and remove the keys whose packs the desk trusts.",
    discussion: """
      Examples:
        docket plugin trust add jane \
      b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
        docket plugin trust list
        docket plugin trust remove jane
      """,
    subcommands: [
      PluginTrustListCommand.self, PluginTrustAddCommand.self, PluginTrustRemoveCommand.self,
    ])
}

/// `docket plugin trust list`: the keys that the desk trusts.
struct PluginTrustListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys whose packs the desk trusts.",
    discussion: """
      Examples:
        docket plugin trust list
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let keys = try session.trustedKeys()
    guard !output.isJSON else {
      return try output.write(
        .array(
          keys.map { .object([("name", .string($0.name)), ("key", .string($0.key.hex))]) }))
    }
    try output.write(PairList(keys.map { ($0.name, $0.key.hex) }).lines(on: output.standard))
    if keys.isEmpty { try output.say(Text.packsTrustsNobody) }
  }
}

/// `docket plugin trust add`: trusts a key.
struct PluginTrustAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Trust the packs that a key signed.",
    discussion: """
      KEY is the public half, which docket plugin key new has printed: 64 hexadecimal digits. Have \
      it from its owner, by a way that nobody else can write to.

      Examples:
        docket plugin trust add jane \
      b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
      """)

  @Argument(help: "What the desk calls the owner of the key.", completion: .nothing)
  var name: String
  @Argument(help: "The public key.", completion: .nothing) var key: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, key) = (name, try PublicKey(hex: key))
    try context.administer { try $0.trust(key, as: name) }
    try context.tell(Text.packsTrusts(name: name))
  }
}

/// `docket plugin trust remove`: trusts a key no more.
struct PluginTrustRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Trust a key no more; what was installed stays.",
    discussion: """
      Examples:
        docket plugin trust remove jane
      """)

  @Argument(help: "What the desk calls the owner of the key.", completion: .nothing)
  var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    try context.administer { try $0.distrust(name) }
    try context.tell(Text.packsDistrusts(name: name))
  }
}
