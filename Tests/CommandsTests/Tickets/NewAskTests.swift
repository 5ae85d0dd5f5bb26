import Foundation
import TestSupport
import Testing

/// `docket new --ask`: a new ticket, field by field.
@Suite struct NewAskTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "device",
      files: [
        "locales/en.lua": """
        return { ["field.item"] = "Item", ["help.item"] = "What it is about", ["group.device"] = "Device",
          ["placeholder.serial"] = "SN42", ["choice.item.hardware"] = "Hard ware" }
        """,
        "locales/de.lua": #"return { ["help.item"] = "Worum es geht" }"#,
      ],
      """
      docket.field{ name = "item", type = "choice", choices = { "hardware", "software" },
        group = "device", default = "software" }
      docket.field{ name = "serial", type = "text", pattern = "SN%d+", group = "device",
        show_if = "item:hardware", required = true }
      docket.field{ name = "grudge", type = "text", view = "device.grudge" }
      docket.validate("ticket.create", function(change)
        if change.after.fields.serial == "SN0" then change:refuse("serial", "is worn out") end
      end)
      """)
    let enabled = try desk.run("plugin", "enable", "device", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    return desk
  }

  private func ask(
    _ desk: TestDesk, _ options: [String] = [], as person: String = "ann", typing: [String],
  ) throws -> DocketProcess.Result {
    try desk.process(["new", "--ask"] + options, as: person)
      .runOnTerminal(columns: 100, typing: typing.joined(separator: "\n") + "\n")
  }

  /// The command with somebody at its terminal, who waits for each question.
  private func sitting(at desk: TestDesk, _ words: String...) throws -> TestSupport.PseudoTerminal {
    try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "new", "--ask", "--desk", desk.path, "--as", "ann"] + words,
      in: [desk], environment: desk.process([]).variables, columns: 100, patience: .seconds(30))
  }

  /// Answers to what is asked before the fields of the plugin, after the subject.
  private static let plain = ["No light", "It is", "dark.", ".", ""]

  @Test func `it asks what is left out, shows the ticket as it would be, and makes it`() throws {
    let desk = try desk()
    let result = try ask(desk, typing: ["carl"] + Self.plain + ["1", "SN7", "y"])
    #expect(result.status == 0, "\(result.output)")
    for words in [
      "A new ticket", "Device", "What it is about", "1 hardware (Hard ware)", "e.g. SN42",
      "subject: – → No light", "Make it?",
    ] { #expect(result.output.contains(words), "\(words): \(result.output)") }
    #expect(!result.output.contains("grudge"))
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect(ticket["body"] as? String == "It is\ndark." && ticket["requester"] as? String == "carl")
    let fields = ticket["fields"] as? [String: Any]
    #expect(fields?["item"] as? String == "hardware" && fields?["serial"] as? String == "SN7")
  }

  @Test func `what an answer hides is not asked, and a default needs no answer`() throws {
    let desk = try desk()
    let result = try ask(desk, typing: ["carl"] + Self.plain + ["", "y"])
    #expect(result.status == 0 && !result.output.contains("SN42"), "\(result.output)")
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect((ticket["fields"] as? [String: Any])?["item"] as? String == "software")
  }

  @Test func `what does not fit is said at once in the kernel's words, and asked again`() throws {
    let desk = try desk()
    let typed = [
      "nobody", "carl", "", "No light", "", "hig", "high", "hardwar", "hardware", "", "x",
    ]
    let result = try ask(desk, typing: typed + ["SN7", "y"])
    #expect(result.status == 0, "\(result.output)")
    for words in [
      "there is no person", "did you mean high?", "did you mean hardware?", "is needed",
      "does not have the form SN%d+",
    ] { #expect(result.output.contains(words), "\(words): \(result.output)") }
    #expect((try desk.json("show", "1") as? [String: Any])?["priority"] as? String == "high")
  }

  @Test func `what a plugin refuses is asked again, and nothing else`() throws {
    let desk = try desk()
    let result = try ask(desk, typing: ["carl"] + Self.plain + ["hardware", "SN0", "SN1", "y"])
    #expect(result.status == 0 && result.output.contains("is worn out"), "\(result.output)")
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect((ticket["fields"] as? [String: Any])?["serial"] as? String == "SN1")
  }

  @Test func `what options say is not asked`() throws {
    let desk = try desk()
    let options = ["No light", "--requester", "carl", "--body", "dark", "--field", "item=software"]
    let result = try ask(desk, options + ["--priority", "low"], typing: ["y"])
    #expect(result.status == 0, "\(result.output)")
    #expect((try desk.json("show", "1") as? [String: Any])?["priority"] as? String == "low")
  }

  @Test func `an address that is nobody's becomes a customer with the ticket`() throws {
    let desk = try desk()
    let result = try ask(desk, typing: ["jane@example.com"] + Self.plain + ["", "y"])
    #expect(result.status == 0, "\(result.output)")
    #expect((try desk.json("show", "1") as? [String: Any])?["requester"] as? String == "jane")
  }

  @Test func `a no, and an end of input, change nothing`() throws {
    let desk = try desk()
    let no = try ask(desk, typing: ["carl"] + Self.plain + ["", "n"])
    #expect(no.status == 1 && no.output.contains("nothing was changed"), "\(no.output)")
    let left = try sitting(at: desk, "No light", "--body", "dark")
    try left.wait(for: "Requester")
    left.send("\u{4}")
    try left.wait(for: "nothing was taken in")
    #expect(try left.end() == .status(1))
    #expect(try desk.run("list").lines.isEmpty)
  }

  @Test func `a dry run shows the steps, and makes nothing`() throws {
    let desk = try desk()
    let result = try ask(desk, ["--dry-run"], typing: ["carl"] + Self.plain + [""])
    #expect(result.status == 0 && !result.output.contains("Make it?"), "\(result.output)")
    #expect(try desk.run("list").lines.isEmpty)
  }

  @Test func `it asks in the reader's language`() throws {
    let desk = try desk()
    let result = try ask(desk, ["--lang", "de"], typing: ["carl"] + Self.plain + ["", "j"])
    #expect(result.status == 0, "\(result.output)")
    for words in ["Ein neues Ticket", "Worum es geht", "Anlegen?"] {
      #expect(result.output.contains(words), "\(words): \(result.output)")
    }
  }

  @Test func `without a terminal it says which options to use`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("new", "--ask", as: "ann")
    #expect(result.status == 2 && result.errors.contains("--field NAME=VALUE"), "\(result.errors)")
    let bare = try desk.run("new", as: "ann")
    #expect(bare.status == 2 && bare.errors.contains("--ask"), "\(bare.errors)")
  }

  @Test func `a choice is completed by its beginning`() throws {
    let desk = try desk()
    let terminal = try sitting(at: desk, "x", "--requester", "carl", "--body", "y")
    try terminal.wait(for: "Priority")
    terminal.send("hi\t\r")
    try terminal.wait(for: "Item")
    terminal.send("h\t\r")
    try terminal.wait(for: "SN42")
    terminal.send("\u{3}")
    #expect(try terminal.end() == .status(1))
    #expect(try desk.run("list").lines.isEmpty)
  }
}
