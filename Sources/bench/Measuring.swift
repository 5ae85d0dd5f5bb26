import Glibc

/// Readings of clocks.
enum Meter {
  /// Microseconds of CPU that all threads of this process have used, the kernel's part included.
  static var cpu: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// Microseconds of a clock that only goes forward.
  static var time: Double { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1_000_000 + Double(time.tv_nsec) / 1_000
  }
}

/// Several readings of the same thing.
struct Readings {
  private var values: [Double] = []

  mutating func add(_ value: Double) {
    values.append(value)
  }

  var median: Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  var least: Double { values.min() ?? 0 }
}

/// A folder for the desks of one run, gone afterwards, and one for the large desk, which is kept.
struct WorkFolder {
  let path: String
  /// Where the large desk is kept for the next run.
  let kept: String

  init(_ options: Options) throws {
    kept = ".build/bench"
    let parts = [".build", kept]
    for part in parts { unsafe mkdir(part, 0o755) }
    path = "\(kept)/run-\(getpid())"
    guard unsafe mkdir(path, 0o755) == 0 else {
      throw BenchError("cannot make the folder \(path): \(unsafe String(cString: strerror(errno)))")
    }
  }

  func remove() {
    _ = try? BenchProgram.run(["/bin/rm", "-rf", path])
  }

  /// A new path in the folder.
  func fresh(_ name: String, _ number: Int = 0) -> String {
    "\(path)/\(name)-\(number)"
  }

  /// Removes a folder that is needed no longer.
  func drop(_ folder: String) {
    _ = try? BenchProgram.run(["/bin/rm", "-rf", folder])
  }

  /// Copies a folder with all that is in it.
  func copy(_ from: String, to: String) throws {
    guard try BenchProgram.run(["/bin/cp", "-r", from, to]).status == 0 else {
      throw BenchError("cannot copy \(from) to \(to)")
    }
  }
}

/// Why something cannot be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
