import CLuaSandbox

/// Writes values into the flat buffer that Lua reads, without building them as a tree first.
@safe package struct WireWriter: ~Copyable {
  /// Where an open array, table or record began.
  package struct Mark {
    fileprivate let start: Int
  }

  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes are written.
  package private(set) var count = 0

  init(capacity: Int = 64) {
    unsafe memory = .allocate(byteCount: capacity, alignment: 8)
    self.capacity = capacity
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// Writes `nil`.
  package mutating func null() { tag(.null) }

  /// Writes `docket.none`.
  package mutating func none() { tag(.none) }

  /// Writes a boolean.
  package mutating func boolean(_ value: Bool) { tag(value ? .true : .false) }

  /// Writes an integer.
  package mutating func integer(_ value: Int64) {
    tag(.integer, with: value)
  }

  /// Writes a number; it must be finite.
  package mutating func number(_ value: Double) {
    tag(.number, with: value.bitPattern)
  }

  /// Writes a text.
  package mutating func string(_ value: String) {
    unsafe run(value) { writer, text in
      unsafe writer.tagged(.string, text)
    }
  }

  /// Writes a text by its bytes.
  package mutating func string(_ utf8: Span<UInt8>) {
    unsafe utf8.withUnsafeBytes { bytes in
      unsafe tagged(.string, bytes)
    }
  }

  /// Writes a Lua string of any bytes.
  package mutating func bytes(_ value: [UInt8]) {
    unsafe value.withUnsafeBytes { bytes in
      unsafe tagged(.bytes, bytes)
    }
  }

  /// Writes a function of the same sandbox.
  package mutating func function(_ value: LuaFunction) {
    tag(.function, with: value.reference)
  }

  /// Writes a function that calls a host function with a handle as its first argument.
  package mutating func iterator(_ function: FunctionID, handle: Int64) {
    tag(.iterator, with: function.rawValue)
    append(handle)
  }

  /// Writes an iterator as `iterator` does, whose function may write the values of several calls at
  /// once.
  ///
  /// It gets the handle alone. What it has written is given until the sandbox forgets rows.
  package mutating func pages(_ function: FunctionID, handle: Int64) {
    tag(.pages, with: function.rawValue)
    append(handle)
  }

  /// Begins a table that Lua may write to, with positions as keys.
  package mutating func beginArray() -> Mark { begin(.array) }

  /// Begins a read-only list.
  package mutating func beginList() -> Mark { begin(.list) }

  /// Begins a table with names as keys; each value follows its `key`.
  package mutating func beginTable() -> Mark { begin(.table) }

  /// Begins a record; each value follows its `key`, which its shape must declare.
  package mutating func beginRecord(_ shape: ShapeID, handle: Int64 = 0) -> Mark {
    let mark = begin(.record)
    append(shape.rawValue)
    append(handle)
    return mark
  }

  /// Writes a record that holds nothing: the sandbox's `part` is asked for its values when they are
  /// read, by this source.
  package mutating func view(_ shape: ShapeID, handle: Int64 = 0, source: Int64) {
    tag(.view, with: shape.rawValue)
    append(handle)
    append(source)
  }

  /// Ends what the mark began; what was begun inside must have ended.
  package mutating func end(_ mark: Mark) {
    let size = UInt32(count - mark.start)
    unsafe memory.storeBytes(of: size, toByteOffset: mark.start - 4, as: UInt32.self)
  }

  /// Writes a name of the layout's key table.
  package mutating func key(_ id: KeyID) {
    append(id.rawValue)
  }

  /// Writes a name and its value; neither, where the value is nil.
  package mutating func pair(_ id: KeyID, _ value: (inout WireWriter) -> Void) {
    let start = count
    key(id)
    value(&self)
    guard count == start + 3 else { return }
    let tag = unsafe memory.load(fromByteOffset: start + 2, as: UInt8.self)
    if tag == WireTag.null.rawValue { count = start }
  }

  /// Writes any name; not for records.
  package mutating func key(_ name: String) {
    append(UInt16.max)
    unsafe run(name) { writer, text in
      writer.append(UInt32(text.count))
      unsafe writer.append(text)
    }
  }

  /// Appends the text of an error: bytes without tag or length.
  mutating func raw(_ text: String) {
    unsafe run(text) { writer, text in
      unsafe writer.append(text)
    }
  }

  mutating func reset() {
    count = 0
  }

  var contents: sandbox_bytes {
    unsafe sandbox_bytes(start: memory.assumingMemoryBound(to: UInt8.self), count: count)
  }
}

extension WireWriter {
  private mutating func begin(_ kind: WireTag) -> Mark {
    tag(kind, with: UInt32(0))
    return Mark(start: count)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(512, capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    unsafe larger.copyMemory(from: memory, byteCount: count)
    unsafe memory.deallocate()
    unsafe memory = larger
  }

  /// Stores at the end, where there must be room.
  @inline(__always)
  private mutating func store<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    unsafe memory.storeBytes(of: value.littleEndian, toByteOffset: count, as: Value.self)
    count += MemoryLayout<Value>.size
  }

  @inline(__always)
  private mutating func tag(_ tag: WireTag) {
    append(tag.rawValue)
  }

  @inline(__always)
  private mutating func tag(_ kind: WireTag, with value: some FixedWidthInteger & BitwiseCopyable) {
    reserve(9)
    store(kind.rawValue)
    store(value)
  }

  @inline(__always)
  private mutating func append(_ value: some FixedWidthInteger & BitwiseCopyable) {
    reserve(8)
    store(value)
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    guard let start = bytes.baseAddress else { return }
    unsafe (memory + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  private mutating func tagged(_ kind: WireTag, _ bytes: UnsafeRawBufferPointer) {
    reserve(5 + bytes.count)
    store(kind.rawValue)
    store(UInt32(bytes.count))
    unsafe append(bytes)
  }

  /// Lends the bytes of a text; a copy is made only when it is not in one piece.
  @inline(__always)
  private mutating func run(
    _ text: String, _ body: (inout WireWriter, UnsafeRawBufferPointer) -> Void,
  ) {
    let done: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe body(&self, UnsafeRawBufferPointer(bytes))
    }
    if done != nil { return }
    var text = text
    text.withUTF8 { bytes in
      unsafe body(&self, UnsafeRawBufferPointer(bytes))
    }
  }
}

/// The first byte of a value in the flat buffer; the other end is `wire.h` of CLuaSandbox.
enum WireTag: UInt8 {
  case null
  case `false`
  case `true`
  case integer
  case number
  case string
  case bytes
  case array
  case table
  case record
  case none
  case function
  case iterator
  case list
  case view
  case pages
}
