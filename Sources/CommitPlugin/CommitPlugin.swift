import Foundation
import PackagePlugin

/// Writes which commit is built, before each build; what has not changed is not written again.
@main
struct CommitPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let script = context.package.directoryURL.appending(path: "scripts/write-commit")
    let output = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Writing the commit", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: [script.path(), output.path()], outputFilesDirectory: output)
    ]
  }
}
