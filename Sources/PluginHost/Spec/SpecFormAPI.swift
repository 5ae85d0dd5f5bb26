import Kernel
import Lua
import Texts

extension SpecDeskAPI {
  static let forms: [APIFunction] = [
    method(
      "submit", "answers a form as a person; gives what became of it",
      [
        .init("form", .text, "the form"),
        .init("answers", .table, "by field, as a document has them"),
        .init("person", .optional(.person), "who answers; left out, admin"),
      ],
      gives: .init(
        .either(.shape("result"), .shape("refusal")),
        "as desk:try, or { nothing = true, message } where nothing was to be done"),
      #"local outcome = desk:submit("phone", { subject = "No light" }, "ann")"#
    ) { call, context, desk throws(HostError) in
      let person = try known(call.isMissing(2) ? "admin" : call.text(2), context, desk)
      let given = try answers(call.argument(1))
      let name = call.text(0)
      let outcome = try context.reading { try desk.submit(given, to: name, as: person) }
      switch outcome {
      case .nothing(let reason):
        let pairs = [
          LuaPair("message", .string(reason.description)), LuaPair("nothing", .boolean(true)),
        ]
        call.results.value(.table(pairs), keys: context.layout.layout.keys)
      case .asked(let outcome, let action, added: _):
        context.occupation.run?.note(outcome.trace)
        guard case .refused(let refusal) = outcome.verdict else {
          return try ResultWriter(context, "desk:submit")
            .write(outcome, of: action, isDryRun: false, into: &call.results)
        }
        var pairs = refusal.lua.pairs ?? []
        pairs.append(LuaPair("refused", .boolean(true)))
        call.results.value(.table(pairs), keys: context.layout.layout.keys)
      }
    }
  ]

  private static func answers(
    _ value: LuaValue,
  ) throws(HostError) -> [(name: String, answer: JSON)] {
    var answers: [(name: String, answer: JSON)] = []
    for pair in value.pairs ?? [] {
      guard let json = pair.value.json else {
        throw HostError(
          Text.tableKey(key: pair.key, problem: Text.formNoValue(got: pair.value.kindName)))
      }
      answers.append((pair.key, json))
    }
    return answers
  }
}
