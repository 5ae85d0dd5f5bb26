import CLuaSandbox

extension Sandbox {
  /// Compiles a text without running it; `chunk` is the file that errors name.
  package func load(_ source: String, chunk: String) throws(LuaError) -> LuaFunction {
    let reference = unsafe withBytes(of: chunk) { chunk in
      unsafe withBytes(of: source) { unsafe sandbox_load(box, chunk, $0) }
    }
    guard reference != 0 else { throw lastFault }
    return LuaFunction(reference: reference)
  }

  /// Calls a function with the values that `arguments` writes; takes from the budget what it used.
  package func call(
    _ function: LuaFunction, budget: inout Budget,
    arguments: (inout WireWriter) -> Void = { _ in },
  ) throws(LuaError) -> [LuaValue] {
    let slot = writers[depth]
    slot.writer.reset()
    arguments(&slot.writer)
    return try unsafe run(
      function, budget: &budget, held: -1, bytes: slot.writer.contents)
  }

  /// Calls a function with the value that a slot holds for several calls.
  ///
  /// What is written replaces the slot's value; where nothing is, the function gets the earlier one.
  package func call(
    _ function: LuaFunction, budget: inout Budget, held slot: Int32,
    renewing: (inout WireWriter) -> Void = { _ in },
  ) throws(LuaError) -> [LuaValue] {
    precondition(slot >= 0, "slots count from 0")
    let writer = writers[depth]
    writer.writer.reset()
    renewing(&writer.writer)
    return try unsafe run(
      function, budget: &budget, held: slot, bytes: writer.writer.contents)
  }

  /// Lets parts of views be asked for anew: what they show has changed.
  package func forgetParts() {
    unsafe sandbox_forget_parts(box)
  }

  /// Puts a value at a dotted path, such as `docket.settings`.
  package func define(_ path: String, _ write: (inout WireWriter) -> Void) throws(LuaError) {
    let writer = writers[depth]
    writer.writer.reset()
    write(&writer.writer)
    let done = unsafe withBytes(of: path) {
      unsafe sandbox_constant(box, $0, writer.writer.contents)
    }
    guard done else { throw lastFault }
  }

  private func run(
    _ function: LuaFunction, budget: inout Budget, held: Int32, bytes: sandbox_bytes,
  ) throws(LuaError) -> [LuaValue] {
    var native = sandbox_budget(instructions: budget.instructions, deadline: budget.deadline)
    var results = unsafe sandbox_bytes()
    let done = unsafe sandbox_call(box, function.reference, held, bytes, &native, &results)
    (budget.instructions, budget.deadline) = (native.instructions, native.deadline)
    guard done else { throw lastFault }
    guard unsafe results.count > 0 else { return [] }
    guard unsafe results.count <= configuration.resultLimit else {
      throw LuaError(
        code: .badResult,
        message: "the result is larger than \(configuration.resultLimit) bytes, the limit `result`",
        plugin: name)
    }
    var reader = unsafe WireReader(results, names: layout.keys.names)
    guard let values = reader.values() else {
      throw LuaError(code: .badResult, message: "the result is malformed", plugin: name)
    }
    return values
  }
}
