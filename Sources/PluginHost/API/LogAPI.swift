import Kernel
import Lua
import Texts

/// `docket.log.*`: lines in the desk's log.
enum LogAPI {
  static let functions: [APIFunction] = PluginLogLine.Level.allCases.map { level in
    APIFunction(
      "docket.log.\(level)", "writes a line to the desk's log",
      [
        .init("text", .words, "what docket log shows"),
        .init("values", .optional(.table), "what stands in its places, as {name}"),
      ],
      example: #"docket.log.\#(level)("seen {count}", { count = 3 })"#, lanes: .everywhere,
    ) { (call: inout HostCall, context, function) throws(HostError) in
      guard let text = try context.words(call.argument(0), in: PluginTexts.fallback) else {
        throw HostError(
          Text.apiLogWants(level: "\(level)", got: call.argument(0).kindName))
      }
      try context.requireToLeave(function.path, byHand: .noteAdd)
      let values = call.argument(1).withoutSecrets
      context.writeLog(level, String(try line(text, values, context).prefix(4096)))
    }
  }

  /// The text with its `{name}`s filled in; values without a place in it come after it, as JSON.
  ///
  /// What the line has is taken from what the call may write before any of it is made.
  private static func line(
    _ text: String, _ values: LuaValue, _ context: SandboxContext,
  ) throws(HostError) -> String {
    guard values != .null else {
      try context.charge(Int64(text.utf8.count), .log)
      return text
    }
    guard let pairs = values.pairs else {
      try context.charge(Int64(text.utf8.count) + values.byteCount, .log)
      return text + (values.json.map { " \($0.text)" } ?? "")
    }
    // A text that is longer than all lines may be is not even looked through for places.
    let most = context.limits[PluginLimits.log]
    if text.utf8.count > most { try context.charge(Int64(text.utf8.count), .log) }
    let template = PluginText(text)
    let places = template.places
    let rest = LuaValue.table(pairs.filter { !places.contains($0.key) })
    let (shown, zone) = (ShownValues(values), context.desk.zone)
    try context.charge(template.byteCount(filledWith: shown, zone: zone) + rest.byteCount - 8, .log)
    let tail = rest == .table([]) ? "" : rest.json.map { " \($0.text)" } ?? ""
    return template.filled(with: shown, zone: zone) + tail
  }
}
