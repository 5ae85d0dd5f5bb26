import CLuaSandbox

/// Writes values into the flat buffer that Lua reads, without building them as a tree first.
@safe package struct WireWriter: ~Copyable {
  /// Where an open array, table or record began.
  package struct Mark {
    fileprivate let start: Int
  }

  private var memory = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private(set) var count = 0

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
    var value = value
    value.withUTF8 { text in
      unsafe tagged(.string, UnsafeRawBufferPointer(text))
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

  /// Ends what the mark began; what was begun inside must have ended.
  package mutating func end(_ mark: Mark) {
    let size = UInt32(count - mark.start)
    unsafe memory.storeBytes(of: size, toByteOffset: mark.start - 4, as: UInt32.self)
  }

  /// Writes a name of the layout's key table.
  package mutating func key(_ id: KeyID) {
    append(id.rawValue)
  }

  /// Writes any name; not for records.
  package mutating func key(_ name: String) {
    append(UInt16.max)
    var name = name
    name.withUTF8 { text in
      append(UInt32(text.count))
      unsafe append(UnsafeRawBufferPointer(text))
    }
  }

  /// Appends the text of an error: bytes without tag or length.
  mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { text in
      unsafe append(UnsafeRawBufferPointer(text))
    }
  }

  mutating func reset() {
    count = 0
  }

  var contents: sandbox_bytes {
    unsafe sandbox_bytes(
      start: UnsafePointer(memory.baseAddress?.assumingMemoryBound(to: UInt8.self)), count: count)
  }
}

extension WireWriter {
  private mutating func begin(_ kind: WireTag) -> Mark {
    tag(kind, with: UInt32(0))
    return Mark(start: count)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if unsafe memory.count - count < more { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let size = unsafe max(512, max(memory.count * 2, count + more))
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    unsafe memory.deallocate()
    unsafe memory = larger
  }

  @inline(__always)
  private mutating func tag(_ tag: WireTag) {
    reserve(1)
    unsafe memory.storeBytes(of: tag.rawValue, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  @inline(__always)
  private mutating func tag(_ kind: WireTag, with value: some FixedWidthInteger & BitwiseCopyable) {
    tag(kind)
    append(value)
  }

  @inline(__always)
  private mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    reserve(MemoryLayout<Value>.size)
    unsafe memory.storeBytes(of: value.littleEndian, toByteOffset: count, as: Value.self)
    count += MemoryLayout<Value>.size
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  private mutating func tagged(_ kind: WireTag, _ bytes: UnsafeRawBufferPointer) {
    tag(kind, with: UInt32(bytes.count))
    unsafe append(bytes)
  }
}
