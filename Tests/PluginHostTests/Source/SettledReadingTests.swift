import PluginHost
import Testing
import Texts

/// Files that somebody rewrites while they are read are taken whole or not at all.
@Suite struct SettledReadingTests {
  /// Gives those readings, one after the other, and the last one for ever.
  private func read(_ readings: [Int]) throws -> (value: Int, count: Int) {
    var count = 0
    let value = try SettledReading.of("p") { () throws(PluginProblem) in
      defer { count += 1 }
      return readings[min(count, readings.count - 1)]
    }
    return (value, count)
  }

  @Test func `what does not change is read twice`() throws {
    #expect(try read([7]) == (7, 2))
  }

  @Test func `what changes is read until two readings agree`() throws {
    #expect(try read([1, 2, 3, 3, 4]) == (3, 4))
  }

  @Test func `what changes all the time is an error that says so`() {
    let error = #expect(throws: PluginProblem.self) { try read(Array(0..<100)) }
    #expect(error?.message.contains("changed while they were read") == true)
  }

  @Test func `a file that is missing for a moment is read again, one that stays away is an error`()
    throws
  {
    var tries = 0
    let gone = PluginProblem(plugin: "p", file: "init.lua", Text(words: "gone"))
    let value = try SettledReading.of("p") { () throws(PluginProblem) in
      tries += 1
      if tries == 1 { throw gone }
      return tries > 1 ? "there" : ""
    }
    #expect(value == "there")
    #expect(throws: gone) {
      try SettledReading.of("p") { () throws(PluginProblem) -> Int in throw gone }
    }
  }

  @Test func `a list of files that grows between two readings is read again`() throws {
    let files = [["plugin.lua": [1]], ["plugin.lua": [1], "lib/a.lua": [2]] as [String: [UInt8]]]
    var count = 0
    let taken = try SettledReading.of("p") { () throws(PluginProblem) in
      defer { count += 1 }
      return PluginSource(name: "p", files: files[min(count, 1)])
    }
    #expect(taken.files.count == 2)
  }
}
