import ArgumentParser
import Commit
import Desk
import Display
import Kernel
import Texts

/// `docket version`, which is `docket --version` as well: what this program is made of.
struct VersionCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the version of Docket and of what it works with.",
    discussion: """
      The commit is that of the sources; +changes says that there were uncommitted ones. The api is \
      what a plugin's manifest names, the format that of the desks that it reads and writes. The \
      libraries are those of the system, as they are loaded. docket --version prints the same.

      Examples:
        docket version
        docket --version --json
      """)

  /// What stands for the command in a place where others have an option.
  static let option = "--version"

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = Output(answering: global)
    let libraries = Library.loaded
    guard !output.isJSON else { return try output.write(json(libraries)) }
    try output.write("docket \(Program.version)")
    try output.write(
      SourceCommit.name.map { Text.versionCommit(commit: $0) } ?? Text.versionNoCommit)
    try output.write(Text.versionApi(api: PluginAPI.version, format: Desk.format))
    for library in libraries {
      try output.write(
        library.version.map { "\(library.name.rawValue) \($0)" }
          ?? output.standard.words(Text.versionMissing(library: library.name.rawValue)))
    }
  }

  private func json(_ libraries: [Library]) -> JSON {
    .object([
      ("version", .string(Program.version)),
      ("commit", SourceCommit.name.map(JSON.string) ?? .null),
      ("api", .integer(PluginAPI.version)), ("format", .integer(Desk.format)),
      (
        "libraries",
        .object(
          libraries.map { library in
            (library.name.rawValue.lowercased(), library.version.map(JSON.string) ?? .null)
          })
      ),
    ])
  }
}

extension Program {
  /// Whether a command line asks for the version by the option alone.
  static func asksForVersion(_ arguments: [String]) -> Bool {
    arguments.contains(VersionCommand.option)
      && arguments.allSatisfy { [VersionCommand.option, "--json"].contains($0) }
  }
}
