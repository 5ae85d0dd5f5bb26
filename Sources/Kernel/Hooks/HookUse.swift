/// What one function of a plugin has used, added up over many calls.
package struct HookUse: Equatable, Sendable {
  /// Which function it is: what a plugin registered under a name, as what.
  package struct Key: Hashable, Sendable {
    package var plugin: String
    /// `before`, `validate`, `after`, `action`, `form`, `export`, `timer` or `channel`.
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
    calls = calls.addingSaturated(other.calls)
    faults = faults.addingSaturated(other.faults)
    instructions = instructions.addingSaturated(other.instructions)
    memory = max(memory, other.memory)
    times.merge(other.times)
  }
}

/// How many calls took how long, to an eighth: enough for quantiles, in a few numbers.
///
/// Four buckets for each doubling; a bucket is known by the position of the time's highest bit and
/// the two bits after it.
package struct TimeHistogram: Equatable, Sendable {
  /// By bucket, as far as there are any.
  private var counts: [Int64] = []

  package init() {}

  /// Counts a time.
  package mutating func add(_ nanoseconds: Int64) {
    add(1, to: TimeHistogram.bucket(of: nanoseconds))
  }

  /// Adds what was counted elsewhere.
  package mutating func merge(_ other: TimeHistogram) {
    for (bucket, count) in other.counts.enumerated() where count != 0 { add(count, to: bucket) }
  }

  private mutating func add(_ count: Int64, to bucket: Int) {
    while counts.count <= bucket { counts.append(0) }
    counts[bucket] = counts[bucket].addingSaturated(count)
  }

  /// The time in nanoseconds within which that share of the calls was done; 0 without any.
  package func quantile(_ share: Double) -> Int64 {
    let total = counts.reduce(Int64(0)) { $0.addingSaturated($1) }
    guard total > 0 else { return 0 }
    var left = Int64(exactly: (Double(total) * share).rounded(.up)) ?? total
    for (bucket, count) in counts.enumerated() where count != 0 {
      left -= count
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
  private static let buckets = 8..<256

  /// Its only text, `bucket:count` with spaces between.
  package var text: String {
    counts.enumerated().filter { $0.element != 0 }.map { "\($0.offset):\($0.element)" }
      .joined(separator: " ")
  }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String) {
    for pair in text.split(separator: " ") {
      let numbers = pair.split(separator: ":").compactMap { Int64($0) }
      guard numbers.count == 2, let bucket = Int(exactly: numbers[0]),
        TimeHistogram.buckets.contains(bucket), numbers[1] >= 0
      else { return nil }
      add(numbers[1], to: bucket)
    }
  }
}

/// What one function of a plugin has used since counting began.
package struct CountedUse: Equatable, Sendable {
  package let key: HookUse.Key
  package let use: HookUse
  package let since: Instant

  package init(key: HookUse.Key, use: HookUse, since: Instant) {
    self.key = key
    self.use = use
    self.since = since
  }
}
