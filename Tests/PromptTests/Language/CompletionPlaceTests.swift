import Prompt
import TestSupport
import Testing

/// In the texts of these tests `|` stands for the cursor.
@Suite struct CompletionPlaceTests {
  typealias Subject = CompletionPlace.Subject

  private func place(_ text: String) throws -> CompletionPlace {
    let cursor = try #require(text.utf8.firstIndex(of: UInt8(ascii: "|")))
    let offset = text.utf8.distance(from: text.startIndex, to: cursor)
    let plain = String(text[..<cursor] + text[text.index(after: cursor)...])
    let place = CompletionPlace(
      in: plain, at: offset, queryNames: queryNames,
      commands: ["help": .helpTopic, "load": .file, "plan": .query, "save": .file, "time": .lua])
    #expect(place.range.upperBound == offset)
    return place
  }

  @Test(arguments: [
    (".lo|", Subject.command, ".lo"), (".|", .command, "."), ("  .mode|", .command, ".mode"),
    (".load some fi|", .file, "some fi"), (".save |", .file, ""),
    (".help tickets.up|", .helpTopic, "tickets.up"), (".time t4|", .ticketNumber, "4"),
    (".time docket.ti|", .member(of: LuaPath([.name("docket")]), by: .dot), "ti"),
    (".time |", .firstWord, ""), (".time doc|", .firstWord, "doc"),
    (".mode js|", .commandArgument(of: "mode", number: 1, before: []), "js"),
    (".set a b|", .commandArgument(of: "set", number: 2, before: ["a"]), "b"),
    (".set a b |", .commandArgument(of: "set", number: 3, before: ["a", "b"]), ""),
    ("help tickets.up|", .helpTopic, "tickets.up"), ("help |", .helpTopic, ""),
    ("help|", .firstWord, "help"), ("watch|", .firstWord, "watch"), ("|", .firstWord, ""),
    ("  que|", .firstWord, "que"), ("queue|:x", .firstWord, "queue"),
  ])
  func `the first words of an entry decide`(text: String, subject: Subject, beginning: String)
    throws
  {
    let place = try place(text)
    #expect(place.subject == subject)
    #expect(place.beginning == beginning)
    #expect(place.range.count == beginning.utf8.count)
  }

  @Test(arguments: [
    ("docket.tickets.up|", LuaPath([.name("docket"), .name("tickets")]), LuaAccess.dot, "up"),
    ("x = y.|", LuaPath([.name("y")]), .dot, ""),
    ("f(x.y.z|", LuaPath([.name("x"), .name("y")]), .dot, "z"),
    ("t42:cl|", LuaPath([.name("t42")]), .method, "cl"),
    ("#42:cl|", LuaPath([.name("t42")]), .method, "cl"),
    ("#42.|", LuaPath([.name("t42")]), .dot, ""), ("#42:|", LuaPath([.name("t42")]), .method, ""),
    ("a[1].b|", LuaPath([.name("a"), .index("1")]), .dot, "b"),
    ("a[\"k v\"].b|", LuaPath([.name("a"), .key("k v")]), .dot, "b"),
    (
      "docket.tickets.get(42):cl|",
      LuaPath([.name("docket"), .name("tickets"), .name("get"), .call]), .method, "cl"
    ),
    ("a:b{ x = (1) }.c|", LuaPath([.name("a"), .method("b"), .call]), .dot, "c"),
    ("person \"ann\".na|", LuaPath([.name("person"), .call]), .dot, "na"),
    ("if x then return docket.ti|", LuaPath([.name("docket")]), .dot, "ti"),
    ("t42.fields[\"se|", LuaPath([.name("t42"), .name("fields")]), .index, "se"),
    ("docket .\n tick|", LuaPath([.name("docket")]), .dot, "tick"),
    ("docket.en|d", LuaPath([.name("docket")]), .dot, "en"),
  ])
  func `a member is asked of the path before it`(
    text: String, path: LuaPath, access: LuaAccess, beginning: String,
  ) throws {
    let place = try place(text)
    #expect(place.subject == .member(of: path, by: access))
    #expect(place.beginning == beginning)
  }

  private static let update = LuaPath([.name("docket"), .name("tickets"), .name("update")])
  private static let close = LuaPath([.name("t42"), .method("close")])
  private static let create = LuaPath([.name("create")])

  @Test(arguments: [
    (
      "docket.tickets.update(42, { st|", LuaTablePlace(in: LuaArgument(of: update, number: 2)),
      [String](), "st"
    ),
    ("t42:close{ re|", LuaTablePlace(in: LuaArgument(of: close, number: 1)), [], "re"),
    ("#42:close{|", LuaTablePlace(in: LuaArgument(of: close, number: 1)), [], ""),
    (
      "t42:close({ reason = f(1, 2), |", LuaTablePlace(in: LuaArgument(of: close, number: 1)),
      ["reason"], ""
    ),
    (
      "t42:close{ a = 1; b = { c = 2 }, d|", LuaTablePlace(in: LuaArgument(of: close, number: 1)),
      ["a", "b"], "d"
    ),
    (
      "t42:close{ | , comment = 'x', note = { y = 1 } }",
      LuaTablePlace(in: LuaArgument(of: close, number: 1)), ["comment", "note"], ""
    ),
    (
      "create{ subject = 'x', fields = { se|",
      LuaTablePlace(in: LuaArgument(of: create, number: 1), [.key("fields")]), [], "se"
    ),
    (
      "create{ grants = { { a = 1 }, { de|",
      LuaTablePlace(in: LuaArgument(of: create, number: 1), [.key("grants"), .item]), [], "de"
    ),
    ("f(function() t42:close{ re|", LuaTablePlace(in: LuaArgument(of: close, number: 1)), [], "re"),
    (
      "for i = 1, 2 do t42:close{\n  re|", LuaTablePlace(in: LuaArgument(of: close, number: 1)), [],
      "re"
    ),
  ])
  func `a key is asked of the table of a call`(
    text: String, table: LuaTablePlace, present: [String], beginning: String,
  ) throws {
    let place = try place(text)
    #expect(place.subject == .key(table, present: present))
    #expect(place.beginning == beginning)
    #expect(place.quotation == nil)
  }

  @Test(arguments: [
    ("t42:close{ reason = \"so|", [LuaTablePlace.Step.key("reason")], "so", LuaQuotation.double),
    ("t42:close{ reason = 'so|lved' }", [.key("reason")], "so", .single),
    ("t42:close{ reason = so|", [.key("reason")], "so", nil),
    ("t42:close{ reason = |", [.key("reason")], "", nil),
    ("t42:close{ a = 1, reason = [[s|", [.key("reason")], "s", .long(level: 0)),
    ("t42:close{ root_causes = { \"a\", \"b|", [.key("root_causes"), .item], "b", .double),
    ("t42:close{ reason = \"a\\\"b|", [.key("reason")], "a\"b", .double),
    ("t42:close{ minutes = 4|", [.key("minutes")], "4", nil),
  ])
  func `a value is asked of its key`(
    text: String, steps: [LuaTablePlace.Step], beginning: String, quotation: LuaQuotation?,
  ) throws {
    let place = try place(text)
    let argument = LuaArgument(of: Self.close, number: 1)
    #expect(place.subject == .value(LuaTablePlace(in: argument, steps)))
    #expect(place.beginning == beginning)
    #expect(place.quotation == quotation)
  }

  @Test(arguments: [
    ("docket.tickets.update(4|", update, 1, "4", nil),
    ("docket.tickets.update(|", update, 1, "", nil),
    ("docket.tickets.update(f(1, 2), x|", update, 2, "x", nil),
    ("person \"an|", LuaPath([.name("person")]), 1, "an", LuaQuotation.double),
    ("person(\"an|", LuaPath([.name("person")]), 1, "an", .double),
    ("t42:assign('b|", LuaPath([.name("t42"), .method("assign")]), 1, "b", .single),
    (
      "docket.history.find(1, \"x|", LuaPath([.name("docket"), .name("history"), .name("find")]), 2,
      "x", .double
    ),
  ])
  func `an argument is asked of its call`(
    text: String, function: LuaPath, number: Int, beginning: String, quotation: LuaQuotation?,
  ) throws {
    let place = try place(text)
    #expect(place.subject == .argument(LuaArgument(of: function, number: number)))
    #expect(place.beginning == beginning)
    #expect(place.quotation == quotation)
  }

  @Test(arguments: [
    ("t4|", "4"), ("x = t42|", "42"), ("#4|", "4"), ("#|", ""), ("f(#4|", "4"), ("return t1|", "1"),
    ("x = 1 t4|", "4"),
  ])
  func `a ticket is asked by the digits of its number`(text: String, digits: String) throws {
    let place = try place(text)
    #expect(place.subject == .ticketNumber)
    #expect(place.beginning == digits)
  }

  @Test(arguments: [
    ("x = do|", "do"), ("return |", ""), ("f(1 + x|", "x"), ("if ann|", "ann"), ("x = y |", ""),
    ("{ a|", "a"), ("x = { y = a|", "a"), ("t42:close{ x = 1 + a|", "a"), ("x = 5 en|", "en"),
    ("f(function() wh|", "wh"), ("t42:close{ x == a|", "a"),
  ])
  func `any other word is a name`(text: String, beginning: String) throws {
    let place = try place(text)
    #expect(place.subject == .name)
    #expect(place.beginning == beginning)
  }

  @Test(arguments: [
    "-- x|", "--[[ x|", "x = 'a|", "x = 5|", "local x|", "function f|", "for i|", "f('a' .. 'b|",
    "x = 'a'|", "@|", "f()|", "(x).y|", "goto a|", "t42:close{ x = 'a' .. 'b|", "('a'):up|",
  ])
  func `elsewhere there is nothing to complete`(text: String) throws {
    #expect(try place(text).subject == .nothing)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a place is found before every character, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let text = random.luaNonsense()
    for cursor in -1...text.utf8.count + 1 {
      let range = CompletionPlace(in: text, at: cursor, queryNames: queryNames).range
      #expect(range.lowerBound >= 0 && range.upperBound <= text.utf8.count)
      #expect(String(validating: Array(text.utf8)[range], as: UTF8.self) != nil)
    }
  }

  @Test(arguments: [
    "(", "{", "f(", "{a=", "a=1,", "{a=1,", "x.", "f{", "[", "do ", "not:", "a:b", "\"", "a,",
  ])
  func `a long text of one sign takes no longer than another`(sign: String) {
    let text = "f{" + String(repeating: sign, count: 10_000)
    let place = CompletionPlace(in: text, at: text.utf8.count, queryNames: queryNames)
    #expect(place.range.upperBound == text.utf8.count)
  }
}
