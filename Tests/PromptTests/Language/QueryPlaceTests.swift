import Prompt
import Testing

/// In the texts of these tests `|` stands for the cursor, at their end.
@Suite struct QueryPlaceTests {
  private func place(_ text: String) throws -> (CompletionPlace, QueryPlace) {
    let text = text.split(separator: "|").first.map(String.init) ?? ""
    let place = CompletionPlace(
      in: text, at: text.utf8.count, queryNames: queryNames, commands: ["plan": .query])
    guard case .query(let query) = place.subject else {
      Issue.record("\(text) is \(place.subject)")
      throw CancellationError()
    }
    return (place, query)
  }

  @Test(arguments: [
    ("queue:bil|", "queue:bil", "queue", "bil"), ("is:open queue:|", "is:open queue:", "queue", ""),
    ("is:open que|", "is:open que", nil, "que"), ("is:open |", "is:open ", nil, ""),
    ("?que|", "que", nil, "que"), ("?on fi|", "on fi", nil, "fi"), ("?|", "", nil, ""),
    ("watch is:op|", "is:op", "is", "op"), (".plan is:op|", "is:op", "is", "op"),
    ("watch |", "", nil, ""),
    ("stage:open,an|", "stage:open,an", "stage", "an"),
    ("stage:open,|", "stage:open,", "stage", ""),
    ("priority:high..ur|", "priority:high..ur", "priority", "ur"),
    ("priority>=hi|", "priority>=hi", "priority", "hi"),
    ("not:tag:sp|", "not:tag:sp", "tag", "sp"), ("not:ta|", "not:ta", "not", "ta"),
    ("is:open (type:bug or ty|", "is:open (type:bug or ty", nil, "ty"),
    ("sort:-pr|", "sort:-pr", "sort", "-pr"),
    ("has:du|", "has:du", "has", "du"),
    ("stage.changed:..-7|", "stage.changed:..-7", "stage.changed", "-7"),
    ("is:open (|", "is:open (", nil, ""), ("tag:\"a b\"|", "tag:\"a b\"", nil, ""),
  ])
  func `in a query a field or its value is being typed`(
    text: String, query: String, field: String?, beginning: String,
  ) throws {
    let (place, found) = try place(text)
    #expect(found.text == query)
    #expect(found.field == field)
    #expect(place.beginning == beginning)
    #expect(place.quotation == nil)
    #expect(!found.isQuoted)
  }

  @Test(arguments: [
    ("tag:\"a b|", "tag", "a b"), ("is:open \"on fi|", nil, "on fi"), ("tag:x,\"|", "tag", ""),
  ])
  func `a text in quotes of the query's own is being typed`(
    text: String, field: String?, beginning: String,
  ) throws {
    let (place, found) = try place(text)
    #expect(found.isQuoted)
    #expect(found.field == field)
    #expect(place.beginning == beginning)
  }

  @Test func `any string can be read as a query by who knows that it is one`() throws {
    let text = "docket.after('ticket.close', f, { when = 'is:open queue:bil"
    let place = CompletionPlace(in: text, at: text.utf8.count, queryNames: queryNames)
    let found = try #require(place.inQuery(about: .tickets, queryNames: queryNames))
    #expect(found.beginning == "bil")
    #expect(found.range == text.utf8.count - 3..<text.utf8.count)
    #expect(found.quotation == .single)
  }

  @Test func `outside of strings there is no query`() {
    let place = CompletionPlace(in: "tickets(que", at: 11, queryNames: queryNames)
    #expect(place.inQuery(about: .tickets, queryNames: queryNames) == nil)
  }

  @Test(arguments: [
    ("tickets(\"queue:bil|", QueryPlace.Subject.tickets, 15..<18),
    ("tickets \"queue:bil|", .tickets, 15..<18), ("tickets[[queue:bil|", .tickets, 15..<18),
    ("x = docket.tickets.find('queue:bil|", .tickets, 31..<34),
    ("for t in docket.tickets.each(\"queue:bil|", .tickets, 36..<39),
    ("docket.tickets.count(\"queue:bil|", .tickets, 28..<31),
    ("docket.tickets.watch(\"queue:bil|", .tickets, 28..<31),
    ("docket.plan(\"close\", \"queue:bil|", .tickets, 28..<31),
    ("history(\"queue:bil|", .entries, 15..<18), ("watch(\"queue:bil|", .tickets, 13..<16),
    ("tickets(\"tag:\\\"a\\\" queue:bil|", .tickets, 25..<28),
  ])
  func `a string that is a query is read as one`(
    text: String, subject: QueryPlace.Subject, range: Range<Int>,
  ) throws {
    let (place, found) = try place(text)
    #expect(found.subject == subject)
    #expect(found.field == "queue")
    #expect(place.beginning == "bil")
    #expect(place.range == range)
    #expect(place.quotation != nil)
  }
}
