import Kernel
import Testing
import Texts

@Suite struct QueryErrorTests {
  @Test(arguments: [
    ("prioritty:high", "column 1: unknown field “prioritty”"),
    ("prioritty:high", "did you mean “priority”?"),
    ("secret:x", "column 1: unknown field “secret”"),
    ("nonsense:x", "column 1: unknown field “nonsense”"),
    ("touched:now", "column 1: unknown field “touched”"),
    ("age:1", "worked out when a ticket is shown"),
    ("queue:suport", "column 7: unknown queue “suport”"),
    ("queue:suport", "did you mean “support”?"),
    ("is:opne", "column 4: unknown category “opne”"), ("is:opne", "did you mean “open”?"),
    ("priority:hgih", "unknown priority “hgih”"), ("priority:hgih", "did you mean “high”?"),
    ("severity:high,hihg", "column 15: unknown severity “hihg”"),
    ("severity:high,hihg", "did you mean “high”?"),
    ("assignee:anm", "unknown person “anm”; did you mean “ann”?"),
    ("due:7d", "write +7d for that long from now, -7d for ago"),
    ("due:..7d", "column 7: “7d” is a length of time"),
    ("due:2026-02-30", "that month has days 1 to 28"),
    ("due:soon", "“soon” is no time"),
    ("version:many", "expected a whole number"), ("hours:0x10", "expected a number"),
    ("hours:inf", "expected a number"), ("vip:maybe", "expected true or false"),
    ("spent:1mo", "expected a duration"), ("day:2026-01-31T12:00Z", "expected a day"),
    ("id:seven", "the number of a ticket"), ("id:-1", "the number of a ticket"),
    ("queue:a..b", "neither more nor less"), ("assignee>ann", "neither more nor less"),
    ("due:", "a value is missing"), ("due:..", "a range needs an end"),
    ("tag:a,", "a value is missing"), ("due<", "a value is missing"), ("due<a,b", "one value"),
    ("due:<now", "without the colon"), ("due=now", "with a colon"), ("due!=now", "not:due"),
    ("(queue:support", "column 1: the closing parenthesis is missing"),
    ("queue:support)", "column 14: there is no open parenthesis"),
    ("()", "nothing in the parentheses"), ("or queue:support", "both sides"),
    ("queue:support or", "both sides"), ("a and b", "write terms side by side"),
    ("not x", "write not:TERM"), ("-tag:x", "write not:tag:x"),
    ("not: tag:x", "missing after not:"),
    ("\"open", "closing quote is missing"), ("text:\"a\\x\"", "unknown escape"),
    ("subject:\"a\"b", "a space is missing"), ("...", "no letter or digit"),
    ("not:limit:5", "outside of parentheses"), ("(sort:due)", "outside of parentheses"),
    ("limit:0", "a number from 1"), ("limit:5 limit:6", "one limit"), ("limit:$n", "not bound"),
    ("group:queue,type,id", "two different ones"),
    ("group:queue,queue", "two different ones"),
    ("group:created.fortnight", "created has no `fortnight`; it is grouped by day, week, month"),
    ("group:created.wek", "did you mean"), ("group:queue.fortnight", "holds no times"),
    ("group:queue.week", "queue holds no times"), ("group:created.hour", "created has no `hour`"),
    ("columns:secret", "there is no field “secret” to show"),
    ("columns:id group:queue", "exclude each other"),
    ("*a*", "at least two letters"), ("\"*not boot*\"", "a star before several words"),
    ("subject:\"!\"", "no letter or digit"),
    ("due:tomorow", "did you mean “tomorrow”?"), ("due:2026-W54", "has weeks 1 to 53"),
    ("due:2026-13", "there is no month 13"), ("due:\"friday 25:00\"", "00:00:00 to 23:59:59"),
    ("day:\"friday 9:00\"", "expected a day"), ("due:vrijdag", "“vrijdag” is no time"),
    ("not:text:x sort:rank", "needs a text"),
    ("sort:tags", "cannot be sorted by"),
    ("sort:-secret", "column 7: there is no field “secret” to sort by"),
    ("group:secret", "there is no field “secret” to group by; docket help fields lists them"),
    ("no:secret", "column 4: there is no field “secret” to be empty"),
    ("sort:rank", "needs a text"),
    ("due:$when", "no value is given for “$when”"), ("$x", "a placeholder is a value"),
    ("e\u{301}\u{1F600} due:7d", "column 8"), ("https://x", "put it in quotes"),
  ])
  func `a query that cannot be says what, where, and what would be right`(
    text: String, part: String,
  ) {
    let error = #expect(throws: QueryError.self) { try QueryFixture.parse(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "none")")
  }

  @Test(arguments: [
    ("срок:завтра", "column 1: unknown field “срок”"),
    ("boot приоритет:high", "column 6: unknown field “приоритет”"),
    ("fällig:x", "unknown field “fällig”"), ("e\u{301}tat:x", "unknown field “e\u{301}tat”"),
    ("not:срок:завтра", "unknown field “срок”"),
  ])
  func `a word before a colon is a field in any script`(text: String, part: String) {
    let error = #expect(throws: QueryError.self) { try QueryFixture.parse(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "none")")
  }

  @Test(arguments: ["\"срок:завтра\"", "text:срок", "срок", "12:30"])
  func `words that no field could be called are searched for`(text: String) throws {
    #expect(try !QueryFixture.parse(text).phrases.isEmpty)
  }

  @Test(arguments: [
    ("Приоритет:x", "did you mean “priority”?"), ("срок:x", "did you mean “due”?"),
    ("срокк:x", "did you mean “due”?"), ("prioritty:x", "did you mean “priority”?"),
    ("sort:срок", "did you mean “due”?"), ("severity:Серьёзно", "did you mean “high”?"),
    ("severity:élevée", "did you mean “high”?"), ("queue:Abrechnung", "did you mean “billing”?"),
    ("priority:высокий", "did you mean “high”?"), ("priority:Hoch", "did you mean “high”?"),
    ("zzzzzz:x", "unknown field “zzzzzz”"),
  ])
  func `a label that is typed in any language suggests the name of what it labels`(
    text: String, part: String,
  ) {
    var registry = Registry()
    registry.labels =
      #"{"ru": {"field.due": "Срок", "choice.severity.high": "Серьёзно"}, "#
      + #""fr": {"choice.severity.high": "Élevée"}, "en": {"queue.billing": "Abrechnung"}}"#
    let rulebook = Rulebook(
      registry: registry, epoch: "", roles: [], queues: [], settings: DeskSettings(),
      people: QueryFixture.people)
    let error = #expect(throws: QueryError.self) { try QueryFixture.parse(text) }
    let words = error?.naming(by: rulebook, in: QueryFixture.schema).description
    #expect(words?.contains(part) == true, "\(words ?? "none")")
  }

  @Test(arguments: [
    ("de", "due:\"Freitag, 2.2.\""), ("de", "due:\"Freitag, 2.2.2026\""),
    ("en", "created:..friday-2-february"), ("en", "day<\"friday the 2nd\""),
    ("ru", "due:\"пятница, 2 февраля\""),
  ])
  func `a date in a query has the day of the week that is said with it`(
    language: String, text: String,
  ) {
    let error = #expect(throws: QueryError.self) {
      try Query(
        parsing: text, schema: QueryFixture.schema, people: QueryFixture.people, zone: .utc,
        language: Language(language), today: CivilDate(daysSince1970: 20_484))
    }
    #expect(error?.description.contains("2026-02-02 is a monday") == true)
  }

  @Test func `a query that was asked before means its date on whatever day of the week`() {
    #expect(throws: Never.self) { try QueryFixture.parse("due:friday-2-february") }
  }

  @Test func `a hidden field is unknown in the same words as one that is not there`() throws {
    let hidden = #expect(throws: QueryError.self) { try QueryFixture.parse("secret:x") }
    let missing = #expect(throws: QueryError.self) { try QueryFixture.parse("zzzzzz:x") }
    let words = hidden?.description.replacing("secret", with: "zzzzzz")
    #expect(words == missing?.description)
  }

  @Test(arguments: ["text:x", "boot", "was:open", "sort:due", "group:queue", "limit:1", "\"x\""])
  func `a condition has no text, past, order or number`(text: String) {
    let error = #expect(throws: QueryError.self) { try QueryFixture.parse(text, .condition) }
    #expect(error?.description.contains("has no place here") == true)
  }

  @Test(arguments: ["due<now", "due>now", "due<=now", "due=now"])
  func `beside assignments there are colons only`(text: String) {
    #expect(throws: QueryError.self) { try QueryFixture.parse(text, .assignments) }
  }

  @Test(arguments: [
    String(repeating: "(", count: 5000), String(repeating: "not:", count: 5000) + "is:open",
    String(repeating: "a ", count: 5000), "tag:a" + String(repeating: ",a", count: 5000),
    String(repeating: "x", count: 70_000),
  ])
  func `a query that would exhaust the desk is refused`(text: String) {
    #expect(throws: QueryError.self) { try QueryFixture.parse(text) }
  }

  @Test func `a condition that compares what cannot be compared is refused`() {
    let error = #expect(throws: QueryError.self) {
      try QueryFixture.parse("due:$assignee", .condition)
    }
    #expect(error?.description.contains("is of kind person") == true)
  }
}
