import CLuaSandbox

/// Reads the flat buffer that C wrote; every length is checked against what is left.
@safe struct WireReader {
  private let names: [String]
  private var rest: UnsafeRawBufferPointer.SubSequence

  init(_ bytes: sandbox_bytes, names: [String]) {
    self.names = names
    unsafe rest = UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)[...]
  }

  /// All values to the end; nil when the bytes are malformed.
  mutating func values() -> [LuaValue]? {
    var values: [LuaValue] = []
    while unsafe !rest.isEmpty {
      guard let value = value(depth: 0) else { return nil }
      values.append(value)
    }
    return values
  }

  private mutating func value(depth: Int) -> LuaValue? {
    guard depth < 80, let byte: UInt8 = integer(), let tag = WireTag(rawValue: byte) else {
      return nil
    }
    switch tag {
    case .null: return .null
    case .none: return LuaValue.none
    case .false: return .boolean(false)
    case .true: return .boolean(true)
    case .integer: return integer().map(LuaValue.integer)
    case .number: return integer().map { .number(Double(bitPattern: $0)) }
    case .function: return integer().map { .function(LuaFunction(reference: $0)) }
    case .string: return text().map(LuaValue.string)
    case .bytes: return unsafe run().map { unsafe .bytes(Array($0)) }
    case .array, .list: return items(depth: depth)
    case .table: return pairs(depth: depth).map { .table($0.sorted(by: precedes)) }
    case .record: return record(depth: depth)
    case .iterator, .view, .pages: return nil
    }
  }

  private mutating func items(depth: Int) -> LuaValue? {
    inside { reader in
      var items: [LuaValue] = []
      while unsafe !reader.rest.isEmpty {
        guard let item = reader.value(depth: depth + 1) else { return nil }
        items.append(item)
      }
      return .array(items)
    }
  }

  private mutating func pairs(depth: Int) -> [LuaPair]? {
    inside { reader in reader.openPairs(depth: depth) }
  }

  private mutating func record(depth: Int) -> LuaValue? {
    inside { reader in
      guard let shape: UInt16 = reader.integer(), let handle: Int64 = reader.integer(),
        let pairs = reader.openPairs(depth: depth)
      else { return nil }
      return .record(shape: ShapeID(shape), handle: handle, pairs)
    }
  }

  private mutating func openPairs(depth: Int) -> [LuaPair]? {
    var pairs: [LuaPair] = []
    while unsafe !rest.isEmpty {
      guard let key = key(), let value = value(depth: depth + 1) else { return nil }
      pairs.append(LuaPair(key, value))
    }
    return pairs
  }

  private mutating func key() -> String? {
    guard let number: UInt16 = integer() else { return nil }
    if number == UInt16.max { return text() }
    return Int(number) < names.count ? names[Int(number)] : nil
  }

  private mutating func text() -> String? {
    unsafe run().flatMap { unsafe String(validating: $0, as: UTF8.self) }
  }

  /// The bytes after a length of four bytes.
  private mutating func run() -> UnsafeRawBufferPointer.SubSequence? {
    guard let count: UInt32 = integer(), unsafe rest.count >= Int(count) else { return nil }
    defer { unsafe rest = rest.dropFirst(Int(count)) }
    return unsafe rest.prefix(Int(count))
  }

  private mutating func inside<Result>(_ read: (inout WireReader) -> Result?) -> Result? {
    guard let bytes = unsafe run() else { return nil }
    var reader = self
    unsafe reader.rest = bytes
    return read(&reader)
  }

  private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>() -> Value? {
    let size = MemoryLayout<Value>.size
    guard unsafe rest.count >= size else { return nil }
    let value = unsafe UnsafeRawBufferPointer(rebasing: rest).loadUnaligned(as: Value.self)
    unsafe rest = rest.dropFirst(size)
    return Value(littleEndian: value)
  }
}

private func precedes(_ left: LuaPair, _ right: LuaPair) -> Bool {
  left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
}
