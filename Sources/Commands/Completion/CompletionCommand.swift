import ArgumentParser
import Display
import Kernel

/// `docket completion`: what a shell reads so that Tab completes commands and names.
struct CompletionCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the completions for a shell: bash, zsh or fish.",
    discussion: """
      Tab then completes commands, options, and names of the desk as much as you may see. \
      `docket help completion` says where shells look for completions.

      Examples:
        source <(docket completion bash)
        docket completion zsh > ~/.zfunc/_docket
        docket completion fish | source
      """)

  @Argument(help: "The shell.") var shell: Shell
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = Output(global)
    guard !output.isJSON else {
      return try output.write(
        .object([("shell", .string(shell.rawValue)), ("script", .string(shell.script))]))
    }
    try output.write(shell.script)
  }
}
