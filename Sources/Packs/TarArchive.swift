import Kernel

/// Files in an archive that has one form only: the same files are the same bytes, whoever packs them.
///
/// It is a plain `ustar` archive (POSIX.1-1988), which every tar reads: no times, no owners, one mode,
/// nothing but files. It is not compressed: what a compressor gives differs from one version to the
/// next, and what it swallowed cannot be measured before it is unpacked.
enum TarArchive {
  /// A file by its path within the archive.
  struct Entry: Equatable {
    var path: String
    var content: [UInt8]
  }

  private static let block = 512
  /// The longest path, in bytes: the header has no more room for it.
  static let pathLimit = 100

  /// The archive of those files, in that order; their paths fit.
  static func bytes(of entries: [Entry]) -> [UInt8] {
    var output: [UInt8] = []
    for entry in entries {
      output += header(of: entry.path, size: entry.content.count)
      output += entry.content
      output += [UInt8](repeating: 0, count: padding(after: entry.content.count))
    }
    return output + [UInt8](repeating: 0, count: 2 * block)
  }

  /// The files of an archive that `bytes(of:)` could have written; throws for every other one.
  static func entries(of bytes: [UInt8]) throws(PackError) -> [Entry] {
    guard bytes.count <= Limit.packBytes else { throw .tooLarge(limit: Limit.packBytes) }
    // Nothing is told of what stands in a file that somebody took for a pack.
    guard bytes.dropFirst(magicPlace).starts(with: magic) else { throw .noArchive }
    var entries: [Entry] = []
    var place = 0
    while true {
      guard bytes.count - place >= block else { throw .cut(at: bytes.count) }
      guard bytes[place] != 0 else { break }
      guard entries.count < Limit.packFiles + 2 else {
        throw .tooManyFiles(limit: Limit.packFiles)
      }
      let entry = try entry(at: place, in: bytes)
      entries.append(entry)
      place += block + entry.content.count + padding(after: entry.content.count)
    }
    guard bytes.count - place == 2 * block, bytes[place...].allSatisfy({ $0 == 0 }) else {
      throw .cut(at: place)
    }
    return entries
  }

  private static func entry(at place: Int, in bytes: [UInt8]) throws(PackError) -> Entry {
    let found = Array(bytes[place..<place + block])
    let path = String(decoding: found[..<pathLimit].prefix { $0 != 0 }, as: UTF8.self)
    let kind = found[kindPlace]
    guard kind == plainFile else {
      throw .kind(path: path, kind: String(decoding: [kind], as: UTF8.self))
    }
    guard let size = number(found[sizePlace]), size <= Limit.packBytes else {
      throw .header(at: place)
    }
    // What stands in no place that is read, a byte of the time say, is compared all the same.
    guard found == header(of: path, size: size) else { throw .header(at: place) }
    let start = place + block
    let end = start + size
    guard bytes.count - end >= padding(after: size) else { throw .cut(at: bytes.count) }
    guard bytes[end..<end + padding(after: size)].allSatisfy({ $0 == 0 }) else {
      throw .header(at: end)
    }
    return Entry(path: path, content: Array(bytes[start..<end]))
  }

  private static func padding(after size: Int) -> Int { (block - size % block) % block }
}

/// The fields of a header, by POSIX.1-1988, section 10.1.1.
extension TarArchive {
  private static let kindPlace = 156
  private static let magicPlace = 257
  private static let magic = Array("ustar".utf8)
  private static let plainFile = UInt8(ascii: "0")
  private static let sizePlace = 124..<136
  private static let sumPlace = 148..<156

  private static func header(of path: String, size: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    let none = octal(0, digits: 7)
    put(String(decoding: Array(path.utf8).prefix(pathLimit), as: UTF8.self), at: 0)
    put("0000644", at: 100)
    // Nobody's, of no time, on no device.
    for place in [108, 116, 329, 337] { put(none, at: place) }
    put(octal(size, digits: 11), at: sizePlace.lowerBound)
    put(octal(0, digits: 11), at: 136)
    put("        ", at: sumPlace.lowerBound)
    header[kindPlace] = plainFile
    put("ustar\u{0}00", at: magicPlace)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + "\u{0} ", at: sumPlace.lowerBound)
    return header
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let text = digits.dropLast()
    guard text.allSatisfy({ (48...55) ~= $0 }) else { return nil }
    return Int(String(decoding: text, as: UTF8.self), radix: 8)
  }
}
