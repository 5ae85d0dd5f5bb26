import Lua
import Testing

@Suite struct SandboxTests {
  @Test func `values go in and come out`() throws {
    let results = try Fixture().run("local a, b = ... return b, a, {x = 1, y = {1, 2}}, 1.5") {
      $0.integer(4)
      $0.string("é")
    }
    let table = LuaValue.table([
      LuaPair("x", .integer(1)), LuaPair("y", .array([.integer(1), .integer(2)])),
    ])
    #expect(results == [.string("é"), .integer(4), table, .number(1.5)])
  }

  @Test func `an error names the plugin's file and line`() throws {
    let error = try #require(try Fixture().fault("local t = nil\n\nreturn t.x"))
    #expect(error.code == .runtime)
    #expect(error.file == "sample/init.lua")
    #expect(error.line == 3)
    #expect(error.message == "attempt to index a nil value (local 't')")
    #expect(error.traceback == "sample/init.lua:3: in the main chunk")
    #expect(error.plugin == "sample")
  }

  @Test func `an error of a host function names the line that called it`() throws {
    let error = try #require(try Fixture().fault("\n\nlocal ok = desk.tickets.find('x')"))
    #expect(error.line == 3)
    #expect(error.message == "the query is wrong; did you mean 'stage:'?")
  }

  @Test func `an error of a host function called through pcall still has a position`() throws {
    let results = try Fixture().run("\nreturn pcall(desk.tickets.find)")
    #expect(results.last?.text?.hasPrefix("sample/init.lua:2: the query") == true)
  }

  @Test func `an error in a wrapped coroutine is placed where it happened`() throws {
    let source = "local f = coroutine.wrap(function()\n  error('deep')\nend)\n\nf()"
    let error = try #require(try Fixture().fault(source))
    #expect(error.line == 2)
    #expect(error.message == "deep")
  }

  @Test func `a syntax error names the line`() throws {
    let error = try #require(try Fixture().fault("local x = 1\nlocal y = = 2"))
    #expect(error.code == .syntax)
    #expect(error.line == 2)
    #expect(error.message == "unexpected symbol near '='")
  }

  @Test func `an error's text is one line of clean UTF-8 of at most 4 KB`() throws {
    let fixture = try Fixture()
    let dirty = fixture.fault(#"error("a\nb\27[2J\xff\xc2\x9b", 0)"#)
    #expect(dirty?.message == #"a\nb\027[2J\255\194\155"#)
    let long = fixture.fault("error(('E'):rep(5000000), 0)")
    #expect((long?.message.utf8.count ?? 0) <= 4096)
    #expect(fixture.fault("error({code = 'x', message = 'said so'})")?.message == "said so")
    #expect(fixture.fault("error(nil)")?.message == "(error object is a nil value)")
    #expect(fixture.fault("error({ code = 'busy' })")?.message == "code = busy")
    #expect(fixture.fault("error({ message = 'gone' })")?.message == "gone")
    #expect(fixture.fault("error({})")?.message == "(error object is a table value)")
  }

  @Test func `a host function may call back into its sandbox`() throws {
    let fixture = try Fixture()
    #expect(try fixture.run("return desk.run(function() return 3 end)") == [.integer(3)])
    let error = fixture.fault("desk.run(function() error('no', 0) end)")
    #expect(error?.message == "inside: no")
  }

  @Test func `calls between host and Lua nest only so deep`() throws {
    let error = try Fixture().fault("local function f() return desk.run(f) end return f()")
    #expect(error?.message.contains("nested too deep") == true)
  }

  @Test func `an iterator of the host drives a for loop`() throws {
    let results = try Fixture().run(
      "local n = 0 for i in desk.tickets.each() do n = n + i end return n")
    #expect(results == [.integer(6)])
  }

  @Test func `a function stays callable until it is released`() throws {
    let fixture = try Fixture()
    let results = try fixture.run("local n = 0 return function() n = n + 1 return n end")
    guard case .function(let function)? = results.first else {
      Issue.record("no function came back")
      return
    }
    var budget = Budget(instructions: 10_000)
    _ = try fixture.sandbox.call(function, budget: &budget)
    #expect(try fixture.sandbox.call(function, budget: &budget) == [.integer(2)])
    fixture.sandbox.release(function)
    #expect(throws: LuaError.self) { try fixture.sandbox.call(function, budget: &budget) }
  }

  @Test func `a held value is handed to several calls`() throws {
    let fixture = try Fixture()
    let function = try fixture.sandbox.load("return (...).subject", chunk: "hold.lua")
    var budget = Budget(instructions: 10_000)
    for isNew in [true, false] {
      let results = try fixture.sandbox.call(function, budget: &budget, held: 0) {
        if isNew { Fixture.writeTicket(&$0) }
      }
      #expect(results == [.string("It smokes")])
    }
  }

  @Test func `a manifest is plain data`() throws {
    let value = try LuaValue.evaluating("return { name = 'x' }", chunk: "plugin.lua", name: "x")
    #expect(value["name"]?.text == "x")
    #expect(throws: LuaError.self) {
      try LuaValue.evaluating("return { f = function() end }", chunk: "plugin.lua", name: "x")
    }
    #expect(throws: LuaError.self) {
      try LuaValue.evaluating("while true do end", chunk: "plugin.lua", name: "x")
    }
  }
}
