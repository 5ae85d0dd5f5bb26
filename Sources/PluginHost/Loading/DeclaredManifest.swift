import Kernel
import Lua

extension PluginBox {
  /// What a script's first statement says of it; nothing after that statement runs.
  ///
  /// So it is known even where the script does not load yet, as when a setting is still to be given.
  static func declaration(
    in source: PluginSource, desk: DeskTraits,
  ) throws(PluginProblem) -> Manifest {
    let context = SandboxContext(
      source: source, manifest: .script(named: source.name), catalogue: PluginTexts(),
      layout: HostLayout(fields: [], settings: []), desk: desk, rows: RowLimit()
    ) { _ in }
    do throws(PluginProblem) {
      let sandbox = try sandbox(declaring: context)
      try context.doing(.declaring) { () throws(PluginProblem) in
        try run(source.mainPath, of: source, in: sandbox)
      }
    } catch {
      guard context.draft.script != nil else { throw error }
    }
    return context.manifest
  }

  private static func sandbox(
    declaring context: SandboxContext,
  ) throws(PluginProblem) -> Sandbox {
    do throws(LuaError) {
      let sandbox = try sandbox(for: context)
      sandbox.context = context
      return sandbox
    } catch {
      throw PluginProblem(error, plugin: context.plugin)
    }
  }
}
