import Kernel
import Lua

/// `docket.close_reasons`: what plugins have registered of them.
enum ReasonsAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.close_reasons", "the close reasons that tickets of a type take, by name",
      [.init("type", .value(of: .type), "a type of ticket, as change.after.type")],
      gives: .init(.listOf(.text), "a list of their names"),
      example: #"local reasons = docket.close_reasons("question")"#, lanes: .reading,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let names = context.rulebook?.closeReasons(of: call.text(0)) ?? []
      context.writer.texts(names, into: &call.results)
    }
  ]
}
