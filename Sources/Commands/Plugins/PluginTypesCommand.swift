import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket plugin types`: the Lua API for editors.
struct PluginTypesCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "types",
    abstract: "Write the Lua API for editors with a language server of Lua.",
    discussion: """
      It declares every function with what it takes and gives, the events, values such as change and \
      ticket, manifests and specs, as annotations of LuaLS. With a desk, also the fields and the \
      actions that its plugins declare. docket plugin new writes such a file, types/docket.lua.

      A file that docket plugin types wrote is replaced; another one only with --force.

      Examples:
        docket plugin types --output types/docket.lua
        docket --desk desk plugin types --output my-plugin/types/docket.lua
        docket plugin types > docket.lua
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file; standard output, where none is given.", valueName: "file"),
    completion: .file(extensions: ["lua"]))
  var output: String?
  @Flag(help: "Replace whatever file has that name.") var force = false
  @OptionGroup var global: GlobalOptions

  /// So much of a file that is there is read, to see who wrote it.
  private static let mostBytes = 4 << 20

  func run() throws {
    let out = Output(answering: global)
    let text = PluginAPI.editorTypes(for: try registry())
    guard let path = output, path != "-" else {
      guard out.isJSON else {
        return try StandardStream.output.put(Array(text.utf8), isData: true)
      }
      return try out.write(.object([("file", .null), ("text", .string(text))]))
    }
    do throws(SystemError) {
      try NewFile.write(
        Array(text.utf8), to: path, replaces: force || isOurs(path), isPrivate: false)
    } catch {
      throw Failure(error)
    }
    guard out.isJSON else { return try out.say(Text.saidWrote(path: out.error.shown(path))) }
    try out.write(.object([("file", .string(path)), ("text", .null)]))
  }

  /// What the plugins of the desk declare, if there is one.
  private func registry() throws -> Registry {
    guard global.desk != nil || Desk.isDesk(at: global.folder) else { return Registry() }
    return try OpenDesk(global).read { session, _ in
      try session.requireStaff()
      return session.rulebook.registry
    }
  }

  /// Whether this command wrote the file that has the name.
  private func isOurs(_ path: String) -> Bool {
    let text = try? FileSystem.text(of: path, atMost: PluginTypesCommand.mostBytes)
    return text?.hasPrefix(PluginAPI.editorTypesMark) ?? false
  }
}
