import Foundation
import Testing

@Suite struct RepeatedOptionTests {
  @Test func `each option of one value is refused with two, in every command`() throws {
    let desk = try TestDesk.unchanged()
    let help = try desk.run("--experimental-dump-help").output
    let tree = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
    let options = single(try #require(tree?["command"] as? [String: Any]), path: [])
    #expect(options.count > 700)
    let lines = options.map { path, option in
      // The language is said, so that no desk is opened to know it.
      let language = option == "--lang" ? [] : ["--lang", "en"]
      return CommandLineInput(
        arguments: path + ["--json", option, "1", option, "2"] + language)
    }
    for (line, answer) in zip(lines, try desk.answers(to: lines, as: nil)) {
      let isTold = answer.output.contains(#""code":"usage.option_twice""#)
      #expect(answer.status == 2 && isTold, "\(line.arguments): \(answer.output)\(answer.errors)")
    }
  }

  @Test(arguments: [
    ["new", "x", "--priority", "high", "--dry-run", "--priority", "low"],
    ["new", "x", "--priority=high", "--priority", "low", "--dry-run"],
    ["--priority=high", "new", "x", "--priority", "low", "--dry-run"],
    ["plugin", "types", "-o", "high", "--output", "low"],
    ["subscribe", "--when", "high", "--event", "reply", "--when", "low"],
  ])
  func `both values are named, with what may be repeated`(arguments: [String]) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2)
    let isNamed = result.errors.contains("`high`") && result.errors.contains("`low`")
    #expect(isNamed && result.errors.contains("may be repeated here: "), "\(result.errors)")
  }

  @Test(arguments: [
    ["new", "x", "--priority", "high", "--priority", "high", "--dry-run"],
    ["new", "x", "--tag", "a", "--tag", "b", "--dry-run"],
    ["new", "x", "--dry-run", "--dry-run"],
    ["new", "--dry-run", "--priority", "high", "--", "--priority"],
  ])
  func `what loses nothing may be there twice`(arguments: [String]) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: ["de", "es", "nl", "ru"])
  func `it is told in the reader's language`(language: String) throws {
    let line = ["--lang", language, "new", "x", "--type", "a", "--type", "b"]
    let result = try TestDesk.unchanged().process(line).run()
    #expect(result.status == 2 && !result.errors.contains("twice"), "\(result.errors)")
    #expect(result.errors.contains("--type") && result.errors.contains("--tag"))
  }

  @Test(arguments: [
    ["field", "add", "x", "--type", "text", "--label", "A", "--label", "B"],
    ["field", "add", "x", "--type", "text", "--about", "nl=A", "--about", "nl=B"],
    ["type", "add", "x", "--default", "priority=low", "--default", "priority=high"],
    ["lifecycle", "add", "x", "--stage", "a=open", "--stage", "a=closed"],
    ["lifecycle", "add", "x", "--stage", "a=open", "--close", "a=b", "--close", "a=c"],
    ["plugin", "set", "support", "reopen_on_reply=yes", "reopen_on_reply=no"],
    ["rule", "add", "x", "priority=low", "priority=high", "--dry-run"],
    ["update", "1", "priority=low", "priority=high"],
  ])
  func `a name that is given two values in one option is refused`(arguments: [String]) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2 && result.errors.contains("is given twice"), "\(result.errors)")
  }

  @Test func `flags that contradict each other are refused`() throws {
    let line = ["field", "add", "x", "--type", "text", "--many", "--no-many"]
    #expect(try TestDesk.unchanged().process(line).run().status == 2)
  }

  @Test func `help is shown all the same`() throws {
    let line = ["new", "x", "--type", "a", "--type", "b", "--help"]
    #expect(try TestDesk.unchanged().process(line).run().status == 0)
  }

  /// The options of one value of a command and those below it, as they are typed.
  private func single(
    _ command: [String: Any], path: [String],
  ) -> [(path: [String], option: String)] {
    let inner = command["subcommands"] as? [[String: Any]] ?? []
    guard inner.isEmpty else {
      return inner.flatMap { single($0, path: path + [$0["commandName"] as? String ?? ""]) }
    }
    return (command["arguments"] as? [[String: Any]] ?? []).compactMap { argument in
      guard argument["kind"] as? String == "option", argument["isRepeating"] as? Bool == false,
        let name = (argument["names"] as? [[String: Any]])?.first,
        let text = name["name"] as? String
      else { return nil }
      return (path, name["kind"] as? String == "long" ? "--\(text)" : "-\(text)")
    }
  }
}
