import CLuaSandbox

/// Runs one plugin's code under limits of memory, instructions and time.
///
/// One thread only, with at least 1 MB of native stack. A fault that `isFatal` poisons it: every
/// later call fails, and it is to be replaced by a new one.
@safe package final class Sandbox {
  package let name: String
  package let layout: Layout
  /// The host's own state, for host functions to find.
  package var context: AnyObject?
  /// Writes the values of views; without it there is nothing of them.
  package var views: (any ViewSource)?
  let configuration: SandboxConfiguration
  private(set) var box: OpaquePointer?
  var depth = 0
  let writers: [WriterSlot]

  /// Makes a sandbox with the guarded library and the layout's functions; throws `memory` when the
  /// machine has none left, `runtime` when its Lua cannot be made safe.
  package init(configuration: SandboxConfiguration) throws(LuaError) {
    name = configuration.name
    layout = configuration.layout
    self.configuration = configuration
    writers = (0...9).map { _ in WriterSlot() }
    unsafe box = nil
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe box = withBytes(of: configuration.name) { name in
      var native = unsafe sandbox_configuration(
        name: name, layout: configuration.layout.native.pointer, dispatch: dispatchToSandbox,
        context: context, memory: configuration.memory, log_limit: configuration.logLimit,
        seed: configuration.seed, open_globals: configuration.allowsGlobals,
        is_interrupted: configuration.isInterrupted == nil ? nil : isSandboxInterrupted,
        on_line: configuration.onLine == nil && configuration.onPlace == nil
          ? nil : tellLineOfSandbox)
      return unsafe sandbox_new(&native)
    }
    guard unsafe box == nil else { return }
    guard sandbox_is_supported() else {
      let message = "the Lua library of this machine is not one that plugins can run in safely"
      throw LuaError(code: .runtime, message: message, plugin: name)
    }
    throw LuaError(code: .memory, message: "no memory left for a sandbox", plugin: name)
  }

  deinit {
    unsafe sandbox_close(box)
  }

  /// Whether a fault has ended this sandbox.
  package var isPoisoned: Bool {
    unsafe sandbox_is_poisoned(box)
  }

  /// What has been used so far.
  package var statistics: SandboxStatistics {
    let native = unsafe sandbox_read_statistics(box)
    return SandboxStatistics(
      memory: native.used, peakMemory: native.peak, memoryLimit: native.limit,
      instructions: native.instructions, collections: native.collections, calls: native.calls)
  }

  /// The most bytes that Lua ever held at once.
  package var peakMemory: Int {
    unsafe sandbox_peak_memory(box)
  }

  /// Seeds `math.random` anew.
  package func reseed(_ seed: UInt64) {
    unsafe sandbox_reseed(box, seed)
  }

  /// Sets the time that `os.time` and `os.date` tell.
  package func setClock(milliseconds: Int64) {
    unsafe sandbox_set_clock(box, milliseconds)
  }

  /// Gives the call that runs now so much more time: for what it waited for and did not use.
  package func postponeDeadline(by time: Duration) {
    unsafe sandbox_postpone(box, UInt64(clamping: time.nanoseconds))
  }

  /// What the call that runs now may still use; nothing while none runs.
  package var left: Budget {
    let native = unsafe sandbox_left(box)
    var left = Budget(instructions: max(0, native.instructions))
    left.deadline = native.deadline
    return left
  }

  /// Takes instructions from the call that runs now, for what the host did for it elsewhere.
  package func spend(_ instructions: Int64) {
    unsafe sandbox_spend(box, instructions)
  }

  /// Takes calls again after code was ended for its time, its instructions or an interruption: what
  /// it had made until then is kept.
  ///
  /// Only for code of whoever is asked to go on with what is left. `false` where memory ran out, and
  /// while a call still runs.
  package func revive() -> Bool {
    unsafe sandbox_revive(box)
  }

  /// Asks a function of the sandbox what names mean that no global has.
  ///
  /// If it gives nil, they are undeclared. For sandboxes that allow globals.
  package func resolveGlobals(by function: LuaFunction) {
    unsafe sandbox_resolve_globals(box, function.reference)
  }

  /// Lets a function go; it must not be called again.
  package func release(_ function: LuaFunction) {
    unsafe sandbox_release(box, function.reference)
  }

  var lastFault: LuaError {
    let fault = unsafe sandbox_last_fault(box)
    return unsafe LuaError(
      code: LuaError.Code(fault.code), message: String(fault.message), plugin: name,
      file: String(fault.file), line: Int(fault.line), traceback: String(fault.traceback))
  }
}

/// The buffer of one depth of calls, reused.
final class WriterSlot {
  var writer = WireWriter()

  /// Writes what the body writes, alone.
  func filled(
    by body: (inout WireWriter) throws(HostError) -> Void,
  ) throws(HostError) -> sandbox_bytes {
    unsafe try WriterSlot.fill(&writer, by: body)
  }

  private static func fill(
    _ writer: inout WireWriter, by body: (inout WireWriter) throws(HostError) -> Void,
  ) throws(HostError) -> sandbox_bytes {
    writer.reset()
    try body(&writer)
    return unsafe writer.contents
  }
}

extension Sandbox {
  /// Digests of what a function keeps outside itself, by the names that it uses.
  ///
  /// Two that differ tell that something changed in between. Two that are equal do not tell that
  /// nothing did: at most 20,000 values of each are looked at, in tables up to 64 deep.
  package func upvalues(of function: LuaFunction) -> [String: UInt64] {
    var digests: [String: UInt64] = [:]
    var number: Int32 = 1
    var name = unsafe sandbox_bytes()
    var digest: UInt64 = 0
    while unsafe sandbox_upvalue(box, function.reference, number, &name, &digest) {
      digests[unsafe String(name)] = digest
      number += 1
    }
    return digests
  }

  /// One digest of all that code can find again: what the functions keep outside themselves, the
  /// globals and the modules, with which tables are one and the same.
  ///
  /// `nil` where that cannot be told: something lies deeper than 64 tables, is one of more than 20,000
  /// values, or goes on unseen, as a coroutine does.
  package func digestOfAll(keptBy functions: some Sequence<LuaFunction>) -> UInt64? {
    let references = functions.map(\.reference).sorted()
    var digest: UInt64 = 0
    let isWhole = unsafe references.withUnsafeBufferPointer { references in
      unsafe sandbox_kept(box, references.baseAddress, references.count, &digest)
    }
    return isWhole ? digest : nil
  }
}

extension Sandbox {
  /// The file in which a function's text begins, and the line; `nil` for one that is not of Lua.
  package func place(of function: LuaFunction) -> (file: String, line: Int)? {
    var chunk = unsafe sandbox_bytes()
    var line: Int32 = 0
    guard unsafe sandbox_place(box, function.reference, &chunk, &line) else { return nil }
    return unsafe (String(chunk), Int(line))
  }
}

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

  /// Drops the rows that were written for later calls of iterators.
  package func forgetRows() {
    unsafe sandbox_forget_rows(box)
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
