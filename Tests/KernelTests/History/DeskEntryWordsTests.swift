import Kernel
import Testing
import Texts

/// What the desk's own entries keep in English words.
@Suite struct DeskEntryWordsTests {
  private func told(
    _ words: String, _ field: String, in language: String = "de",
  ) throws -> String? {
    let reader = try #require(Language(language))
    return DeskEntry.text(of: words, in: field)?
      .rendered(in: reader, clock: Zone.utc.textClock(in: reader))
  }

  @Test(arguments: [
    ("role.agent", "ticket.close when requester:me", "ticket.close wenn requester:me"),
    ("role.agent", "deny ticket.view fields subject", "verweigert ticket.view Felder subject"),
    ("view.ann.late", "due:..now (shared with agent)", "due:..now (geteilt mit agent)"),
    ("view.ann.late", "(a or b) (shared with agent)", "(a or b) (geteilt mit agent)"),
    (
      "subscription.1", "admin: ticket.create when priority:high by inbox",
      "admin: ticket.create wenn priority:high über inbox"
    ),
    (
      "subscription.2", "admin: report.volume since=-7d every monday 08:00 by inbox",
      "admin: report.volume since=-7d jeden Montag 08:00 über inbox"
    ),
    (
      "person.ann.absence", "away until 2026-01-31T12:00:00.000Z, bob stands in",
      "abwesend bis 31.01.2026 12:00, vertreten durch bob"
    ),
  ])
  func `the program's own words are told in the reader's language, a query as it is`(
    field: String, words: String, expected: String,
  ) throws {
    #expect(try told(words, field) == expected)
  }

  @Test(arguments: [
    ("role.agent", "ticket.close when requester:me"),
    ("role.agent", "agent; deny ticket.close on tags when queue:billing; ticket.view"),
    ("role.agent", "ticket.view"), ("view.ann.late", "due:..now (shared with agent)"),
    ("subscription.1", "admin: ticket.create when priority:high by inbox own changes too"),
    ("consent.support", "gives the role customer: ticket.view when requester:me or followers:me"),
  ])
  func `in English they stand as they are kept`(field: String, words: String) throws {
    #expect(try told(words, field, in: "en") == words)
  }

  @Test(arguments: [
    ("view.ann.late", "due:..now"), ("view.ann.late", "(a or b)"), ("queue.billing", "billing"),
    ("person.ann.name", "away"),
  ])
  func `what somebody typed is no words of the program's`(field: String, words: String) throws {
    #expect(try told(words, field) == nil)
  }

  @Test func `a condition within what a plugin was given is told with it`() throws {
    let words = "gives the role customer: ticket.view when requester:me"
    #expect(try told(words, "consent.support")?.contains(" when ") == false)
  }
}
