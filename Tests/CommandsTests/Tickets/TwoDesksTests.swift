import Foundation
import Testing

/// What somebody may not see, they cannot ask for either: of two desks that differ in nothing else,
/// each command prints the same.
@Suite struct TwoDesksTests {
  /// What differs between two desks.
  struct Secret: Sendable {
    var body = "aardvark"
    var tag = "red"
    var grudge = "aardvark"
    var reply = "walrus"
    /// Further changes, of nothing but what is hidden.
    var changes: [String] = []
  }

  /// Somebody's rights, and the same ticket otherwise in what they do not see of it.
  struct Reader: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var grants: [[String]]
    var other: Secret
  }

  static let readers = [
    Reader(
      testDescription: "some fields of every ticket",
      grants: [["ticket.view", "--fields", "id,subject,stage"], ["history.view"]],
      other: Secret(
        body: "zebra", tag: "blue", grudge: "zebra",
        changes: ["priority=low", "body=again", "tags+=more"])),
    Reader(
      testDescription: "all but some fields of some tickets",
      grants: [
        ["ticket.view"], ["history.view"],
        ["ticket.view", "--deny", "--fields", "body,tags", "--when", "queue:billing"],
      ],
      other: Secret(
        body: "zebra", tag: "blue", grudge: "zebra", changes: ["body=again", "tags+=more"])),
    Reader(
      testDescription: "tickets without their histories", grants: [["ticket.view"], ["note.view"]],
      other: Secret(grudge: "zebra", reply: "yak")),
    Reader(
      testDescription: "a field, but not of some tickets",
      grants: [
        ["ticket.view"], ["history.view"], ["hidden.view"],
        ["hidden.view", "--deny", "--when", "priority:high"],
      ], other: Secret(grudge: "zebra", changes: ["grudge=again"])),
  ]

  private func desk(with secret: Secret, for reader: Reader) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "hidden",
      """
      docket.field{ name = 'grudge', type = 'text', view = 'hidden.view' }
      docket.action{ name = 'weigh', params = { why = { type = 'text', view = 'hidden.view' } },
        data = { load = { type = 'text', view = 'hidden.view' } },
        propose = function(change) return { load = change.params.why } end }
      """)
    try Data(Self.script.utf8).write(to: URL(fileURLWithPath: desk.path + "/scripts/look.lua"))
    let others = ["export", "bulk", "person.view", "ticket.update", "ticket.reply", "hidden.weigh"]
    let grants = reader.grants + others.map { [$0] }
    let setting =
      [["plugin", "enable", "hidden", "--yes"]]
      + grants.map { ["role", "grant", "reader"] + $0 } + [
        ["role", "grant", "agent", "ticket.purge", "--when", "tag:red"],
        ["role", "grant", "agent", "ticket.redact", "--when", "grudge:aardvark"],
        ["person", "add", "rea", "--role", "reader"],
        ["subscribe", "--person", "rea", "--event", "ticket.*"],
      ]
    let words = [
      [
        "new", "Lamp", "--body", "\(secret.body) sits", "--queue", "billing", "--priority", "high",
        "--tag", secret.tag, "--field", "grudge=\(secret.grudge)",
      ],
      ["new", "Plain", "--body", "nothing"],
      ["reply", "1", "we look at the \(secret.reply)"],
      ["update", "1", "subject=Bulb", "body=\(secret.body) stands", "tags+=\(secret.tag)2"],
      ["do", "1", "weigh", "why=\(secret.grudge)"],
    ]
    let changes = secret.changes.map { ["update", "1", $0] }
    for arguments in setting + words + changes {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    return desk
  }

  /// What a script that one runs by hand finds out.
  static let script = """
    local function try(...)
      print(select(2, pcall(...)))
    end
    local tickets = docket.tickets
    for _, words in ipairs{ "aardvark", "walrus", "not:walrus", "tag:red", "has:grudge", "Lamp" } do
      try(tickets.count, words)
      try(function() return #tickets.find(words .. " sort:rank") end)
    end
    for _, name in ipairs{ "tags", "grudge", "stage", "updated" } do
      try(tickets.count, "", { by = name })
    end
    for ticket in tickets.each("") do
      print(ticket.subject, ticket.body, #ticket.tags, ticket.fields.grudge, ticket.version)
    end
    for _, entry in ipairs(docket.history.find("")) do
      print(entry.number, entry.version, entry.action, entry.text)
      for _, edit in ipairs(entry.edits) do print(edit.field, edit.from, edit.to) end
    end
    for _, permission in ipairs{ "ticket.purge", "ticket.redact", "ticket.view" } do
      print(permission, docket.people.may("ann", permission, 1))
    end
    """

  static let commands: [[String]] = [
    ["show", "1"], ["show", "1", "--at", "now"], ["list"], ["list", "--format", "csv"],
    ["list", "aardvark"], ["list", "zebra"], ["list", "text:aardvark,walrus,yak", "sort:rank"],
    ["list", "not:aardvark", "not:walrus"], ["list", "aardvark or walrus", "--group", "stage"],
    ["list", "grudge:aardvark"], ["list", "has:grudge"], ["list", "--group", "grudge"],
    ["list", "sort:grudge"], ["list", "tag:red"], ["list", "--group", "tags"],
    ["list", "sort:tags"], ["list", "sort:body"], ["list", "body:aardvark"],
    ["list", "--columns", "id,grudge"], ["list", "--columns", "id,tags,body"],
    ["list", "is:waiting"], ["list", "was:open"], ["list", "subject:Lamp"], ["list", "Lamp"],
    ["history", "1"], ["history", "1", "--at", "now"], ["history", "edited:grudge"],
    ["history", "edited:tags"], ["history", "data.load:aardvark"], ["history", "action:weigh"],
    ["explain", "1", "body"], ["explain", "1", "grudge"], ["explain", "1", "subject"],
    ["export"], ["export", "aardvark"], ["export", "--format", "csv"], ["export", "tag:red"],
    ["inbox"], ["why", "ann", "ticket.purge", "1"], ["why", "ann", "ticket.redact", "1"],
    ["update", "aardvark", "priority=low", "--dry-run"],
    ["update", "1", "priority=low", "--dry-run"], ["update", "1", "tags+=y", "--dry-run"],
    ["do", "1", "weigh", "why=x", "--dry-run"], ["reply", "1", "x", "--version", "9"],
    ["list", "version:5.."], ["list", "sort:updated"], ["list", "--columns", "id,version,updated"],
    ["update", "1", "priority=low", "--version", "4", "--dry-run"],
    ["script", "run", "look"],
    ["subscribe", "list"], ["attachment", "1", "x"],
  ]

  /// Times, digests and the desk's own name differ whatever is hidden.
  private func plain(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\d[T ][0-9:.]+Z?/, with: "TIME")
      .replacing(/[0-9a-f]{64}/, with: "DIGEST")
      .replacing(/"id":"[0-9a-f]{16}"/, with: "DESK")
      .replacing(/"(created|updated|stage_since|at|recorded|touched)":[0-9.]+/, with: "TIME")
      .replacing(/\((just now|[0-9]+ [a-z]+ ago)\)/, with: "AGO")
  }

  @Test(arguments: readers)
  func `two desks that differ only in what one may not see are the same`(_ reader: Reader) throws {
    let desk = try desk(with: Secret(), for: reader)
    let other = try self.desk(with: reader.other, for: reader)
    let lines = Self.commands.flatMap { command in
      let isTold = ["show", "list", "history", "export", "inbox", "why"].contains(command[0])
      let forms = isTold && !command.contains("csv") ? [[], ["--json"]] : [[]]
      return forms.map { CommandLineInput(arguments: command + $0) }
    }
    let one = try desk.answers(to: lines, as: "rea")
    let same = try other.answers(to: lines, as: "rea")
    try #require(one.count == lines.count && same.count == lines.count)
    for (index, line) in lines.enumerated() {
      #expect(one[index].status == same[index].status, "\(line.arguments)")
      #expect(plain(one[index].output) == plain(same[index].output), "\(line.arguments)")
      #expect(plain(one[index].errors) == plain(same[index].errors), "\(line.arguments)")
    }
    let answers = one.count { $0.status == 0 && !$0.output.isEmpty }
    #expect(answers > 25, "most commands have something to show")
  }

  @Test func `the desk's admin, who sees all of it, tells the same two desks apart`() throws {
    let reader = Self.readers[1]
    let desks = [Secret(), reader.other]
    let found = try desks.map { secret in
      let desk = try desk(with: secret, for: reader)
      return try ["list aardvark", "list tag:red", "why ann ticket.purge 1"].map { line in
        plain(try desk.process(line.split(separator: " ").map(String.init)).run().output)
      }
    }
    for (one, other) in zip(found[0], found[1]) { #expect(one != other) }
  }
}
