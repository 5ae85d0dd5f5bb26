import CLuaSandbox

/// The one way from C into Swift.
///
/// Nothing raises through it: an error leaves as text.
func dispatchToSandbox(
  context: UnsafeMutableRawPointer?, function: Int32, arguments: sandbox_bytes,
  answer: UnsafeMutablePointer<sandbox_bytes>?,
) -> Int32 {
  guard let context = unsafe context, let answer = unsafe answer else { return 1 }
  let sandbox = unsafe Unmanaged<Sandbox>.fromOpaque(context).takeUnretainedValue()
  let (status, bytes) =
    unsafe function == Int32(SANDBOX_FUNCTION_PART)
    ? sandbox.part(arguments) : sandbox.dispatch(function, arguments)
  unsafe answer.pointee = bytes
  return status
}

/// Whether the code that runs is to end, as C asks.
func isSandboxInterrupted(context: UnsafeMutableRawPointer?) -> Bool {
  guard let context = unsafe context else { return false }
  let sandbox = unsafe Unmanaged<Sandbox>.fromOpaque(context).takeUnretainedValue()
  return sandbox.configuration.isInterrupted?() ?? false
}

/// A line that is about to run, as C tells it.
func tellLineOfSandbox(
  context: UnsafeMutableRawPointer?, chunk: sandbox_bytes, function: Int32, line: Int32,
) {
  guard let context = unsafe context else { return }
  let sandbox = unsafe Unmanaged<Sandbox>.fromOpaque(context).takeUnretainedValue()
  let file = unsafe String(chunk)
  sandbox.configuration.onLine?(file, Int(function), Int(line))
  sandbox.configuration.onPlace?(sandbox, file, Int(line))
}

extension Sandbox {
  fileprivate func dispatch(
    _ function: Int32, _ arguments: sandbox_bytes,
  ) -> (status: Int32, answer: sandbox_bytes) {
    let slot = writers[depth]
    guard depth < configuration.depth else {
      slot.writer.reset()
      slot.writer.raw(
        "calls between the desk and Lua lie deeper than \(configuration.depth) in one another, the"
          + " limit `depth`")
      return unsafe (1, slot.writer.contents)
    }
    depth += 1
    defer { depth -= 1 }
    var reader = unsafe WireReader(arguments, names: layout.keys.names)
    var writer = WireWriter(capacity: 1)
    swap(&writer, &slot.writer)
    writer.reset()
    var call = HostCall(sandbox: self, arguments: reader.values() ?? [], results: writer)
    var failure: String?
    do throws(HostError) {
      try perform(function, &call)
    } catch {
      failure = error.message
    }
    swap(&call.results, &slot.writer)
    guard let failure else { return unsafe (0, slot.writer.contents) }
    slot.writer.reset()
    slot.writer.raw(failure)
    return unsafe (1, slot.writer.contents)
  }

  /// Writes the part that a view is asked for; the answer is read before anything else is written.
  fileprivate func part(_ asked: sandbox_bytes) -> (status: Int32, answer: sandbox_bytes) {
    let bytes = unsafe UnsafeRawBufferPointer(start: asked.start, count: asked.count)
    let source = unsafe Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
    let number = unsafe UInt16(
      littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
    let slot = writers[depth]
    do throws(HostError) {
      let answer = unsafe try slot.filled { writer throws(HostError) in
        try views?.write(part: KeyID(rawValue: number), of: source, into: &writer)
      }
      return unsafe (0, answer)
    } catch {
      slot.writer.reset()
      slot.writer.raw(error.message)
      return unsafe (1, slot.writer.contents)
    }
  }

  private func perform(_ function: Int32, _ call: inout HostCall) throws(HostError) {
    switch Int(function) {
    case SANDBOX_FUNCTION_SOURCE: findModule(&call)
    case SANDBOX_FUNCTION_PRINT: configuration.log(call.argument(0).shown)
    case layout.functions.indices: try layout.functions[Int(function)].body(&call)
    default: throw HostError("the desk has no such function")
    }
  }

  private func findModule(_ call: inout HostCall) {
    guard case .string(let name) = call.argument(0), let module = configuration.module(name) else {
      return
    }
    call.results.string(module.chunk)
    call.results.string(module.source)
  }
}

extension LuaValue {
  /// A Lua string as text, with what is not UTF-8 replaced.
  fileprivate var shown: String {
    switch self {
    case .string(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    default: ""
    }
  }
}
