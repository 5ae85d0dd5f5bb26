import Foundation
import Testing

/// A ticket's way through its stages, and what can be learned from it.
@Suite struct LifecycleTests {
  @Test func `L1: contact, answer, reply and solution move the ticket by themselves`() throws {
    let desk = try TestDesk.ofSupport()
    func stage() throws -> String? { try desk.ticket(1).text("stage") }
    try desk.done("new", "Printer", as: "carl")
    #expect(try stage() == "new")
    #expect(try desk.done("reply", "1", "Is it on?", as: "ann") == "stage: new → answered\n")
    #expect(try desk.done("reply", "1", "Yes", as: "carl") == "stage: answered → open\n")
    #expect(try desk.done("reply", "1", "And now?", as: "bob") == "stage: open → answered\n")
    try desk.done("note", "1", "A note moves nothing", as: "bob")
    #expect(try stage() == "answered")
    try desk.done("close", "1", "--reason", "no_answer", as: "mia")
    #expect(try stage() == "resolved")
    let stages = try desk.rows("history", "1", "edited:stage").flatMap { entry in
      (entry["edits"] as? [[String: Any]] ?? []).filter { $0.text("field") == "stage" }
        .compactMap { $0.text("to") }
    }
    #expect(stages == ["new", "answered", "open", "answered", "resolved"])
    try desk.done("reopen", "1", as: "mia")
    try desk.fails(1, "update", "1", "stage=new", as: "ann", saying: "does not go from open to new")
    try desk.fails(4, "update", "1", "stage=answered", as: "carl")
  }

  @Test func `L2: a ticket is put off, taken for spam or deleted, and comes back`() throws {
    let desk = try TestDesk.ofSupport()
    // The time of a spec is what it says: what was put off comes back by itself.
    try desk.write(
      plugin: "clock",
      files: [
        "spec.lua": """
        spec.case("comes back", { requires = { "support" } }, function(desk)
          local fresh = desk:create{ subject = "new", requester = "carl" }
          local known = desk:create{ subject = "known", requester = "carl" }
          desk:act("ann", "reply", known, { text = "Since when?" })
          for _, id in ipairs{ fresh, known } do desk:act("ann", "postpone", id, { by = "2d" }) end
          desk:advance("47h")
          spec.equal(desk:get(fresh).stage, "postponed")
          desk:advance("2h")
          spec.equal(desk:get(fresh).stage, "new")
          spec.equal(desk:get(known).stage, "open")
        end)
        """
      ], "")
    #expect(try desk.done("plugin", "test", "clock").contains("1 case, 0 failed"))
    try desk.done("new", "Printer", as: "carl")
    for (words, stage) in [
      (["discard", "1", "--to", "spam"], "spam"), (["discard", "1", "--to", "deleted"], "deleted"),
      (["restore", "1"], "spam"), (["restore", "1"], "new"),
      (["postpone", "1", "+2d"], "postponed"), (["wake", "1"], "new"),
    ] {
      let result = try desk.process(words, as: "ann").run()
      #expect(result.status == 0, "\(words): \(result)")
      #expect(try desk.ticket(1).text("stage") == stage, "\(words)")
      #expect(try desk.found("subject:Printer").isEmpty == ["spam", "deleted"].contains(stage))
    }
    try desk.fails(1, "discard", "1", "--to", "spm", as: "ann", saying: "did you mean spam?")
    // Whether a reply opens what is solved is the desk's choice.
    try desk.done("close", "1", as: "mia")
    try desk.done("plugin", "set", "support", "reopen_on_reply=no")
    try desk.done("reply", "1", "Thanks", as: "carl")
    #expect(try desk.ticket(1).text("stage") == "resolved")
    try desk.done("plugin", "set", "support", "reopen_on_reply=yes")
    #expect(
      try desk.done("reply", "1", "It is dark again", as: "carl") == "stage: resolved → open\n")
    try desk.fails(1, "purge", "1", "--yes", as: "mia", saying: "only what is discarded")
    try desk.done("discard", "1", "--to", "deleted", as: "ann")
    try desk.fails(4, "purge", "1", "--yes", as: "ann", saying: "ticket.purge")
    try desk.done("purge", "1", "--yes", as: "mia")
    try desk.fails(3, "show", "1", as: "mia", saying: "purged")
  }

  @Test func `L3: all that is done has its time, and the history stays`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", as: "carl")
    try desk.done("reply", "1", "Is it on?", as: "ann")
    try desk.done("note", "1", "Again", as: "ann")
    try desk.done("close", "1", as: "mia")
    let entries = try desk.rows("history", "1", as: "mia")
    let moments = entries.compactMap { $0.moment("at") }
    #expect(moments.count == 4 && moments == moments.sorted())
    let day = try #require(entries[1].text("at")?.prefix(10))
    let page = try desk.done("show", "1", as: "carl")
    #expect(page.contains("── ann, \(day) "), "\(page)")
    let earlier = try #require(entries[0].text("at"))
    #expect(try desk.done("show", "1", "--at", earlier, as: "ann").contains(/stage +new/))
    try desk.fails(3, "show", "1", "--at", "2020-01-01", as: "ann", saying: "at 2020-01-01")
    try desk.done("discard", "1", "--to", "deleted", as: "mia")
    #expect(try desk.rows("history", "1", as: "mia").count == 5)
    try desk.done("purge", "1", "--yes", as: "mia")
    let left = try desk.done("history", "1", as: "mia")
    #expect(left.contains("mia  purge") && left.contains("stage: new → answered"), "\(left)")
    #expect(!left.contains("Is it on?"), "\(left)")
  }

  @Test func `L4: reports say what comes most, how hard it is, and how long it takes`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "a", as: "carl")
    try desk.done("new", "b", as: "carl")
    try desk.done("new", "c", "--type", "incident", as: "dora")
    for number in 1...2 { try desk.done("reply", "\(number)", "Is it on?", as: "ann") }
    try desk.done("assign", "2", "mia", as: "ann")
    try desk.done("close", "1", as: "mia")
    func csv(_ name: String, _ more: String...) throws -> [String] {
      let words = ["report", name, "--format", "csv"] + more
      return try desk.process(words, as: "mia").run().lines
    }
    #expect(
      try csv("volume") == ["group,tickets,share", "question,2,66.6667", "incident,1,33.3333"])
    #expect(try csv("effort")[1].hasPrefix("question,2,"))
    #expect(try csv("effort")[1].hasSuffix(",0.5"), "one of two was handed on")
    for name in ["response", "resolution"] {
      let row = try #require(try csv(name).last)
        .split(separator: ",", omittingEmptySubsequences: false)
      #expect(row[0] == "question" && row[1] == (name == "response" ? "2" : "1"), "\(row)")
      #expect(Int(row[2]) != nil && Int(row[3]) != nil, "\(row)")
    }
    #expect(try csv("volume", "type:incident", "--param", "by=requester").last == "dora,1,100")
    try desk.fails(3, "report", "reslution", as: "mia", saying: "did you mean resolution?")
    try desk.fails(4, "report", "volume", as: "carl", saying: "permission report")
  }

  @Test func `L5: an answer is chosen from templates, adapted and sent`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done(
      "plugin", "set", "templates",
      "answers.reset.text.en=Hello {requester}, see {subject}. {agent}",
      "answers.reset.text.nl=Dag {requester}, zie {subject}.", "answers.reset.set.tags=+password",
      "answers.reset.when=subject:password")
    try desk.done("person", "set", "dora", "--language", "nl")
    try desk.done("new", "password lost", as: "carl")
    try desk.done("new", "password gone", as: "dora")
    try desk.done("new", "printer", as: "carl")
    let choice = try desk.fails(1, "do", "1", "answer", as: "ann", saying: "more_details, reset")
    #expect(choice.contains("still_working"))
    let preview = try desk.done("do", "1", "answer", "template=reset", "--dry-run", as: "ann")
    #expect(preview.contains("Hello carl, see password lost. ann"), "\(preview)")
    #expect(try desk.ticket(1).text("stage") == "new")
    try desk.done("do", "1", "2", "answer", "template=reset", "--yes", as: "ann")
    #expect(try desk.done("show", "1", as: "carl").contains("Hello carl, see password lost. ann"))
    #expect(try desk.done("show", "2", as: "dora").contains("Dag dora, zie password gone."))
    #expect(try desk.found("tag:password stage:answered sort:id", as: "ann") == [1, 2])
    try desk.done(
      "do", "1", "answer", "template=reset", "text=Dear {requester}, once more.", "--set",
      "priority=high", as: "ann")
    #expect(try desk.done("show", "1", as: "carl").contains("Dear carl, once more."))
    #expect(try desk.ticket(1).text("priority") == "high")
    try desk.fails(1, "do", "3", "answer", "template=reset", as: "ann", saying: "subject:password")
    try desk.fails(1, "do", "1", "answer", "template=rest", as: "ann", saying: "mean reset?")
    try desk.fails(4, "do", "1", "answer", "template=reset", as: "carl", saying: "templates.answer")
  }
}
