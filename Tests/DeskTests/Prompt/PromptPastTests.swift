import Desk
import Kernel
import System
import TestSupport
import Testing
import Texts

/// Looking at the past at a prompt.
@Suite struct PromptPastTests {
  private static let hour: Int64 = 3_600_000

  private func session(_ desk: TemporaryDesk, _ name: String) throws -> PromptSession {
    try PromptSession(desk.desk, as: try desk.person(name), mayWrite: true) { _ in }
  }

  private func values(_ text: String, in session: PromptSession) throws -> [PromptValue] {
    let result = try session.evaluate(text, number: 1)
    #expect(result.problem == nil)
    return result.values
  }

  /// What queries give: tickets in their order with what they hold, counts and groups.
  private static let everything = """
    local out = {}
    local function ticket(t)
      return table.concat({ t.id, t.stage, t.subject, t.priority, table.concat(t.tags, "+"),
        t.version, t.updated, t.assignee or "-" }, " ")
    end
    for _, query in ipairs{ "", "is:open", "stage:answered,open", "sort:-updated", "was:closed",
      "sort:priority,-id limit:3", "text:dark", "not:text:fire", "text:dark sort:rank,id", "updated:-1d..",
      "created:..-2d", "requester:me", "stage.changed:-1d..", "no:assignee", "is:discarded" } do
      local all = {}
      for t in docket.tickets.each(query) do all[#all + 1] = ticket(t) end
      out[#out + 1] = query .. "\\n" .. table.concat(all, "\\n") .. docket.tickets.count(query)
    end
    for _, field in ipairs{ "stage", "priority", "assignee", "tags" } do
      local groups = docket.tickets.count("", { by = field })
      local names = {}
      for name in pairs(groups) do names[#names + 1] = name end
      table.sort(names)
      for _, name in ipairs(names) do out[#out + 1] = field .. name .. groups[name] end
    end
    for _, query in ipairs{ "", "action:close", "edited:stage", "at:-1d..", "actor:me" } do
      local count = 0
      for e in docket.history.each(query) do count = count + 1 end
      out[#out + 1] = query .. docket.history.count(query) .. " " .. count
    end
    for id = 1, 5 do
      for _, e in ipairs(docket.history.of(id) or {}) do
        out[#out + 1] = id .. e.action .. (e.text or "-") .. e.at .. e.number
      end
      for _, e in ipairs(docket.tickets.get(id) and docket.explain(id, "stage") or {}) do
        out[#out + 1] = e.to
      end
    end
    return table.concat(out, "\\n")
    """

  @Test(arguments: ["mia", "carl"], [7, 8] as [UInt64])
  func `the past is what it was when it was the present`(name: String, seed: UInt64) throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.hideFollowedTickets()
    var work = RandomWork(on: desk, seed: seed)
    let session = try session(desk, name)
    var past: [(moment: Instant, values: [PromptValue])] = []
    for step in 1...120 {
      _ = try work.step()
      guard step.isMultiple(of: 20) else { continue }
      past.append((desk.time.clock.now(), try values(Self.everything, in: session)))
    }
    for (moment, then) in past {
      try session.look(at: moment.iso)
      #expect(try values(Self.everything, in: session) == then)
    }
    try session.look(at: "now")
    #expect(session.moment == nil)
  }

  @Test func `many tickets are read in one pass with the same answer`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for number in 1...120 { try desk.question(["subject": .text("No \(number)")]) }
    let moment = desk.time.clock.now()
    desk.time.advance(milliseconds: Self.hour)
    for id in 1...120 where id % 3 == 0 {
      try desk.act("ann", "reply", Int64(id), text: "x").receipt()
    }
    try desk.question()
    let session = try session(desk, "mia")
    let asked = "return docket.tickets.count(''), docket.tickets.count('stage:new')"
    #expect(try values(asked, in: session) == [.integer(121), .integer(81)])
    try session.look(at: moment.iso)
    #expect(try values(asked, in: session) == [.integer(120), .integer(120)])
    #expect(try values("#docket.tickets.find('sort:-id limit:2')", in: session) == [.integer(2)])
  }

  @Test func `what may be seen is judged by the present ticket`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let mine = try desk.question(["requester": .text("carl")])
    let other = try desk.question(["requester": .text("carl")])
    let moment = desk.time.clock.now()
    desk.time.advance(milliseconds: Self.hour)
    try desk.act("mia", "update", other, ["requester": .text("dora")]).receipt()
    let ids = "tickets(''):map(function(t) return t.id end):list()"
    let (carl, dora) = (try session(desk, "carl"), try session(desk, "dora"))
    for session in [carl, dora] { try session.look(at: moment.iso) }
    #expect(try values(ids, in: carl) == [.table(PromptTable(items: [.integer(mine)]))])
    #expect(try values(ids, in: dora) == [.table(PromptTable(items: [.integer(other)]))])
    #expect(try values("t\(other).requester", in: dora) == [.text("carl")])
  }

  @Test func `the past is for those who see histories`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("history.view", isDenial: true), to: "customer")
    }
    try desk.question()
    let session = try session(desk, "carl")
    #expect(try values("docket.tickets.count('')", in: session) == [.integer(1)])
    try session.look(at: desk.time.clock.now().iso)
    #expect(try values("docket.tickets.count('')", in: session) == [.integer(0)])
    let got = try values("local t, e = docket.tickets.get(1) return e.code", in: session)
    #expect(got == [.text("denied")])
  }

  @Test func `a purged ticket has no past`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let moment = desk.time.clock.now()
    desk.time.advance(milliseconds: Self.hour)
    try desk.act("mia", "discard", id, params: ["to": .text("spam")]).receipt()
    try desk.act("mia", "purge", id).receipt()
    let session = try session(desk, "admin")
    try session.look(at: moment.iso)
    #expect(try values("docket.tickets.count('')", in: session) == [.integer(0)])
    #expect(try values("docket.tickets.get(\(id)) == nil", in: session) == [.boolean(true)])
  }

  @Test func `nothing is changed while the past is looked at`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let session = try session(desk, "mia")
    try session.look(at: desk.time.clock.now().iso)
    let result = try session.evaluate(
      "docket.tickets.update(\(id), { set = { subject = 'x' } })", number: 1)
    #expect(result.problem?.message.contains("`.at now` ends that") == true)
    #expect(result.requests.isEmpty)
    #expect(try desk.ticket(id)?.subject == "No light")
  }

  @Test func `the clock of Lua stands at the moment`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let session = try session(desk, "mia")
    try session.look(at: "-1h")
    let then = desk.time.clock.now().milliseconds / 1_000 - 3_600
    #expect(
      try values("return docket.time.now() == \(then), os.time() == \(then)", in: session)
        == [.boolean(true), .boolean(true)])
  }

  @Test func `the future is not the past`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let session = try session(desk, "mia")
    #expect(throws: Refusal.self) { try session.look(at: "+1h") }
    #expect(session.moment == nil)
  }

  @Test func `reading the past ends when it is interrupted`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...150 { try desk.question() }
    let interruption = System.Interruption()
    let session = try PromptSession(
      desk.desk, as: try desk.person("mia"), mayWrite: false, interruption: interruption
    ) { _ in interruption.request() }
    try session.look(at: desk.time.clock.now().iso)
    let text = "print('x') for i = 1, 1e6 do docket.tickets.count('') end"
    #expect(try session.evaluate(text, number: 1).problem?.kind == .interrupted)
    #expect(try values("docket.tickets.count('')", in: session) == [.integer(150)])
  }
}
