import Kernel
import Lua
import Texts

/// `docket.log.*`: lines in the desk's log.
enum LogAPI {
  static let functions: [APIFunction] = PluginLogLine.Level.allCases.map { level in
    APIFunction(
      "docket.log.\(level)", "text, values", "writes a line to the desk's log", lanes: .everywhere,
    ) { (call: inout HostCall, context) throws(HostError) in
      guard let text = context.words(call.argument(0), in: Catalogue.fallback) else {
        throw HostError(
          Text("api.log_wants", ["level": "\(level)", "got": call.argument(0).kindName]))
      }
      try context.write(level, String(line(text, call.argument(1).withoutSecrets).prefix(4096)))
    }
  }

  /// The text with its `{name}`s filled in; values without a place in it come after it, as JSON.
  private static func line(_ text: String, _ values: LuaValue) -> String {
    guard let pairs = values.pairs else {
      let rest = values == .null ? nil : values.json
      return text + (rest.map { " \($0.text)" } ?? "")
    }
    let rest = pairs.filter { !text.contains("{\($0.key)}") }
    let tail = rest.isEmpty ? "" : LuaValue.table(rest).json.map { " \($0.text)" } ?? ""
    return PluginText(text).filled(with: values.shownValues) + tail
  }
}
