import Kernel
import Lua

/// `docket.log.*`: lines in the desk's log.
enum LogAPI {
  static let functions: [APIFunction] = PluginLogLine.Level.allCases.map { level in
    APIFunction(
      "docket.log.\(level)", "text, values", "writes a line to the desk's log", lanes: .everywhere,
    ) { (call: inout HostCall, context) throws(HostError) in
      guard let text = context.words(call.argument(0), in: Catalogue.fallback) else {
        throw HostError("docket.log.\(level): wants a text, got \(call.argument(0).kindName)")
      }
      let values = call.isMissing(1) ? nil : call.argument(1).json
      let tail = values.map { " \($0.text)" } ?? ""
      context.note(level, String((text + tail).prefix(4096)))
    }
  }
}
