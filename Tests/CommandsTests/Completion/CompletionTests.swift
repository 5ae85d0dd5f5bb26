import Foundation
import Testing

@Suite struct CompletionTests {
  /// A desk with a ticket of carl's and one of dora's.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "The printer burns", "--requester", "carl")
    try desk.run("new", "Refund of dora's", "--requester", "dora")
    return desk
  }

  @Test(arguments: [
    ("docket field show dup", ["duplicate_of"]), ("docket field add x --type cho", ["choice"]),
    ("docket stage add x --category wai", ["waiting"]),
    ("docket stage add x --from ans", ["answered"]),
    ("docket reason remove du", ["duplicate"]), ("docket type add x --lifecycle q", ["question"]),
    ("docket po", ["postpone"]), ("docket --json hist", ["history"]),
    ("docket plugin en", ["enable"]), ("docket plugin new x --kind wo", ["workflow"]),
    ("docket help per", ["person", "permissions"]),
    ("docket close 1 --rea", ["--reason"]), ("docket close 1 --reason du", ["duplicate"]),
    ("docket close 1 --reason=du", ["duplicate"]), ("docket assign 1 an", ["ann"]),
    ("docket assign 1 2 an", ["ann"]), ("docket assign is:po", ["postponed"]),
    ("docket take queue:bi", ["billing"]), ("docket reply 1 hi --stage ans", ["answered"]),
    ("docket do 1 2 mer", ["merge"]), ("docket close is:open prio", ["priority:"]),
    ("docket list is:po", ["postponed"]), ("docket list is:open assignee:m", ["mia", "me"]),
    ("docket list is:open,cl", ["open,closed"]), ("docket list not:is:cl", ["closed"]),
    ("docket list sort:-pri", ["-priority"]), ("docket list prio", ["priority:"]),
    ("docket update 1 prio", ["priority="]), ("docket update 1 priority=ur", ["urgent"]),
    ("docket update 1 queue=", ["billing"]), ("docket update 1 stage=ans", ["answered"]),
    ("docket list --columns id,pri", ["id,priority"]), ("docket discard 1 --to sp", ["spam"]),
    ("docket forward 1 --to bo", ["bob"]), ("docket setting set att", ["attachment_limit"]),
    ("docket new x --queue b", ["billing"]), ("docket new x --priority hi", ["high"]),
    ("docket role show man", ["manager"]), ("docket why ann ticket.cl", ["ticket.close"]),
    ("docket plugin info in", ["inbox", "intake"]), ("docket completion f", ["fish"]),
    ("docket subscribe --event crea", ["created"]),
    ("docket subscribe --event created,ticket.cl", ["created,ticket.close"]),
    ("docket subscribe add --event ticket.mer", ["ticket.merge"]),
    ("docket history action:clo", ["close"]), ("docket history vis", ["visibility:"]),
    ("docket nonsense ", []), ("docket show 1 ", []), ("docket update 1 secret=", []),
    ("docket do 1 mer", ["merge"]), ("docket redact 12 --field subj", ["subject"]),
    ("docket plugin set inbox prio", []), ("docket do 1 merge in", ["into="]),
    ("docket do 1 2 merge in", ["into="]),
    ("docket plugin set support reopen_on_r", ["reopen_on_reply="]),
    ("docket plugin set support reopen_on_reply=", ["yes", "no"]),
    ("docket init --with support-d", ["support-desk"]),
    ("docket init --with inbox,support-d", ["inbox,support-desk"]), ("docket intake pho", []),
  ])
  func `bash completes commands, options and the desk's names`(
    line: String, offered: [String],
  ) throws {
    let shell = BashShell(desk: try TestDesk.unchanged())
    #expect(try shell.completions(of: line) == offered)
  }

  private struct Document: Decodable {
    let command: Definition
  }

  /// What the parser says of a command: that is where completions come from.
  private struct Definition: Decodable {
    struct Argument: Decodable {
      struct Source: Decodable {}
      let kind: String
      let valueName: String?
      let completionKind: [String: Source]?
      let allValues: [String]?
    }
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Definition]?

    /// The arguments with values of this command and those below it that say nothing of them.
    var undeclared: [String] {
      let own = (arguments ?? []).filter { argument in
        argument.kind != "flag" && argument.completionKind == nil && argument.allValues == nil
      }
      // The parser's own `help` takes names of commands.
      let ours = own.filter { $0.valueName != "subcommands" }
      return ours.map { "\(commandName): \($0.valueName ?? "")" }
        + (subcommands ?? []).flatMap(\.undeclared)
    }
  }

  @Test func `every argument of every command says where its values come from`() throws {
    let dump = try DocketProcess(arguments: ["--experimental-dump-help"], folder: "/").run()
    let root = try JSONDecoder().decode(Document.self, from: Data(dump.output.utf8)).command
    #expect((root.subcommands ?? []).count > 30)
    #expect(root.undeclared == [])
  }

  @Test func `saved views complete where a view is named`() throws {
    let desk = try TestDesk()
    try desk.run("view", "save", "mine", "is:open")
    let shell = BashShell(desk: desk)
    #expect(try shell.completions(of: "docket list --view mi") == ["mine"])
    #expect(try shell.completions(of: "docket view show mi") == ["mine"])
    #expect(try shell.completions(of: "docket view board mi") == ["mine"])
  }

  @Test func `an option that was given is not offered again`() throws {
    let shell = BashShell(desk: try TestDesk.unchanged())
    let offered = try shell.completions(of: "docket close 1 --reason solved --")
    #expect(!offered.contains("--reason") && offered.contains("--root-cause"))
    #expect(offered.contains("--json"))
  }

  @Test func `tickets are those that somebody may see, the newest first`() throws {
    let desk = try desk()
    #expect(try BashShell(desk: desk).completions(of: "docket show ") == ["2", "1"])
    #expect(try BashShell(desk: desk, person: "carl").completions(of: "docket show ") == ["1"])
    #expect(try BashShell(desk: desk, person: "dora").completions(of: "docket show ") == ["2"])
  }

  @Test(arguments: [
    "docket assign 1 a", "docket role show a", "docket why ann ticket.c", "docket plugin info i",
    "docket list touch", "docket list --columns touch", "docket person show an",
  ])
  func `a customer is offered no name that they may not see`(line: String) throws {
    let shell = BashShell(desk: try TestDesk.unchanged(), person: "carl")
    #expect(try shell.completions(of: line).isEmpty)
  }

  @Test func `other shells are told what a candidate is, and notes are not`() throws {
    let desk = try desk()
    try desk.run("note", "1", "THE CUSTOMER LIES")
    for shell in ["zsh", "fish"] {
      let lines = try desk.run("---complete", shell, "show", "").lines
      #expect(lines == ["2\tRefund of dora's", "1\tThe printer burns"])
    }
  }

  @Test func `tickets are offered at each place where one can stand`() throws {
    let shell = BashShell(desk: try desk())
    for line in ["assign ", "close 1 ", "reply 1 ", "take ", "attach ", "detach 1 ", "do 1 "] {
      let offered = try shell.completions(of: "docket \(line)")
      #expect(offered.starts(with: ["2", "1"]), "\(line): \(offered)")
    }
    #expect(try shell.completions(of: "docket attach 1 2") == ["2"])
  }

  @Test func `what a shell would obey in a name is escaped`() throws {
    let desk = try desk()
    try desk.write(
      plugin: "hostile",
      """
      docket.field{ name = "danger", type = "choice", choices = { "$(touch owned)", "a b" } }
      """)
    #expect(try desk.run("plugin", "enable", "hostile", "--yes").status == 0)
    let offered = try BashShell(desk: desk).completions(of: "docket update 1 danger=")
    #expect(offered == ["\\$\\(touch\\ owned\\)", "a\\ b"])
    #expect(try desk.run("---complete", "zsh", "update", "1", "danger=a").lines == ["danger=a b\t"])
  }

  @Test(arguments: [
    ("docket list \"tag:", "tag:\\$(touch owned) \\`x\\` \\\\ \\\"\"'!'\"'"),
    ("docket list 'tag:", "tag:$(touch owned) `x` \\ \"!'\\''"),
  ])
  func `what a shell would obey within quotes is escaped for those quotes`(
    line: String, offered: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "$(touch owned) `x` \\ \"!'")
    #expect(try desk.run("---complete", "bash", line, " :=").lines == [offered])
  }

  @Test func `a letter that joins what follows it hides nothing from the shell`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "\u{D4E};reboot")
    #expect(
      try desk.run("---complete", "bash", "docket list tag:", "").lines
        == ["tag:\u{D4E}\\;reboot"])
  }

  @Test(arguments: ["bash", "zsh", "fish", "tcsh"])
  func `where there is no desk, completing is silent`(shell: String) throws {
    let process = DocketProcess(
      arguments: ["---complete", shell, shell == "bash" ? "docket show " : "show", ""], folder: "/")
    let result = try process.run()
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
  }

  @Test func `the desk and the person on the line are those that names come from`() throws {
    let desk = try desk()
    let process = DocketProcess(
      arguments: ["---complete", "fish", "--desk", desk.path, "--as=carl", "show", ""], folder: "/")
    #expect(try process.run().lines == ["1\tThe printer burns"])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `each shell has its script`(shell: String) throws {
    let result = try DocketProcess(arguments: ["completion", shell], folder: "/").run()
    #expect(result.status == 0)
    #expect(result.output.contains("---complete \(shell)"))
  }
}
