import Kernel
import Lua
import Texts

extension ReportingHost {
  /// What a plugin says of its health to whoever asks, in that language; a function that fails is an
  /// answer as well.
  package func health(
    of plugin: String, on desk: any DeskReading, for audience: Viewer, in language: String,
  ) -> HealthAnswer {
    do throws(PluginProblem) {
      let box = try boxes.box(for: plugin)
      let value = try box.answer(.health, on: desk, for: audience)
      return try box.context.health(value, in: language)
    } catch {
      boxes.drop(plugin)
      return .failed(error.description)
    }
  }
}

extension SandboxContext {
  private static let healthKeys: [APIPart] = [
    .needed("ok", .boolean, "whether all is well"),
    .init("text", .words, "what is wrong; what there is to say, where nothing is"),
  ]

  /// Reads what `docket.health`'s function gave.
  fileprivate func health(
    _ value: LuaValue, in language: String,
  ) throws(PluginProblem) -> HealthAnswer {
    do throws(HostError) {
      var table = SpecTable("docket.health", value, SandboxContext.healthKeys)
      let isOK = table.boolean("ok")
      let words = try table.value("text").flatMap { value throws(HostError) in
        try self.words(value, in: language)
      }
      let text = words ?? ""
      if text.count > Limit.healthCharacters {
        table.fail("text", Text.apiHealthLong(most: Limit.healthCharacters))
      }
      if isOK == false, text.isBlank { table.fail("text", Text.apiHealthText) }
      try table.check()
      return isOK == true ? .well(text) : .unwell(text)
    } catch {
      throw PluginProblem(
        plugin: plugin, file: source.mainPath, Text(words: error.message))
    }
  }
}
