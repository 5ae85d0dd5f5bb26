import Prompt
import TestSupport
import Testing

@Suite struct EntryShapeTests {
  private func shape(_ text: String, variables: Set<String> = []) -> EntryShape {
    EntryShape(of: text, queryNames: queryNames, variables: variables)
  }

  @Test(arguments: ["", "  ", "\n\t \n"])
  func `blanks are nothing`(text: String) {
    #expect(shape(text) == .blank)
  }

  @Test(arguments: [
    (".load a b.lua", "load", "a b.lua"), (".help", "help", ""), ("  .mode  json ", "mode", "json"),
    (".", "", ""), (".log-level debug", "log-level", "debug"), (".load(x)", "load", "(x)"),
  ])
  func `a dot and a name are a command`(text: String, name: String, rest: String) {
    #expect(shape(text) == .command(name: name, rest: rest))
  }

  @Test(arguments: [
    "queue:billing", "is:open assignee:me", "priority>=high due<now", "priority<high",
    "not:tag:spam", "stage.changed:..-7d", "text:\"does not boot\"", "was:closed is:open",
    "sort:-priority", "priority!=high", "  queue:billing  ", "queue:find()", "due<=now", "due>now",
  ])
  func `a field with a colon or a comparison begins a query`(text: String) {
    let trimmed = text.drop { $0 == " " }.split(separator: "  ").first.map(String.init) ?? ""
    #expect(shape(text) == .query(trimmed, hiding: nil))
  }

  @Test(arguments: [
    ("?on fire", "on fire"), ("? queue = 5", "queue = 5"), ("?", ""), ("?x:close()", "x:close()"),
  ])
  func `a question mark begins a query of any words`(text: String, query: String) {
    #expect(shape(text) == .query(query, hiding: nil))
  }

  @Test(arguments: [
    "x:close()", "queue = 5", "priority == 5", "type(5)", "queue.x = 1", "priority << 2", "due<<2",
    "priority < 5", "due>>1", "queue::x", "person \"ann\"", "x < 5", "...", ".5 + 1", "..x",
    "stage.changed = 1", "(queue:find())", "queue", "local queue = 1", "\"on fire\" is:open",
    "for:x()", "-- queue:x", "queueing:x()", "queue.name:upper()",
  ])
  func `anything else is Lua`(text: String) {
    #expect(shape(text) == .lua(text))
  }

  @Test(arguments: [
    ("help", ""), ("help tickets.update", "tickets.update"), ("help .load", ".load"),
    ("help  two words ", "two words"), ("help #42", "#42"), ("help\n", ""),
  ])
  func `help takes words`(text: String, words: String) {
    #expect(shape(text) == .help(words))
  }

  @Test(arguments: [
    ("watch is:open", "is:open"), ("watch", ""), ("watch on fire", "on fire"),
    ("watch (tag:a or tag:b)", "(tag:a or tag:b)"), ("watch ärger", "ärger"),
  ])
  func `watch takes a query`(text: String, query: String) {
    #expect(shape(text) == .watch(query))
  }

  @Test(arguments: [
    "help(\"x\")", "help \"x\"", "help = 1", "help.x", "help { x = 1 }", "help [[x]]", "helper x",
    "watch(\"is:open\")", "watch \"is:open\"", "watch (f())", "watch = 1", "watch -1",
    "help tickets\nx = 1", "help\nx = 1",
  ])
  func `what Lua could go on with is no statement of words`(text: String) {
    #expect(shape(text) == .lua(text))
  }

  @Test(arguments: [
    ("#42:close{}", "t42:close{}"), ("#42", "t42"), ("  #7.subject", "  t7.subject"),
    ("x = { #1, #2 }", "x = { t1, t2 }"), ("#t", "#t"), ("# 42", "# 42"),
    ("'#42' -- #42", "'#42' -- #42"),
    ("#0x2A", "#0x2A"), ("#4.5", "#4.5"),
    ("#7.", "t7."), ("#1e5", "#1e5"), ("x = #1;#2:close{}", "x = t1;t2:close{}"),
  ])
  func `a number sign and a number name a ticket`(text: String, source: String) {
    #expect(shape(text) == .lua(source))
  }

  @Test(arguments: [
    ("queue:find()", "queue"), ("queue:find{}", "queue"), ("queue:find \"x\"", "queue"),
    ("priority<5", "priority"), ("stage.changed:find()", "stage"), ("queue:billing", nil),
    ("type:bug", nil), ("tag:find()", nil), ("?queue:find()", nil),
  ])
  func `a query that would be Lua too names the variable`(text: String, variable: String?) {
    guard case .query(_, let hidden) = shape(text, variables: ["queue", "priority", "stage"]) else {
      Issue.record("\(text) is no query")
      return
    }
    #expect(hidden == variable)
  }

  @Test(arguments: [
    ("queu:billing", "queu"), ("  queu:billing is:open", "queu"),
    ("stage.change:-7d", "stage.change"),
    ("x:close()", nil), ("x:close{}", nil), ("x:close 'a'", nil), ("queue:billing", nil),
    ("x < 5", nil), ("x<5", nil), ("x = 5", nil), ("", nil), ("queu: billing", nil), ("::a::", nil),
  ])
  func `what would be a query with another field is known by its first word`(
    text: String, field: String?,
  ) {
    #expect(EntryShape.unknownField(in: text, queryNames: queryNames) == field)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `Lua keeps its length, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let text = random.luaNonsense()
    if case .lua(let source) = shape(text) { #expect(source.utf8.count == text.utf8.count) }
  }
}
