import Kernel
import Lua
import Texts

/// `spec.case`, `spec.equal` … : what `spec.lua` says of a plugin.
enum SpecAPI {
  static let functions: [APIFunction] =
    checks + pausing + SpecSnapshots.functions + SpecInputs.functions + SpecDeskAPI.functions
    + SpecDeskAPI.outbox + SpecDeskAPI.reports + SpecDeskAPI.forms
    + SpecDeskAPI.exports + SpecDeskAPI.web
    + SpecBackfillAPI.functions + SpecDeskAPI.replay

  /// Stops for somebody to look.
  private static let pausing: [APIFunction] = [
    check(
      "pause", "stops before the next line, for who sits at the terminal to look around",
      [.init("condition", .optional(.any), "false and nil go on without stopping")],
      "spec.pause(desk:get(1).priority == \"urgent\")"
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard let run = context.occupation.run else {
        throw HostError(Text.specOnlyInside(name: "spec.pause"))
      }
      let isLeftOut = call.arguments.isEmpty
      guard isLeftOut || ![.null, .boolean(false)].contains(call.argument(0)) else { return }
      run.options.breakpoints?.pauseAtNext()
    }
  ]

  private static let checks: [APIFunction] = [
    check(
      "case", "declares a case",
      [
        .init("name", .text, "what is printed of it; no two are the same"),
        .options(SpecCases.keys),
        .init("fn", .function(["desk"], .spec), "what it does and expects"),
      ],
      """
      spec.case("a fault is urgent", { requires = { "support" } }, function(desk)
        local id = desk:create{ subject = "It burns" }
        spec.equal(desk:get(id).priority, "normal")
      end)
      """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      switch context.occupation {
      case .collecting(let cases): try cases.add(call, function)
      case .proving: throw HostError(Text.specNested)
      default: throw HostError(Text.specOutside)
      }
    },
    check(
      "equal", "fails unless both are the same, however deep",
      [.init("a", .any, "what there is"), .init("b", .any, "what there should be")],
      #"spec.equal(desk:get(1).tags, { "late" })"#
    ) { (call: inout HostCall, _, _) throws(HostError) in
      let (left, right) = (call.argument(0), call.argument(1))
      guard let difference = left.difference(from: right) else { return }
      let both = Text.specNotEqual(left: left.quoted, right: right.quoted)
      guard !difference.path.isEmpty else { throw HostError(both) }
      throw HostError(
        Text.specDifferent(
          both: both, place: difference.path, left: difference.left.quoted,
          right: difference.right.quoted))
    },
    check(
      "done", "fails unless it was done", [outcome],
      #"spec.done(desk:try("ann", "note", 1, { text = "x" }))"#
    ) { (call: inout HostCall, _, _) throws(HostError) in
      guard call.argument(0)["refused"] == .boolean(true) else { return }
      throw HostError(
        Text.specWasRefused(problem: call.argument(0)["message"]?.text ?? ""))
    },
    check(
      "refused", "fails unless it was refused, for those fields",
      [outcome, .init("field…", .rest(.text), "fields that the refusal names")],
      #"spec.refused(desk:try("ann", "close", 1), "close_reason")"#
    ) { (call: inout HostCall, _, _) throws(HostError) in
      guard call.argument(0)["refused"] == .boolean(true) else {
        throw HostError(Text.specWasDone)
      }
      let fields = (call.argument(0)["fields"]?.pairs ?? []).map(\.key)
      for position in call.arguments.indices.dropFirst() {
        let field = call.text(position)
        guard !fields.contains(field) else { continue }
        let message = call.argument(0)["message"]?.text ?? ""
        throw HostError(Text.specOtherField(field: field, problem: message))
      }
    },
    check(
      "raises", "fails unless it raises an error with that text",
      [
        .init("fn", .function([], .spec), "what is called"),
        .init("text", .optional(.text), "what the message must have in it"),
      ], #"spec.raises(function() desk:create{ subjekt = "x" } end, "subject")"#
    ) { (call: inout HostCall, _, _) throws(HostError) in
      let text = call.argument(1).text ?? ""
      var budget = Budget(instructions: 5_000_000, time: .seconds(5))
      do throws(LuaError) {
        _ = try call.sandbox.call(call.function(0), budget: &budget)
      } catch {
        guard text.isEmpty || error.message.contains(text) else {
          throw HostError(Text.specOtherError(problem: error.message))
        }
        return
      }
      throw HostError(Text.specNoError)
    },
  ]

  private static func check(
    _ name: String, _ summary: String, _ parameters: [APIPart], _ example: String,
    _ body: @escaping APIFunction.Body,
  ) -> APIFunction {
    APIFunction("spec.\(name)", summary, parameters, example: example, lanes: [.spec], body)
  }

  private static let outcome = APIPart("outcome", .table, "what desk:try gave")
}
