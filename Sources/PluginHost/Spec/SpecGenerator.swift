import Lua

/// What makes inputs for a case, and knows simpler ones: `spec.any.text(20)`.
indirect enum SpecGenerator {
  case boolean
  case integer(least: Int64, most: Int64)
  /// On one line, of so many characters at most.
  case text(most: Int)
  case choice([LuaValue])
  case list(of: SpecGenerator, most: Int)
  case table([(name: String, part: SpecGenerator)])

  /// The most characters of a text, and items of a list.
  static let mostParts: Int64 = 10_000
  /// The most characters, numbers and items of one input, with all that is in it.
  static let mostWhole = 100_000
  /// The most simpler inputs that are made of one at a time, and the most parts of their copies:
  /// they are the program's memory, not the sandbox's.
  private static let mostSimpler = 200
  private static let mostCopied = 1_000_000

  /// Letters, and what programs that read them may trip over.
  private static let characters = Array(
    "aaabcdefghijklmnopqrstuvwxyzABCXYZ0123456789   '\"\\<>&%$;:,.-_/()[]{}#*?@|~`äßñéЖ漢😀")

  /// An input; about every fourth number, text or list is one of the ends of what there may be.
  func make(by random: inout SpecRandom) -> LuaValue {
    switch self {
    case .boolean: return .boolean(Bool.random(using: &random))
    case .integer(let least, let most):
      switch random.below(8) {
      case 0: return .integer(least)
      case 1: return .integer(most)
      default: return .integer(.random(in: least...most, using: &random))
      }
    case .text(let most):
      let count = SpecGenerator.count(most, by: &random)
      let all = SpecGenerator.characters
      return .string(String((0..<count).map { _ in all[random.below(all.count)] }))
    case .choice(let values): return values[random.below(values.count)]
    case .list(let generator, let most):
      let count = SpecGenerator.count(most, by: &random)
      return .array((0..<count).map { _ in generator.make(by: &random) })
    case .table(let parts):
      return .table(parts.map { LuaPair($0.name, $0.part.make(by: &random)) })
    }
  }

  private static func count(_ most: Int, by random: inout SpecRandom) -> Int {
    switch random.below(8) {
    case 0: 0
    case 1: most
    default: random.below(most + 1)
    }
  }

  /// How many characters, numbers and items one input has at most, those of its keys too.
  var whole: Int {
    switch self {
    case .boolean, .integer: 1
    case .text(let most): most.plus(1)
    case .choice(let values): values.reduce(1) { max($0, $1.whole) }
    case .list(let generator, let most): generator.whole.times(most).plus(1)
    case .table(let parts):
      parts.reduce(1) { $0.plus($1.name.utf8.count).plus($1.part.whole) }
    }
  }

  /// Inputs that are simpler than one that it made, the simplest first; not all of what is large.
  func simpler(than value: LuaValue) -> [LuaValue] {
    switch self {
    case .boolean: value == .boolean(true) ? [.boolean(false)] : []
    case .integer(let least, let most):
      value.integer.map { SpecGenerator.simpler(than: $0, least...most) } ?? []
    case .text: SpecGenerator.simpler(than: Array(value.text ?? ""))
    case .choice(let values): SpecGenerator.simpler(than: value, among: values)
    case .list(let generator, _): generator.simpler(thanAll: value.items ?? [])
    case .table(let parts): SpecGenerator.simpler(than: value.pairs ?? [], parts)
    }
  }

  /// So many copies with one part simpler are made of something with so many parts.
  private static func mostCopies(of count: Int) -> Int {
    min(mostSimpler, mostCopied / max(1, count))
  }

  /// Numbers that are nearer to 0, or to the bound that is nearest to it.
  ///
  /// Their distances are that of the next one with fewer and fewer of its last digits set to 0: what
  /// is tried on the way to the simplest number is then the same again and again, once for each digit.
  private static func simpler(than number: Int64, _ bounds: ClosedRange<Int64>) -> [LuaValue] {
    let aim = min(max(0, bounds.lowerBound), bounds.upperBound)
    guard number != aim else { return [] }
    // The aim is 0, or on the same side of it.
    let next = number.magnitude - aim.magnitude - 1
    var distances: [UInt64] = []
    for digits in stride(from: UInt64.bitWidth - next.leadingZeroBitCount, through: 0, by: -1) {
      let distance = (next >> digits) << digits
      if distances.last != distance { distances.append(distance) }
    }
    return distances.map { distance in
      LuaValue.integer(number > aim ? aim + Int64(distance) : aim - Int64(distance))
    }
  }

  /// Shorter texts, then plainer ones.
  private static func simpler(than text: [Character]) -> [LuaValue] {
    let places = text.indices.lazy.filter { text[$0] != "a" }.prefix(mostCopies(of: text.count))
    let plainer = places.map { place in
      var other = text
      other[place] = "a"
      return LuaValue.string(String(other))
    }
    return shorter(text).map { LuaValue.string(String($0)) } + Array(plainer)
  }

  /// What stands before it in the list.
  private static func simpler(than value: LuaValue, among values: [LuaValue]) -> [LuaValue] {
    guard let place = values.firstIndex(of: value), place > 0 else { return [] }
    return [0, place / 2, place - 1].map { values[$0] }
  }

  /// Shorter lists, then those with one item simpler.
  private func simpler(thanAll items: [LuaValue]) -> [LuaValue] {
    let simpler = items.indices.lazy.flatMap { place in
      self.simpler(than: items[place]).lazy.map { item in
        var others = items
        others[place] = item
        return LuaValue.array(others)
      }
    }
    return SpecGenerator.shorter(items).map { LuaValue.array($0) }
      + Array(simpler.prefix(SpecGenerator.mostCopies(of: items.count)))
  }

  /// Tables with one value simpler.
  private static func simpler(
    than pairs: [LuaPair], _ parts: [(name: String, part: SpecGenerator)],
  ) -> [LuaValue] {
    let values = Dictionary(pairs.map { ($0.key, $0.value) }) { first, _ in first }
    let simpler = parts.lazy.flatMap { name, part in
      part.simpler(than: values[name] ?? .null).lazy.map { simpler in
        LuaValue.table(pairs.map { $0.key == name ? LuaPair(name, simpler) : $0 })
      }
    }
    return Array(simpler.prefix(mostCopies(of: pairs.count)))
  }

  /// The most parts of what is made shorter part by part.
  private static let mostSingles = 60

  private static func shorter<Part>(_ parts: [Part]) -> [[Part]] {
    guard !parts.isEmpty else { return [] }
    let half = parts.count / 2
    var shorter: [[Part]] = [[]]
    if half > 0 { shorter += [Array(parts[..<half]), Array(parts[half...])] }
    guard parts.count <= mostSingles, parts.count > 1 else { return shorter }
    return shorter
      + parts.indices.map { place in
        var others = parts
        others.remove(at: place)
        return others
      }
  }
}

extension SpecGenerator {
  /// What the functions of `spec.any` gave; `nil` for anything else.
  init?(_ value: LuaValue) {
    switch value["any"]?.text {
    case "boolean": self = .boolean
    case "integer":
      guard let least = value["least"]?.integer, let most = value["most"]?.integer, least <= most
      else { return nil }
      self = .integer(least: least, most: most)
    case "text":
      guard let most = SpecGenerator.most(of: value) else { return nil }
      self = .text(most: most)
    case "of":
      guard let values = value["values"]?.items, !values.isEmpty else { return nil }
      self = .choice(values)
    case "list":
      guard let generator = value["of"].flatMap(SpecGenerator.init),
        let most = SpecGenerator.most(of: value)
      else { return nil }
      self = .list(of: generator, most: most)
    case "table":
      let pairs = value["parts"]?.pairs ?? []
      let parts = pairs.compactMap { pair in
        SpecGenerator(pair.value).map { (name: pair.key, part: $0) }
      }
      guard parts.count == pairs.count else { return nil }
      self = .table(parts)
    default: return nil
    }
  }

  private static func most(of value: LuaValue) -> Int? {
    guard let most = value["most"]?.integer, (0...mostParts).contains(most) else { return nil }
    return Int(most)
  }
}

extension LuaValue {
  /// How many characters, numbers and items it has, those of its keys too.
  var whole: Int {
    switch self {
    case .none, .null, .boolean, .integer, .number, .function: 1
    case .string(let text): text.utf8.count + 1
    case .bytes(let bytes): bytes.count + 1
    case .array(let items): items.reduce(1) { $0 + $1.whole }
    case .table(let pairs), .record(_, _, let pairs):
      pairs.reduce(1) { $0 + $1.key.utf8.count + $1.value.whole }
    }
  }
}

extension Int {
  /// The sum, or the greatest number there is.
  fileprivate func plus(_ other: Int) -> Int {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? .max : sum
  }

  /// The product, or the greatest number there is.
  fileprivate func times(_ other: Int) -> Int {
    let (product, isOver) = multipliedReportingOverflow(by: other)
    return isOver ? .max : product
  }
}

/// Numbers that are the same whenever they come of the same seed: SplitMix64, by Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", 2014.
struct SpecRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 on that is less than `bound`.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
