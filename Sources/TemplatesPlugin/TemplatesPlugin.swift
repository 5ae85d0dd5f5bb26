import Foundation
import PackagePlugin

/// Writes the files that a new plugin begins with as Swift, before the target that has them in
/// `Authoring/Templates` is compiled.
@main
struct TemplatesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let script = context.package.directoryURL.appending(path: "scripts/write-templates")
    let folder = target.directoryURL.appending(path: "Authoring/Templates")
    let output = context.pluginWorkDirectoryURL.appending(path: "Templates.generated.swift")
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])?
      .compactMap { $0 as? URL }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true } ?? []
    return [
      .buildCommand(
        displayName: "Writing the templates of plugins",
        executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: [script.path(), folder.path(), output.path()], inputFiles: [script] + files,
        outputFiles: [output])
    ]
  }
}
