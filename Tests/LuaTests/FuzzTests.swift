import Foundation
import SandboxFuzz
import Testing

/// Inputs that a fuzzer has found, and what generators add, through the fuzzers' own targets.
@Suite struct FuzzTests {
  static func inputs(_ target: String) -> [String] {
    let folder = HostileFiles.tests.appending(path: "../Fuzz/Inputs/\(target)").standardizedFileURL
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0).path }
  }

  private func complaint(_ target: String, _ bytes: [UInt8]) -> String? {
    unsafe bytes.withUnsafeBufferPointer { input in
      let found = unsafe FuzzTests.run(target, input.baseAddress, input.count)
      return unsafe found.map { unsafe String(cString: $0) }
    }
  }

  private static func run(
    _ target: String, _ bytes: UnsafePointer<UInt8>?, _ count: Int,
  ) -> UnsafePointer<CChar>? {
    switch target {
    case "wire": unsafe fuzz_wire(bytes, count)
    case "pattern": unsafe fuzz_pattern(bytes, count)
    case "library": unsafe fuzz_library(bytes, count)
    default: unsafe fuzz_sandbox(bytes, count)
    }
  }

  @Test(arguments: ["wire", "pattern", "sandbox", "library"])
  func `what fuzzers once found stays mended`(target: String) throws {
    let files = FuzzTests.inputs(target)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      #expect(complaint(target, bytes) == nil, "\(file)")
    }
  }

  @Test(arguments: ["wire", "pattern"], [UInt64(1), 2, 3])
  func `inputs with flipped bytes break nothing`(target: String, seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    for file in FuzzTests.inputs(target).prefix(20) {
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      guard !bytes.isEmpty else { continue }
      for _ in 0..<20 {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        #expect(complaint(target, bytes) == nil, "\(bytes)")
      }
    }
  }
}
