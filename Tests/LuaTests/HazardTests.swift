import Lua
import Testing

/// A rule for each hazard of stock Lua, in the order in which the article on the sandbox lists them.
@Suite struct HazardTests {
  /// Runs a text that must come to its end.
  func holds(_ source: String, _ at: SourceLocation = #_sourceLocation) throws {
    let error = try Fixture().fault(source)
    #expect(error == nil, "\(error?.description ?? "")", sourceLocation: at)
  }

  /// Runs a text that must end in that way, with these words.
  func ends(
    _ source: String, _ code: LuaError.Code, _ words: String = "",
    _ at: SourceLocation = #_sourceLocation,
  ) throws {
    let error = try Fixture().fault(source)
    #expect(error?.code == code, sourceLocation: at)
    #expect(words.isEmpty || error?.message.contains(words) == true, sourceLocation: at)
  }

  @Test func `a binary chunk is never loaded`() throws {
    try holds(#"local f, why = load("\27Lua\x54") assert(not f and why:find("binary"))"#)
    try holds(#"assert(load("return 1", "x", "b") == nil)"#)
    #expect(throws: LuaError.self) { try Fixture().sandbox.load("\u{1b}Lua", chunk: "x.lua") }
    try ends("string.dump(print)", .runtime, "string.dump is not here: use load for text")
  }

  @Test func `repeating nothing gives nothing at once, repeating much is refused`() throws {
    try holds("assert(string.rep('', math.maxinteger) == '')")
    try holds("assert(string.rep('', math.maxinteger, '') == '')")
    try ends("return string.rep('x', 1 << 36)", .runtime, "resulting string too large")
    try ends("return string.rep('', 1 << 36, 'x')", .runtime, "resulting string too large")
  }

  @Test func `formatting shows no address and stays within its widths`() throws {
    try ends("string.format('%p', {})", .runtime, "use '%s'")
    try holds("assert(#string.format('%99.99f', -1e308) < 512)")
    try holds("assert(not pcall(string.format, '%1000d', 1))")
    try ends("string.format('%q', ('x'):rep(300000))", .runtime, "at most 256 KB")
    try ends("('%d'):rep(5000):format(table.unpack({}, 1, 5000))", .runtime, "4000 numbers")
    try ends(
      "string.format('%s', setmetatable({}, {__tostring = function() while true do end end}))",
      .instructions)
  }

  @Test func `a pattern that backtracks for ever uses up its budget`() throws {
    try ends("return ('a'):rep(3000):find(('.-'):rep(12) .. 'b')", .instructions)
    try ends("for _ in ('a'):rep(60000):gmatch('a*a*a*b') do end", .instructions)
    try ends("return ('('):rep(100000):gsub('%b()', '')", .instructions)
    try ends("while true do ('a'):rep(100000):gsub('', '') end", .instructions)
  }

  @Test func `packing two gigabytes ends at the limit of memory`() throws {
    try ends("return string.pack('c2147483647', '')", .memory)
  }

  @Test(arguments: [
    (
      "table.insert(setmetatable({}, {__len = function() return 1 << 60 end}), 1, 1)", "plain table"
    ),
    ("table.remove(setmetatable({}, {__len = function() return 1 << 60 end}), 1)", "plain table"),
    ("table.concat(setmetatable({}, {__index = table.concat}))", "plain table"),
    ("table.move({}, 1, 1 << 60, 1)", "go in steps"),
    ("table.move(setmetatable({}, {__index = rawget}), 1, 2, 1)", "plain table"),
    ("table.sort(setmetatable({1, 2}, {__lt = rawequal, __index = rawget}))", ""),
    ("table.unpack({}, 1, 1e8)", "table.move"),
    ("table.concat({}, '', 1, 1 << 60)", "go in steps"),
  ])
  func `the functions of table go through plain tables only, and not for ever`(
    _ source: String, _ words: String,
  ) throws {
    let error = try Fixture().fault(source)
    #expect(words.isEmpty ? error?.isFatal != true : error?.message.contains(words) == true)
  }

  @Test func `a comparator that contradicts itself harms nothing, one that swallows is ended`()
    throws
  {
    try holds("local n = 0 table.sort({5, 3, 1, 4}, function() n = n + 1 return n % 3 ~= 0 end)")
    try ends(
      "local t = {} for i = 1, 999 do t[i] = i end while true do table.sort(t, pcall) end",
      .instructions)
  }

  @Test func `scripts have no hand on the collector`() throws {
    try holds("assert(collectgarbage == nil)")
    try ends("collectgarbage('stop')", .runtime, "memory is collected by itself")
  }

  @Test func `there are no finalizers`() throws {
    try ends("setmetatable({}, {__gc = print})", .runtime, "use a local with <close>")
    try holds(
      """
      local meta = {}
      setmetatable({}, meta)
      meta.__gc = function() while true do end end
      assert(not pcall(setmetatable, {}, meta))
      for i = 1, 20000 do local _ = {i} end
      """)
  }

  @Test func `a weak table is refused, and one made weak later is none`() throws {
    try ends("setmetatable({}, {__mode = 'k'})", .runtime, "set entries to nil")
    let fixture = try Fixture(memory: 1 << 20)
    let error = fixture.fault(
      """
      local meta = setmetatable({__newindex = {}}, {})
      getmetatable(meta).__mode = 'v'
      local t, kept = setmetatable({}, meta), {}
      for i = 1, 1e6 do kept[i] = {} t[i] = i end
      """)
    #expect(error?.code == .memory)
  }

  @Test func `the metatable of strings cannot be reached`() throws {
    try holds("assert(getmetatable('') == false and not pcall(setmetatable, '', {}))")
  }

  @Test func `metatables of the desk's values cannot be reached, nor their functions misled`()
    throws
  {
    let results = try Fixture().runWithTicket(
      """
      local t = ...
      local step = pairs(t)
      return getmetatable(t), pcall(step, {}), pcall(rawset, t, 'id', 1),
        select(2, pcall(t.set, t.fields, 1)), select(2, pcall(t.set, {}, 1))
      """)
    #expect(results[0] == .boolean(false))
    #expect(results[1] == .boolean(false) && results[2] == .boolean(false))
    #expect(results[3].text?.contains("'ticket.set' is a method") == true)
    #expect(results[4].text?.contains("'ticket.set' is a method") == true)
  }

  @Test func `raw access bends only what is the script's own`() throws {
    let fixture = try Fixture()
    _ = try fixture.run("pcall(rawset, desk, 'echo', print) pcall(rawset, _G, 'print', 1)")
    #expect(
      try Fixture().run("return type(desk.echo), type(print)") == [
        .string("function"), .string("function"),
      ])
  }

  @Test func `neither pcall nor xpcall nor a handler swallows the end of a budget`() throws {
    try ends("while true do pcall(function() while true do end end) end", .instructions)
    try ends(
      "xpcall(function() while true do end end, function() while true do end end)", .instructions)
    try ends("while true do xpcall(error, function() while true do end end) end", .instructions)
  }
}
