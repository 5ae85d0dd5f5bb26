import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket plugin new`: makes a plugin to go on from.
struct PluginNewCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a plugin to go on from, with examples that hold.",
    discussion: """
      It makes a folder with the manifest, init.lua, examples, texts, a README, and what an editor with \
      a language server of Lua needs: .luarc.json, .luacheckrc and types/docket.lua. docket plugin \
      check finds nothing in it, and docket plugin test passes. What it declares is called by NAME.

      The folder is ./NAME; of --desk, or where you stand in a desk's directory, the desk's \
      plugins/NAME; with a slash, the path itself. What is there already stays as it is.

      Kinds:
      \(kinds)

      Examples:
        docket plugin new contract
        docket plugin new approvals --kind workflow
        docket --desk desk plugin new pager --kind channel
        docket plugin new work/door-sensors --kind intake
      """)

  @Argument(
    help: "What it is called: lower-case letters, digits, - and _; or its folder's path.",
    completion: .nothing)
  var name: String
  @Option(
    help: "\(PluginTemplate.Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(PluginTemplate.Kind.allCases.map(\.rawValue)))
  var kind: String = PluginTemplate.Kind.fields.rawValue
  @OptionGroup var global: GlobalOptions

  private static let kinds = PluginTemplate.Kind.allCases.map { kind in
    let space = String(repeating: " ", count: 11 - kind.rawValue.count)
    return "  \(kind.rawValue)\(space)\(kind.summary)"
  }.joined(separator: "\n")

  func run() throws {
    let output = Output(answering: global)
    let place = try NewPluginPlace(of: name, global)
    let template: PluginTemplate
    do {
      template = try PluginTemplate(named: place.name, kind: try known())
      try template.write(to: place.path)
    } catch let error as PluginNameError {
      throw Failure(error.isTaken ? .refused : .usage, error.text)
    }
    let commands = place.commands
    guard !output.isJSON else {
      return try output.write(
        .object([
          ("name", .string(template.name)), ("kind", .string(template.kind.rawValue)),
          ("path", .string(place.path)),
          ("files", .array(template.files.map { .string($0.path) })),
          ("next", .array(commands.map(JSON.string))),
        ]))
    }
    try output.write(
      Text.authorMade(
        path: output.standard.shown(place.path), kind: template.kind.rawValue))
    try output.say(Text.authorNext(command: commands[0]))
    for command in commands.dropFirst() { try output.say(Text.authorEnable(command: command)) }
    if place.desk == nil {
      try output.say(Text.authorPlace(path: ShellWords.quoted(place.path)))
    }
  }

  private func known() throws -> PluginTemplate.Kind {
    if let known = PluginTemplate.Kind(rawValue: kind) { return known }
    let names = PluginTemplate.Kind.allCases.map(\.rawValue)
    let near = nearestName(to: kind, among: names).map { Text.hintNearest(name: $0) }
    throw Failure(
      .usage,
      Text.authorKind(
        kind: kind, hint: near ?? Text.hintKnown(names: names.joined(separator: ", "))))
  }
}

/// Where a new plugin comes to stand.
private struct NewPluginPlace {
  let name: String
  let path: String
  /// The desk that finds it there, as `--desk` names it; `nil` where no desk does.
  let desk: String?

  init(of given: String, _ global: GlobalOptions) throws {
    var given = given
    while given.count > 1, given.hasSuffix("/") { given.removeLast() }
    name = given.split(separator: "/").last.map(String.init) ?? given
    guard !given.contains("/") else {
      (path, desk) = (given, nil)
      return
    }
    let folder = global.desk ?? "."
    guard global.desk != nil || Desk.isDesk(at: folder) else {
      (path, desk) = ("./\(given)", nil)
      return
    }
    // It says what is wrong with a directory that is no desk.
    if !Desk.isDesk(at: folder) { _ = try OpenDesk(global) }
    (path, desk) = (folder == "." ? "plugins/\(given)" : "\(folder)/plugins/\(given)", folder)
  }

  /// What to do next.
  var commands: [String] {
    let test = "docket plugin test \(ShellWords.quoted(path))"
    guard let desk else { return [test] }
    return [test, "docket --desk \(ShellWords.quoted(desk)) plugin enable \(name)"]
  }
}
