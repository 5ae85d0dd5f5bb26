import Texts

extension Zone {
  /// Reads the contents of a time zone file, version 2 or later (RFC 9636).
  package convenience init(name: String, contents: [UInt8]) throws(TimeError) {
    var reader = ZoneFileReader(name: name, bytes: contents)
    let old = try reader.header()
    try reader.skip(old.size(ofTime: 4))
    let header = try reader.header()
    guard header.leaps == 0 else {
      throw .unreadableZone(name, reason: Text.timeZoneLeap)
    }
    guard header.types > 0 else { throw .unreadableZone(name, reason: Text.timeZoneNoLocal) }
    let transitions = try reader.integers(header.times, width: 8)
    let indices = try reader.integers(header.times, width: 1)
    var types: [Int64] = []
    for _ in 0..<header.types {
      types.append(try reader.integer(width: 4))
      try reader.skip(2)
    }
    try reader.skip(header.characters + header.standards + header.universals)
    guard indices.allSatisfy({ types.indices.contains(Int($0 & 0xFF)) }),
      zip(transitions, transitions.dropFirst()).allSatisfy(<)
    else { throw .unreadableZone(name, reason: Text.timeZoneTransitions) }
    let footer = try reader.footer()
    let rule = footer.isEmpty ? nil : ZoneRule(parsing: footer)
    guard footer.isEmpty || rule != nil else {
      throw .unreadableZone(name, reason: Text.timeZoneRule(line: footer))
    }
    self.init(
      name: name, transitions: transitions, offsets: indices.map { types[Int($0 & 0xFF)] },
      firstOffset: types[0], rule: rule)
  }
}

/// Walks over the bytes of a time zone file.
private struct ZoneFileReader {
  let name: String
  let bytes: [UInt8]
  var position = 0

  struct Header {
    let universals: Int
    let standards: Int
    let leaps: Int
    let times: Int
    let types: Int
    let characters: Int

    /// How long the block after the header is.
    func size(ofTime width: Int) -> Int {
      times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standards + universals
    }
  }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  mutating func header() throws(TimeError) -> Header {
    guard bytes.count - position >= 44,
      bytes[position..<position + 4].elementsEqual("TZif".utf8)
    else { throw .unreadableZone(name, reason: Text.timeZoneNoFile) }
    guard bytes[position + 4] >= UInt8(ascii: "2") else {
      throw .unreadableZone(name, reason: Text.timeZoneVersion)
    }
    position += 20
    let counts = try integers(6, width: 4).map(Int.init)
    guard counts.allSatisfy({ (0...100_000).contains($0) }) else {
      throw .unreadableZone(name, reason: Text.timeZoneHeader)
    }
    return Header(
      universals: counts[0], standards: counts[1], leaps: counts[2], times: counts[3],
      types: counts[4], characters: counts[5])
  }

  mutating func skip(_ count: Int) throws(TimeError) {
    guard bytes.count - position >= count else {
      throw .unreadableZone(name, reason: Text.timeZoneCut)
    }
    position += count
  }

  /// Reads a signed big-endian integer.
  mutating func integer(width: Int) throws(TimeError) -> Int64 {
    let start = position
    try skip(width)
    var value = Int64(Int8(bitPattern: bytes[start]))
    for byte in bytes[start + 1..<position] { value = value << 8 | Int64(byte) }
    return value
  }

  mutating func integers(_ count: Int, width: Int) throws(TimeError) -> [Int64] {
    var values: [Int64] = []
    for _ in 0..<count { values.append(try integer(width: width)) }
    return values
  }

  /// The line after the second block.
  func footer() throws(TimeError) -> String {
    let rest = bytes[position...]
    guard rest.first == UInt8(ascii: "\n"), rest.count >= 2, rest.last == UInt8(ascii: "\n")
    else { throw .unreadableZone(name, reason: Text.timeZoneCut) }
    return String(decoding: rest.dropFirst().dropLast(), as: UTF8.self)
  }
}
