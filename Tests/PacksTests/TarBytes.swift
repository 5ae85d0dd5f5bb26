import Packs
import PluginHost

/// Archives as other programs could write them, header by header.
struct TarBytes {
  var bytes: [UInt8] = []

  /// Appends an entry as a pack has it, but for what is given otherwise.
  mutating func add(
    _ path: String, _ content: [UInt8] = [], kind: Character = "0", link: String = "",
    size: String? = nil, mode: String = "0000644", time: String = "00000000000",
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    let digits = String(content.count, radix: 8)
    put(path, at: 0)
    put(mode, at: 100)
    for place in [108, 116, 329, 337] { put("0000000", at: place) }
    put(size ?? String(repeating: "0", count: 11 - digits.count) + digits, at: 124)
    put(time, at: 136)
    put("        ", at: 148)
    put(String(kind), at: 156)
    put(link, at: 157)
    put("ustar\u{0}00", at: 257)
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
    let padding = (512 - content.count % 512) % 512
    bytes += header + content + [UInt8](repeating: 0, count: padding)
  }

  /// The archive with its end.
  var whole: [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

  /// A pack's entries, taken apart by their headers.
  static func entries(of pack: [UInt8]) -> [(path: String, content: [UInt8])] {
    var entries: [(path: String, content: [UInt8])] = []
    var place = 0
    while pack[place] != 0 {
      let path = String(decoding: pack[place..<place + 100].prefix { $0 != 0 }, as: UTF8.self)
      let digits = String(decoding: pack[place + 124..<place + 135], as: UTF8.self)
      let size = Int(digits, radix: 8) ?? 0
      entries.append((path, Array(pack[place + 512..<place + 512 + size])))
      place += 512 + (size + 511) / 512 * 512
    }
    return entries
  }
}

/// The plugin that is packed in tests.
enum Packed {
  static let manifest = """
    return { name = "lamp", version = "1.2.0", api = 1, summary = "Lamps", license = "MIT",
      requires = { support = ">=1.0" }, permissions = { "ticket.view" } }
    """

  static func source(_ more: [String: String] = [:]) -> PluginSource {
    let texts = [
      "plugin.lua": manifest, "init.lua": "docket.after('ticket.*', function() end)\n",
      "lib/bulb.lua": "return { watts = 40 }\n", "README.md": "Größe\n",
    ]
    return PluginSource(name: "lamp", texts: texts.merging(more) { $1 })
  }

  static func pack() throws -> Pack { try Pack(of: source()) }
}
