import Foundation
import PackagePlugin

/// Writes the Swift of the catalogue before `Texts` is compiled.
@main
struct TextsPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let catalogue = target.directoryURL.appending(path: "Catalogue")
    let output = context.pluginWorkDirectoryURL.appending(path: "Catalogue.generated.swift")
    let documents =
      FileManager.default.enumerator(at: catalogue, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "json" } ?? []
    return [
      .buildCommand(
        displayName: "Writing the texts", executable: try context.tool(named: "TextsGenerator").url,
        arguments: [catalogue.path(), output.path()], inputFiles: documents,
        outputFiles: [output])
    ]
  }
}
