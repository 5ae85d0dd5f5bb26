import Foundation
import TestSupport
import Testing

@Suite struct PromptOutputTests {
  /// A desk with two tickets, the first one of carl's.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "=cmd", "--requester", "carl")
    try desk.run("new", "Light", "--requester", "dora")
    return desk
  }

  private func shown(_ entries: String, on desk: TestDesk) throws -> String {
    let result = try desk.run("repl", input: entries)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test(arguments: [
    (".mode csv\n{ a = 1, b = '=x' }\n", "key,value\na,1\nb,'=x\n"),
    (".mode csv\ntickets('sort:id'):table{ 'id', 'subject' }\n", "id,subject\n1,'=cmd\n2,Light\n"),
    (".mode csv\ntickets(''):group('requester'):sort('key')\n", "key,value\ncarl,1\ndora,1\n"),
    (".mode lua\n{ 1, 'a\\nb', x = { y = true } }\n", "{1, \"a\\nb\", x = {y = true}}\n"),
    (".mode lua\n{ 0/0, f = print }\n", "{(0/0), f = nil --[[ function ]]}\n"),
    (".mode lua\n{ [true] = 1 }\n", "{[true] = 1}\n"),
    (".mode json\n{ a = 1 }\n", "{\"a\":1}\n"),
  ])
  func `values are written in the form that is asked for`(entries: String, output: String) throws {
    #expect(try shown(entries, on: desk()) == output)
  }

  @Test func `a loop over rows begins anew after one that was left`() throws {
    let entries = """
      rows = tickets('sort:id')
      for t in rows do print(t.id) break end
      for t in rows do print(t.id) end
      for t in rows do print(t.id) end

      """
    #expect(try shown(entries, on: desk()) == "1\n1\n2\n1\n2\n")
  }

  @Test func `long lines are broken between words on a terminal, and left alone in a file`() throws
  {
    let desk = try desk()
    let code = "print(('lantern '):rep(6) .. 'post')"
    let shown = try desk.runOnTerminal("repl", "-e", code, columns: 30)
    let lines = shown.output.split(whereSeparator: \.isNewline)
    #expect(lines == ["lantern lantern lantern", "lantern lantern lantern post"], "\(lines)")
    let whole = try desk.run("repl", "-e", code).output
    #expect(whole == String(repeating: "lantern ", count: 6) + "post\n")
  }

  @Test func `values go to a file until that is ended`() throws {
    let desk = try desk()
    let output = try shown(".output out\n1 + 1\nprint('x')\n.output\n3\n", on: desk)
    #expect(output == "3\n")
    #expect(try desk.text(of: "out") == "2\nx\n")
    let mode = try FileManager.default.attributesOfItem(atPath: desk.folder + "/out")
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test func `what commands of the command line tell goes where values go`() throws {
    let desk = try desk()
    let entries =
      ".output out\n.plugins\n.output\n.transcript log\n.plugins\n.transcript\n.plugins\n"
    let output = try shown(entries, on: desk)
    let plugins = try desk.text(of: "out")
    #expect(plugins.contains("support"))
    #expect(output == plugins + plugins)
    #expect(try desk.text(of: "log").contains(plugins))
  }

  @Test func `a field beside the table of fields is told where it stands`() throws {
    let result = try desk().run("repl", "--write", input: "t1:update{ priority = 'high' }\n")
    #expect(result.status == 1)
    #expect(result.errors.contains("fields stand in `set = { priority = … }`"))
  }

  @Test func `the history of one ticket is a timeline`() throws {
    let desk = try desk()
    let all = try desk.run("history", "1").output
    #expect(try shown("history(\"ticket:1\")\n", on: desk) == all)
    #expect(all.contains("create"))
  }

  @Test(arguments: ["save", "output", "transcript"])
  func `a file that exists is replaced only if that is said`(command: String) throws {
    let desk = try desk()
    try Data("old".utf8).write(to: URL(filePath: desk.folder + "/file"))
    let refused = try desk.run("repl", input: "1\n.\(command) file\n")
    #expect(refused.status == 1)
    #expect(refused.errors.contains(".\(command)! file"))
    #expect(try desk.text(of: "file") == "old")
    #expect(try desk.run("repl", input: "1\n.\(command)! file\n").status == 0)
    #expect(try desk.text(of: "file") != "old")
  }

  @Test func `a saved session does the same again`() throws {
    let desk = try desk()
    let entries = """
      local x = 5
      x + 1
      (function() return x * 2 end)()
      if x then return 'yes' end
      _2 + _3 -- both
      .save again.lua

      """
    _ = try shown(entries, on: desk)
    let again = try desk.run("repl", "again.lua")
    #expect(again.output == "16\n", "\(again.errors)")
  }

  @Test func `what fails shows its line and a mark below the place`() throws {
    let failed = try desk().run("repl", input: "x = {}\nx.y.z\n")
    #expect(failed.errors.contains("  x.y.z\n    ^\n"))
  }

  @Test func `what fails in a function of an earlier entry shows that line and the way there`()
    throws
  {
    let failed = try desk().run("repl", input: "f = function()\n  error('no')\nend\nf()\n")
    #expect(failed.errors.contains("  2 |   error('no')\n"))
    #expect(failed.errors.contains("  in [1] line 2"))
  }

  @Test(arguments: [
    ("help mode", ".mode table|json|csv|lua"), ("help queries", "docket help queries"),
    ("help tickets.get", "docket.tickets.get(id"), ("help entry", "entry: one line of the history"),
  ])
  func `help explains commands, topics and the API`(entry: String, beginning: String) throws {
    #expect(try shown(entry + "\n", on: desk()).hasPrefix(beginning))
  }

  @Test func `a misspelt field of a query is told with its near name`() throws {
    let failed = try desk().run("repl", input: "queu:billing\n")
    #expect(failed.status == 2)
    #expect(failed.errors.contains("queue"))
  }
}

extension TestDesk {
  fileprivate func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder + "/" + name)), as: UTF8.self)
  }
}
