import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin verify`: what a pack is, and whether to believe it.
struct PluginVerifyCommand: OpenDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Show what a pack is, who signed it, and what it takes and gives.",
    discussion: """
      Every file is held against its digest, and the pack against its signatures; it is checked and \
      its examples are run in sandboxes. A pack of which any byte was changed is refused. The exit \
      status is 0 if it is sound, and signed by a key that the desk trusts, or by the one that --key \
      names, for which no desk is needed; else it is 1.

      Examples:
        docket plugin verify my-plugin-1.0.0.docketpack
        docket plugin verify my-plugin-1.0.0.docketpack --json
        docket plugin verify my-plugin-1.0.0.docketpack \
      --key b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
      """)

  @Argument(help: ArgumentHelp("The pack.", valueName: "pack"), completion: .file())
  var file: String
  @Option(help: "The public key that must have signed it.", completion: .nothing)
  var key: String?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard let key else { return try run(on: OpenDesk(global)) }
    let wanted = try PublicKey(hex: key)
    let trial = try Desk.tryPack(try Desk.pack(at: file))
    try show(
      PackPage(trial: trial), isBelieved: trial.pack.signatures.contains { $0.key == wanted },
      on: Output(answering: global))
  }

  func run(on open: OpenDesk) throws {
    let context = try open.context()
    do {
      try context.requireStaff()
      let pack = try Desk.pack(at: file)
      let trial = try open.desk.tryPack(pack)
      let signers = try context.read { try $0.signers(of: pack) }
      try show(
        PackPage(trial: trial, signers: signers),
        isBelieved: signers.contains { $0.trusted != nil }, on: context.output)
    } catch let exit as ExitCode {
      throw exit
    } catch {
      throw try context.addressed(Failure(error))
    }
  }

  private func show(_ page: PackPage, isBelieved: Bool, on output: Output) throws {
    try page.tellFaults(on: output)
    if output.isJSON {
      try output.write(
        .object([("file", .string(file)), ("trusted", .boolean(isBelieved))] + page.members))
    } else {
      try output.write(page.lines(on: output.standard))
    }
    let name = page.trial.pack.name
    if !page.trial.isSound { try output.say(Text.packUnsound(name: name)) }
    if !isBelieved { try output.say(Text.packUntrusted(name: name)) }
    guard page.trial.isSound, isBelieved else {
      throw ExitCode(Failure.Code.refused.exitStatus)
    }
  }
}
