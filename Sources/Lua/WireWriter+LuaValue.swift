extension WireWriter {
  /// Writes a value as it is; a record's names must be in its shape and in `keys`.
  package mutating func value(_ value: LuaValue, keys: KeyTable) {
    switch value {
    case .none: none()
    case .null: null()
    case .boolean(let value): boolean(value)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .bytes(let value): bytes(value)
    case .function(let value): function(value)
    case .array(let items): array(items, keys: keys)
    case .table(let pairs): table(pairs, keys: keys)
    case .record(let shape, let handle, let pairs):
      let mark = beginRecord(shape, handle: handle)
      write(pairs, keys: keys)
      end(mark)
    }
  }

  private mutating func array(_ items: [LuaValue], keys: KeyTable) {
    let mark = beginArray()
    for item in items { value(item, keys: keys) }
    end(mark)
  }

  private mutating func table(_ pairs: [LuaPair], keys: KeyTable) {
    let mark = beginTable()
    write(pairs, keys: keys)
    end(mark)
  }

  private mutating func write(_ pairs: [LuaPair], keys: KeyTable) {
    for pair in pairs {
      if let id = keys[pair.key] { key(id) } else { key(pair.key) }
      value(pair.value, keys: keys)
    }
  }
}
