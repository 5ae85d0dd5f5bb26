import Kernel
import Lua
import Texts

/// The methods of `import`: what an importer makes of a row.
enum ImportAPI {
  static let functions: [APIFunction] =
    Verb.allCases.filter { $0.importing == .byMethod }.map(method) + [
      APIFunction(
        "import:act", "{action, key, at, …}", "a plugin's action", lanes: [.importing],
        isMetered: true,
      ) { (call: inout HostCall, context) throws(HostError) in
        let pairs = call.argument(1).pairs ?? []
        guard let action = pairs.first(where: { $0.key == "action" })?.value.text else {
          throw HostError(Text("api.act_action"))
        }
        let rest = LuaValue.table(pairs.filter { $0.key != "action" })
        try hand(&call, context).take(Action(action), rest, in: context)
      },
      APIFunction(
        "import:person", "{name, email, language, roles}", "a person, made where there is none",
        lanes: [.importing], isMetered: true,
      ) { (call: inout HostCall, context) throws(HostError) in
        let name = try hand(&call, context).takePerson(call.argument(1))
        call.results.string(name)
      },
      APIFunction(
        "import:seen", "key", "whether a ticket of that key is there", lanes: [.importing],
      ) { (call: inout HostCall, context) throws(HostError) in
        guard let key = ImportCalls.name(call.argument(1)) else {
          throw HostError(Text("api.seen_key"))
        }
        call.results.boolean(try hand(&call, context).hasSeen(key))
      },
    ]

  private static func method(_ verb: Verb) -> APIFunction {
    APIFunction(
      "import:\(verb.rawValue)", "{key, entry, at, actor, …}", "a \(verb.rawValue) of the source's",
      lanes: [.importing], isMetered: true,
    ) { (call: inout HostCall, context) throws(HostError) in
      try hand(&call, context).take(.verb(verb), call.argument(1), in: context)
    }
  }

  private static func hand(
    _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) -> ImportCalls {
    guard case .importing(let calls) = context.occupation else {
      throw HostError(Text("api.no_row"))
    }
    return calls
  }
}
