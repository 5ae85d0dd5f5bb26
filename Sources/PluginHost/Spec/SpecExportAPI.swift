import Kernel
import Lua
import Texts

/// Plain values that a spec hands to an export, or has from it.
package struct ExportedValues: Sendable {
  let values: [LuaValue]
}

extension ReportingHost {
  /// Calls an export as another plugin would; throws what it raises, and where what it gives cannot be
  /// copied.
  package func call(
    _ name: String, of plugin: String, with given: ExportedValues, on desk: any DeskReading,
  ) throws(PluginProblem) -> ExportedValues {
    do throws(PluginProblem) {
      let box = try boxes.box(for: plugin)
      let path = ExportPath(plugin: plugin, name: name)
      if let problem = path.problem(among: box.context.draft.exports) {
        throw PluginProblem(plugin: plugin, problem)
      }
      let values = try box.answers(.export(name), on: desk, given: given.values) {
        .answering($0, for: nil, of: .always)
      }
      let what = Text.apiCallResult(path: "\(path)")
      if let problem = values.lazy.compactMap({ $0.objection(as: what) }).first {
        box.sandbox.release(functionsIn: values)
        throw PluginProblem(plugin: plugin, problem)
      }
      return ExportedValues(values: values)
    } catch {
      boxes.drop(plugin)
      throw error
    }
  }
}

extension SpecDeskAPI {
  static let exports: [APIFunction] = [
    method(
      "call", "calls a function that the plugin exports, as another plugin would",
      [
        .init("export", .text, "its name, as open_of"),
        .init("value…", .rest(.any), "plain values, which are copied"),
      ],
      gives: .init(.any, "what the function gives, copied; an error fails the case"),
      #"spec.equal(desk:call("open_of", "support"), 0)"#
    ) { call, context, desk throws(HostError) in
      let path = ExportPath(plugin: context.plugin, name: call.text(0))
      let (values, sandbox) = (Array(call.arguments.dropFirst()), call.sandbox)
      defer { sandbox.release(functionsIn: values) }
      for (number, value) in values.enumerated() {
        guard let problem = value.objection(as: Text.apiCallArgument(number: number + 2)) else {
          continue
        }
        throw HostError(Text.frameOf(owner: "desk:call", problem: problem))
      }
      let given = ExportedValues(values: values)
      for value in try answer(of: path, given, on: desk).values {
        call.results.value(value, keys: context.layout.layout.keys)
      }
    }
  ]

  private static func answer(
    of path: ExportPath, _ given: ExportedValues, on desk: any SpecDesk,
  ) throws(HostError) -> ExportedValues {
    do {
      return try desk.call(path.name, of: path.plugin, with: given)
    } catch let problem as PluginProblem {
      // The path names the plugin already.
      let words = problem.file == nil ? problem.reason : problem.text
      throw HostError(Text.apiCallFailed(path: "\(path)", problem: words))
    } catch {
      throw HostError(Text.frameOf(owner: "desk:call", problem: Text(of: error)))
    }
  }
}
