import Foundation
import Testing

/// What stands in the help of commands.
@Suite struct ExampleTests {
  /// The commands that do something, by the words that lead to them.
  private func commands(below path: [String] = []) throws -> [[String]] {
    let names = try path.isEmpty ? outermost() : subcommands(of: path)
    guard !names.isEmpty else { return [path] }
    return try names.flatMap { try commands(below: path + [$0]) }
  }

  private func help(_ path: [String]) throws -> String {
    try TestDesk.unchanged().process(path + ["--help"]).run().output
  }

  private func outermost() throws -> [String] {
    let json = try TestDesk.unchanged().run("help", "--json").output
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let commands = try #require(document?["commands"] as? [[String: Any]])
    return commands.compactMap { $0["name"] as? String }
  }

  private func subcommands(of path: [String]) throws -> [String] {
    let lines = try help(path).split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.lowercased().hasPrefix("subcommands") }) else {
      return []
    }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map(String.init)
    }
  }

  @Test func `the lines of a command's help are filled, and end between sentences only`() throws {
    for path in try commands() where path != ["help"] {
      let text = try help(path).split(separator: "\n", omittingEmptySubsequences: false)
      let lines = text.prefix { !$0.hasPrefix("Examples") && !$0.hasPrefix("USAGE") }.dropFirst()
      for (line, next) in zip(lines, lines.dropFirst())
      where !line.isEmpty && !next.isEmpty && !line.hasPrefix(" ") && !next.hasPrefix(" ") {
        let word = next.prefix { $0 != " " }
        // A line has at most 79 columns.
        #expect(line.count + 1 + word.count > 79, "\(path.joined(separator: " ")): \(line)")
      }
    }
  }

  @Test func `every command has an example of its own`() throws {
    let commands = try commands()
    #expect(commands.count > 70, "\(commands.count)")
    for path in commands where path != ["help"] {
      let lines = try help(path).split(separator: "\n").map { $0.drop { $0 == " " } }
      let start = try #require(
        lines.firstIndex { $0.hasPrefix("Examples") }, "\(path.joined(separator: " "))")
      let named = lines[(start + 1)...].contains { $0.contains("docket ") }
      #expect(named, "\(path.joined(separator: " "))")
    }
  }
}
