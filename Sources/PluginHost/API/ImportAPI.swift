import Kernel
import Lua
import Texts

/// The methods of `import`: what an importer makes of a row.
enum ImportAPI {
  static let functions: [APIFunction] =
    Verb.allCases.filter { $0.importing == .byMethod }.map(method) + [
      APIFunction(
        "import:act", "a plugin's action",
        [
          .table(
            [.init("action", .text, "a plugin's action; its parameters stand beside it")]
              + ImportCalls.keys)
        ],
        gives: .nothing(but: "a row that does not go in is reported"),
        example: #"import:act{ key = row.id, at = row.date, action = "merge", into = 7 }"#,
        lanes: [.importing], isMetered: true,
      ) { (call: inout HostCall, context, _) throws(HostError) in
        let pairs = call.argument(1).pairs ?? []
        guard let action = pairs.first(where: { $0.key == "action" })?.value.text else {
          throw HostError(Text.apiActAction)
        }
        let rest = LuaValue.table(pairs.filter { $0.key != "action" })
        try hand(&call, context).take(Action(action), rest, in: context)
      },
      APIFunction(
        "import:person", "a person, made where there is none", [.table(ImportCalls.personKeys)],
        gives: .init(.person, "the name; the person is made where there is none"),
        example: #"local who = import:person{ name = "ann", roles = { "agent" } }"#,
        lanes: [.importing], isMetered: true,
      ) { (call: inout HostCall, context, _) throws(HostError) in
        let name = try hand(&call, context).takePerson(
          call.argument(1), on: context.desk.zone)
        call.results.string(name)
      },
      APIFunction(
        "import:seen", "whether a ticket of that key is there",
        [.init("key", .either(.text, .integer), "as of import:create")],
        gives: .init(.boolean, "whether a ticket of that key is there"),
        example: #"if not import:seen(row.id) then docket.log.info("a new case") end"#,
        lanes: [.importing],
      ) { (call: inout HostCall, context, _) throws(HostError) in
        guard let key = ImportCalls.name(call.argument(1)) else {
          throw HostError(Text.apiSeenKey)
        }
        call.results.boolean(try hand(&call, context).hasSeen(key))
      },
    ]

  private static func method(_ verb: Verb) -> APIFunction {
    let usage = VerbUsage.of(verb)
    let values = usage.rowExample.isEmpty ? "" : ", " + usage.rowExample
    return APIFunction(
      "import:\(verb.rawValue)", "asks the desk to \(verb.rawValue), for a row of the source",
      [.table(ImportCalls.keys + usage.keys(.importing))],
      gives: .nothing(but: "a row that does not go in is reported"),
      example: "import:\(verb.rawValue){ key = row.id, at = row.date\(values) }",
      lanes: [.importing], isMetered: true,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      try hand(&call, context).take(.verb(verb), call.argument(1), in: context)
    }
  }

  private static func hand(
    _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) -> ImportCalls {
    guard case .importing(let calls) = context.occupation else {
      throw HostError(Text.apiNoRow)
    }
    return calls
  }
}
