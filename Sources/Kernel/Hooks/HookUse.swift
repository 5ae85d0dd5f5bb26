/// What one function of a plugin has used, added up over many calls.
package struct HookUse: Equatable, Sendable {
  /// Which function it is: what a plugin registered under a name, as what.
  package struct Key: Hashable, Sendable {
    package var plugin: String
    /// `before`, `validate`, `after`, `action`, `timer` or `channel`.
    package var kind: String
    package var name: String

    package init(plugin: String, kind: String, name: String) {
      self.plugin = plugin
      self.kind = kind
      self.name = name
    }
  }

  package var calls: Int64 = 0
  /// Calls that failed.
  package var faults: Int64 = 0
  /// Lua instructions of all calls.
  package var instructions: Int64 = 0
  /// The most bytes that its sandbox ever had.
  package var memory: Int64 = 0
  package var times = TimeHistogram()

  package init() {}

  /// Adds one call.
  package mutating func add(
    nanoseconds: Int64, instructions: Int64, memory: Int64, isFault: Bool,
  ) {
    calls += 1
    if isFault { faults += 1 }
    self.instructions += instructions
    self.memory = max(self.memory, memory)
    times.add(nanoseconds)
  }

  /// Adds what was counted elsewhere.
  package mutating func merge(_ other: HookUse) {
    calls += other.calls
    faults += other.faults
    instructions += other.instructions
    memory = max(memory, other.memory)
    times.merge(other.times)
  }
}

/// How many calls took how long, to an eighth: enough for quantiles, in a few numbers.
///
/// Four buckets for each doubling; a bucket is known by the position of the time's highest bit and
/// the two bits after it.
package struct TimeHistogram: Equatable, Sendable {
  private var counts: [Int: Int64] = [:]

  package init() {}

  /// Counts a time.
  package mutating func add(_ nanoseconds: Int64) {
    counts[TimeHistogram.bucket(of: nanoseconds), default: 0] += 1
  }

  /// Adds what was counted elsewhere.
  package mutating func merge(_ other: TimeHistogram) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The time in nanoseconds within which that share of the calls was done; 0 without any.
  package func quantile(_ share: Double) -> Int64 {
    let total = counts.values.reduce(0, +)
    var left = Int64((Double(total) * share).rounded(.up))
    for bucket in counts.keys.sorted() {
      left -= counts[bucket] ?? 0
      if left <= 0 { return TimeHistogram.middle(of: bucket) }
    }
    return 0
  }

  private static func bucket(of nanoseconds: Int64) -> Int {
    let time = UInt64(max(4, nanoseconds))
    let exponent = 63 - time.leadingZeroBitCount
    return exponent * 4 + Int((time >> UInt64(exponent - 2)) & 3)
  }

  private static func middle(of bucket: Int) -> Int64 {
    let (exponent, part) = bucket.quotientAndRemainder(dividingBy: 4)
    guard (2..<61).contains(exponent) else { return 0 }
    return (Int64(9 + 2 * part) << Int64(exponent)) / 8
  }
}

extension TimeHistogram {
  /// Its only text, `bucket:count` with spaces between.
  package var text: String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String) {
    for pair in text.split(separator: " ") {
      let numbers = pair.split(separator: ":").compactMap { Int64($0) }
      guard numbers.count == 2 else { return nil }
      counts[Int(numbers[0])] = numbers[1]
    }
  }
}
