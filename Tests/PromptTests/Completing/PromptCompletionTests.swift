import Desk
import Kernel
import Prompt
import TestSupport
import Testing

/// In the texts of these tests `|` stands for the cursor.
@Suite struct PromptCompletionTests {
  @Test(arguments: [
    (".mo|", ".mode "), (".mode js|", ".mode json"), (".why an|", ".why ann "),
    (".why ann ticket.clo|", ".why ann ticket.close"), (".explain 3|", ".explain 3"),
    ("help docket.tickets.ge|", "help docket.tickets.get"),
  ])
  func `commands and their arguments are completed`(text: String, result: String) throws {
    #expect(try DeskPrompt().completed(text).trimmed == result.trimmed)
  }

  @Test(arguments: [
    ("docket.tick|", "docket.tickets."), ("docket.tickets.ge|", "docket.tickets.get("),
    ("docket.tickets.get(1).subj|", "docket.tickets.get(1).subject"),
    ("docket.tickets.get(1):clo|", "docket.tickets.get(1):close{"),
    ("docket.tickets.mer|", "docket.tickets.merge("), ("t1:mer|", "t1:merge{"),
    ("t1.assig|", "t1.assignee"), ("t1:pos|", "t1:postpone{"), ("me.emai|", "me.email"),
    ("history(\"is:open\"):first().vers|", "history(\"is:open\"):first().version"),
    ("tickets(\"is:open\"):gro|", "tickets(\"is:open\"):group("),
    ("tickets(\"\"):group(\"queue\"):av|", "tickets(\"\"):group(\"queue\"):average("),
    ("string.form|", "string.format("), ("functio|", "function"), ("hist|", "history("),
  ])
  func `paths are completed by what they give`(text: String, result: String) throws {
    #expect(try DeskPrompt().completed(text) == result)
  }

  @Test(arguments: [
    (
      "tickets(\"\"):where(function(t) return t.subj|",
      "tickets(\"\"):where(function(t) return t.subject"
    ),
    ("for t in tickets(\"\") do t:clo|", "for t in tickets(\"\") do t:close{"),
    (
      "for e in history(\"\") do for t in e do end print(e.visi|",
      "for e in history(\"\") do for t in e do end print(e.visibility"
    ),
    (
      "local function f(first, second) return sec|", "local function f(first, second) return second"
    ),
    ("do local counter = 0 coun|", "do local counter = 0 counter"),
    ("for t in tickets(\"\") do end t.subj|", "0 candidates"),
    ("for t in t:where(f) do t.subj|", "0 candidates"),
    ("do local counter = 0 end counte|", "0 candidates"),
  ])
  func `parameters and variables of loops are known in their blocks`(
    text: String, result: String,
  ) throws {
    #expect(try DeskPrompt().completed(text) == result)
  }

  @Test(arguments: [
    ("t1:close{ rea|", "t1:close{ reason = "),
    ("t1:close{ reason = sol|", "t1:close{ reason = \"solved\""),
    ("t1:close{ reason = 'sol|", "t1:close{ reason = 'solved'"),
    ("t1:close{ reason = 'sol|' }", "t1:close{ reason = 'solved' }"),
    ("t1:close{ publ|, comment = 'x' }", "t1:close{ public = , comment = 'x' }"),
    ("t1:close{ public = tr|", "t1:close{ public = true"),
    ("t1:assign{ to = \"an|", "t1:assign{ to = \"ann\""),
    ("t1:discard{ to = \"spa|", "t1:discard{ to = \"spam\""),
    ("docket.tickets.update(1, { set = { sta|", "docket.tickets.update(1, { set = { stage = "),
    (
      "docket.tickets.update(1, { set = { priority = \"ur|",
      "docket.tickets.update(1, { set = { priority = \"urgent\""
    ),
    (
      "docket.tickets.update(1, { set = { tags = { \"fi|",
      "docket.tickets.update(1, { set = { tags = { \"fire\""
    ),
    ("docket.tickets.create{ subj|", "docket.tickets.create{ subject = "),
    ("person(\"mi|", "person(\"mia\""),
    ("tickets(\"\"):group(\"prio|", "tickets(\"\"):group(\"priority\""),
  ])
  func `keys and values of tables are completed by the API`(text: String, result: String) throws {
    #expect(try DeskPrompt().completed(text) == result)
  }

  @Test(arguments: [
    ("prio|", ["priority:"]), ("is:po|", ["postponed"]), ("queue:x assignee:mi|", ["mia"]),
    ("? tag:fi|", ["fire"]), ("watch priority:ur|", ["urgent"]), ("sort:-pri|", ["-priority"]),
    ("tickets(\"is:cl|", ["closed"]), ("docket.tickets.count('type:que|", ["question"]),
    ("docket.history.find(\"visib|", ["visibility:"]), ("assignee:ann,mi|", ["mia"]),
  ])
  func `queries are completed wherever they stand`(text: String, offered: [String]) throws {
    #expect(try DeskPrompt().offers(text) == offered)
  }

  @Test(
    arguments: [
      ("t|1", []), ("t1|", ["1"]), ("#|", ["1", "2", "3"]),
      ("docket.tickets.get(|", ["1", "2", "3"]),
    ] as [(String, [String])])
  func `tickets are offered by their numbers`(text: String, offered: [String]) throws {
    let offers = try DeskPrompt().offers(text)
    #expect(offered.isEmpty ? !offers.isEmpty : offers == offered)
  }

  @Test func `a key that is there is not offered again`() throws {
    let prompt = try DeskPrompt()
    #expect(!prompt.offers("t1:close{ reason = \"solved\", |").contains("reason"))
    #expect(prompt.offers("t1:close{ reason = \"solved\", |").contains("comment"))
  }

  @Test func `what the session holds is offered`() throws {
    let prompt = try DeskPrompt()
    try prompt.loop.run("counts = { monday = 1, inner = { deep_one = 2 }, ['a b'] = 3 }")
    try prompt.loop.run("found = docket.tickets.find('')")
    try prompt.loop.run("late = tickets('')")
    #expect(prompt.completed("coun|") == "counts")
    #expect(prompt.completed("counts.mon|") == "counts.monday")
    #expect(prompt.completed("counts.inner.|") == "counts.inner.deep_one")
    #expect(prompt.completed("counts[\"a|") == "counts[\"a b\"")
    #expect(prompt.completed("found[1].subj|") == "found[1].subject")
    #expect(prompt.completed("late:gro|") == "late:group(")
  }

  @Test func `completing runs no code of the session`() throws {
    let prompt = try DeskPrompt()
    try prompt.loop.run(
      """
      ran = 0
      local function count() ran = ran + 1; return {} end
      trap = setmetatable({ inner_one = 1 }, { __index = count, __pairs = count, __len = count })
      masked = setmetatable({}, { __metatable = false, __pairs = count, __index = count })
      """)
    #expect(prompt.completed("trap.inn|") == "trap.inner_one")
    for text in ["trap.x.|", "masked.|", "masked.x.|", "trap[1].|", "nothing.at.all|"] {
      #expect(prompt.offers(text) == [])
    }
    #expect(throws: Never.self) { try prompt.loop.run("assert(ran == 0)") }
  }
}

@Suite struct PromptCompletionSightTests {
  @Test func `a customer is offered no ticket or person that they do not see`() throws {
    let prompt = try DeskPrompt(as: "dora")
    #expect(prompt.offers("#|") == [])
    #expect(prompt.offers("docket.tickets.get(|").contains("1") == false)
    #expect(prompt.offers("person(\"|") == ["dora"])
    #expect(prompt.offers("assignee:an|") == [])
    #expect(prompt.offers("? tag:fi|") == [])
    #expect(prompt.offers(".why an|") == [])
    #expect(prompt.offers(".why dora ticket.clo|") == [])
  }

  @Test func `a field that is hidden from the person is not offered`() throws {
    let prompt = try DeskPrompt(as: "dora")
    let hidden = try prompt.desk.desk.session(as: prompt.desk.person("dora")) { session in
      TicketField.allCases.map(\.rawValue).filter { !session.viewer.mayName($0) }
    }
    #expect(!hidden.isEmpty)
    for place in ["t1.|", "tickets(\"|", "? |", "tickets(\"\"):group(\"|"] {
      let names = prompt.offers(place).map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
      #expect(hidden.filter(names.contains) == [])
    }
  }
}

extension String {
  /// Without the blank that may follow.
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
