import Kernel
import Lua
import Texts

/// `spec.each` and `spec.any`: cases over generated inputs.
enum SpecInputs {
  static let functions: [APIFunction] = generators + [each]

  /// The most inputs of one `spec.each`.
  private static let mostInputs: Int64 = 1_000
  /// How many simpler inputs are tried at most where one fails.
  private static let mostTries = 200
  /// The most characters, numbers and items of an input that is known again.
  private static let mostRemembered = 1_000
  /// The characters or items that there are at most where nothing is said.
  private static let usualMost: Int64 = 20

  private static let each = APIFunction(
    "spec.each", "runs a function with generated inputs, each on a desk as it was at the beginning",
    [
      .init("generator", .table, "of spec.any, as spec.any.text(20)"),
      .init(
        "n", .integer,
        """
        how many inputs, at most \(mostInputs); all together have what a case has, \
        \(SpecBox.mostInstructions / 1_000_000) million instructions and \(SpecBox.mostSeconds) s
        """),
      .init(
        "fn", .function(["input"], .spec),
        "what it does and expects; of inputs that fail it the simplest is shown"),
    ],
    example: """
      spec.each(spec.any.text(30), 50, function(words)
        spec.done(desk:try("ann", "create", { subject = "x" .. words }))
      end)
      """, lanes: [.spec]
  ) { (call: inout HostCall, context, _) throws(HostError) in
    guard let run = context.occupation.run else {
      throw HostError(Text.specOnlyInside(name: "spec.each"))
    }
    guard let generator = SpecGenerator(call.argument(0)) else {
      throw HostError(
        Text.frameOf(
          owner: "spec.each", problem: Text.specGenerator(got: call.argument(0).kindName)))
    }
    guard generator.whole <= SpecGenerator.mostWhole else {
      throw HostError(Text.specInputLarge(most: SpecGenerator.mostWhole))
    }
    let count = call.integer(1)
    guard (1...mostInputs).contains(count) else {
      throw HostError(Text.specInputCount(most: mostInputs, got: count))
    }
    let attempt = Attempt(
      sandbox: call.sandbox, function: call.function(2), context: context, run: run)
    var random = SpecRandom(seed: run.options.seed)
    for number in 1...count {
      let input = generator.make(by: &random)
      switch try attempt.outcome(of: input) {
      case .holds: continue
      case .isSpent: throw ending(run, Text.specInputsSpent(number: number, count: count))
      case .fails(let failure):
        let (found, hasEnded) = try simplest(of: generator, failure, attempt)
        let words = Text.specInputFails(
          input: found.input.quoted, number: number, seed: "\(run.options.seed)",
          problem: found.words)
        // What people read below it is of the input that is shown, not of the last that was tried.
        run.resume(found.scene)
        throw hasEnded ? ending(run, words) : HostError(words)
      }
    }
  }

  /// Where the sandbox was ended, Lua takes no error any more.
  private static func ending(_ run: SpecRun, _ words: Text) -> HostError {
    run.end(because: words)
    return HostError(words)
  }

  /// Looks for a simpler input that fails as well, as long as there is one; tells whether the sandbox
  /// was ended meanwhile.
  private static func simplest(
    of generator: SpecGenerator, _ failure: Failure, _ attempt: Attempt,
  ) throws(HostError) -> (Failure, hasEnded: Bool) {
    var (best, left) = (failure, mostTries)
    // What holds comes up again as simpler than the next one that fails.
    var held: Set<LuaValue> = []
    search: while !best.endsSandbox {
      for simpler in generator.simpler(than: best.input) where !held.contains(simpler) {
        guard left > 0 else { return (best, false) }
        left -= 1
        switch try attempt.outcome(of: simpler) {
        case .holds:
          if simpler.whole <= mostRemembered { held.insert(simpler) }
        case .isSpent: return (best, true)
        case .fails(let failure):
          best = failure
          continue search
        }
      }
      return (best, false)
    }
    return (best, true)
  }

  /// What came of an input.
  private enum Outcome {
    case holds
    case fails(Failure)
    /// The case has used up what it may use, which is not this input's fault.
    case isSpent
  }

  /// An input that fails.
  private struct Failure {
    let input: LuaValue
    /// What is wrong with it.
    let words: String
    /// Whether it ended the sandbox: then no other can be tried.
    var endsSandbox = false
    let scene: SpecRun.Scene
  }

  /// What runs the function with one input.
  private struct Attempt {
    let sandbox: Sandbox
    let function: LuaFunction
    let context: SandboxContext
    let run: SpecRun

    /// Runs it on a new desk, which is the case's from then on.
    func outcome(of input: LuaValue) throws(HostError) -> Outcome {
      let start = ContinuousClock.now
      try context.reading { try run.renew() }
      // The copying of desks is not the spec's doing.
      sandbox.postponeDeadline(by: start.duration(to: .now))
      var budget = Budget(instructions: 5_000_000, time: .seconds(5))
      do throws(LuaError) {
        _ = try sandbox.call(function, budget: &budget) {
          $0.value(input, keys: context.layout.layout.keys)
        }
      } catch {
        guard !Attempt.isOfCase(error, budget) else { return .isSpent }
        return .fails(
          Failure(
            input: input, words: error.description, endsSandbox: error.isFatal, scene: run.scene))
      }
      guard let difference = run.desk.decisions.findings.differences.first else { return .holds }
      return .fails(Failure(input: input, words: difference.description, scene: run.scene))
    }

    /// Whether code was ended for what the whole case may use, while its own budget was left.
    private static func isOfCase(_ error: LuaError, _ left: Budget) -> Bool {
      switch error.code {
      case .instructions: left.instructions > 0
      case .deadline: left.deadline > Budget.now
      default: false
      }
    }
  }

  private static let generators: [APIFunction] = [
    generator("boolean", "true or false", [], "spec.any.boolean()") { _ throws(HostError) in [] },
    generator(
      "integer", "whole numbers",
      [.init("least", .integer, "the least"), .init("most", .integer, "the greatest")],
      "spec.any.integer(1, 100)"
    ) { call throws(HostError) in
      let (least, most) = (call.integer(0), call.integer(1))
      guard least <= most else {
        throw HostError(
          Text.specBounds(kind: "integer", least: least, limit: Int64.max, got: most))
      }
      return [LuaPair("least", .integer(least)), LuaPair("most", .integer(most))]
    },
    generator(
      "text", "texts on one line, the empty one too", [most("characters")], "spec.any.text(30)"
    ) { call throws(HostError) in [LuaPair("most", .integer(try most(call, 0, "text")))] },
    generator(
      "of", "the values of a list", [.init("values", .list, "the simplest first")],
      #"spec.any.of{ "low", "high" }"#
    ) { call throws(HostError) in
      guard let values = call.argument(0).items, !values.isEmpty else {
        throw APIFunction.wrong("values", Text.valueList, call.argument(0))
      }
      return [LuaPair("values", .array(values))]
    },
    generator(
      "list", "lists of what another one makes",
      [.init("generator", .table, "of spec.any"), most("items")],
      "spec.any.list(spec.any.integer(1, 6), 5)"
    ) { call throws(HostError) in
      let generator = call.argument(0)
      guard SpecGenerator(generator) != nil else {
        throw HostError(
          Text.frameOf(
            owner: "spec.any.list", problem: Text.specGenerator(got: generator.kindName)))
      }
      return [LuaPair("most", .integer(try most(call, 1, "list"))), LuaPair("of", generator)]
    },
    generator(
      "table", "tables with what others make",
      [.init("generators", .table, "by key, of spec.any")],
      "spec.any.table{ subject = spec.any.text(30), urgent = spec.any.boolean() }"
    ) { call throws(HostError) in
      let parts = call.argument(0).pairs ?? []
      for part in parts where SpecGenerator(part.value) == nil {
        throw HostError(
          Text.tableKey(key: part.key, problem: Text.specGenerator(got: part.value.kindName)))
      }
      return [LuaPair("parts", .table(parts))]
    },
  ]

  private static func most(_ what: String) -> APIPart {
    APIPart("most", .optional(.integer), "the most \(what); else \(usualMost)")
  }

  private static func most(
    _ call: borrowing HostCall, _ position: Int, _ kind: String,
  ) throws(HostError) -> Int64 {
    guard !call.isMissing(position) else { return usualMost }
    let most = call.integer(position)
    guard (0...SpecGenerator.mostParts).contains(most) else {
      throw HostError(
        Text.specBounds(kind: kind, least: 0, limit: SpecGenerator.mostParts, got: most))
    }
    return most
  }

  /// A function that gives a table from which the generator is read again.
  private static func generator(
    _ kind: String, _ summary: String, _ parameters: [APIPart], _ example: String,
    _ members: @escaping @Sendable (borrowing HostCall) throws(HostError) -> [LuaPair],
  ) -> APIFunction {
    APIFunction(
      "spec.any.\(kind)", "makes \(summary), for spec.each", parameters,
      gives: .init(.table, "a generator"), example: example, lanes: [.spec]
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let pairs = try [LuaPair("any", .string(kind))] + members(call)
      call.results.value(.table(pairs), keys: context.layout.layout.keys)
    }
  }
}
