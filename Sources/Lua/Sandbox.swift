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
        seed: configuration.seed, open_globals: configuration.allowsGlobals)
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
