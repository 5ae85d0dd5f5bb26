extension LuaValue {
  /// Runs a text in a fresh, empty sandbox and returns its value, as for manifests and
  /// configuration.
  ///
  /// The text has 100,000 instructions and 1 MB, unless more is given; its value must be plain data,
  /// without functions.
  package static func evaluating(
    _ source: String, chunk: String, name: String, layout: Layout = Layout(),
    instructions: Int64 = 100_000, memory: Int = 1 << 20,
  ) throws(LuaError) -> LuaValue {
    var configuration = SandboxConfiguration(name: name, layout: layout)
    configuration.memory = memory
    let sandbox = try Sandbox(configuration: configuration)
    var budget = Budget(instructions: instructions, time: .seconds(1))
    let results = try sandbox.call(sandbox.load(source, chunk: chunk), budget: &budget)
    guard let value = results.first, !value.holdsFunction else {
      let wrong = results.isEmpty ? "returns nothing" : "returns a function"
      throw LuaError(
        code: .badResult, message: "this file \(wrong); it must return plain data", plugin: name,
        file: chunk, line: 1)
    }
    return value
  }

  private var holdsFunction: Bool {
    switch self {
    case .function: true
    case .array(let items): items.contains { $0.holdsFunction }
    case .table(let pairs), .record(_, _, let pairs): pairs.contains { $0.value.holdsFunction }
    default: false
    }
  }
}
