import Kernel
import PluginHost
import System
import Texts

/// Another program that looks for mistakes in Lua, where it is installed: Debian's `lua-check`.
enum Luacheck {
  /// So much of what it prints is read.
  private static let outputLimit = 1 << 20

  /// What it finds in files of a folder; nothing where there is no such program.
  ///
  /// It reads no configuration, which would be code of the plugin's that runs outside of the sandbox.
  /// Globals are left to Docket's own check, which knows them.
  static func findings(in folder: String, _ files: [String]) -> [CheckFinding] {
    let root = FileSystem.absolute(folder)
    let words =
      [
        "luacheck", "--no-config", "--no-cache", "--no-color", "--formatter", "plain", "--codes",
        "--std", "lua54", "--no-global", "--no-unused-args", "--no-max-line-length",
        // A loop that ends with its first round takes the one entry that a table may have.
        "--ignore", "512",
      ] + ["--"] + files.map { "\(root)/\($0)" }
    guard !files.isEmpty,
      let output = try? ChildProcess.output(of: words, atMost: outputLimit)
    else { return [] }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    return lines.compactMap { finding(in: $0, of: "\(root)/") }
  }

  /// Reads `FILE:LINE:COLUMN: (W211) words`.
  private static func finding(in line: Substring, of root: String) -> CheckFinding? {
    guard line.hasPrefix(root), let end = line.firstRange(of: ".lua:") else { return nil }
    let parts = line[end.upperBound...].split(separator: ":", maxSplits: 2)
    guard parts.count == 3, let row = Int(parts[0]), let column = Int(parts[1]), row > 0, column > 0
    else { return nil }
    let file = line[..<end.upperBound].dropFirst(root.count).dropLast()
    let words = parts[2].drop { $0 == " " }
    return CheckFinding(
      .luacheck, file: String(file), line: row, column: column, Text(words: String(words)))
  }
}
