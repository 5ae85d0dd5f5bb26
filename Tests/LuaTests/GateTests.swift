import CLuaSandbox
import Lua
import SandboxFuzz
import Testing

/// The gate: what every function that Lua can call goes through.
@Suite struct GateTests {
  private func complaint(_ found: UnsafePointer<CChar>?) -> String? {
    unsafe found.map { unsafe String(cString: $0) }
  }

  @Test func `every C function that a sandbox holds is behind the gate`() {
    var functions: Int32 = 0
    #expect(unsafe complaint(audit_fresh_sandbox(false, &functions)) == nil)
    #expect(functions > 100)
  }

  @Test func `a function that is not behind the gate is found`() {
    #expect(unsafe complaint(audit_fresh_sandbox(true, nil))?.contains("not behind") == true)
  }

  @Test func `this process's Lua is one that sandboxes are made of`() {
    #expect(sandbox_is_supported())
  }

  @Test(arguments: 0..<8)
  func `every function takes every kind of argument in every form`(slice: Int64) {
    let slices: Int64 = 8
    var functions = slice + 1
    var number = slice + 1
    while number <= functions {
      let found = unsafe complaint(sweep_library(number, &functions))
      #expect(found == nil, "function \(number)")
      number += slices
    }
    #expect(functions > 80)
  }

  @Test(arguments: [UInt64(1), 2, 3, 5])
  func `calls that are drawn by lot break nothing`(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)
    for _ in 0..<40 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      let found = unsafe bytes.withUnsafeBufferPointer {
        unsafe complaint(fuzz_library($0.baseAddress, $0.count))
      }
      #expect(found == nil, "\(bytes)")
    }
  }

  static let noNames = [
    "{}", "5", "true", "print", "(...)", "coroutine.create(print)", "1.5", "''",
  ]

  @Test(arguments: noNames)
  func `a name that is no text says nothing, wherever a text is made of a value`(
    name: String,
  ) throws {
    let kind = name == "''" ? "" : "table"
    let results = try Fixture().runWithTicket(
      """
      local x = setmetatable({}, { __name = \(name) })
      local long = ("z"):rep(9000)
      print(x, ("y"):rep(3000), x, long)
      assert(("%s|%s|%s"):format(x, long, x) == tostring(x) .. "|" .. long .. "|" .. tostring(x))
      for _, f in ipairs{ math.floor, string.rep, table.concat, ipairs, tonumber, desk.echo } do
        pcall(f, x, x)
      end
      pcall(function() return x .. x end) pcall(function() return x + 1 end) pcall(error, x)
      return tostring(x)
      """)
    #expect(results == [.string(kind)])
  }

  @Test func `thousands of values are formatted, printed and joined`() throws {
    let source = """
      local given = {}
      for i = 1, 7000 do given[i] = setmetatable({}, { __name = i % 2 == 0 and "x" or {} }) end
      local text = ("%s"):rep(7000):format(table.unpack(given))
      print(table.unpack(given))
      return #text
      """
    #expect(try Fixture().run(source) == [.integer(3500 * 6)])
  }

  /// What reads none of its texts, or only the first, or bills them by what it makes of them.
  static let unread: Set = [
    "assert", "coroutine.create", "coroutine.isyieldable", "coroutine.resume", "coroutine.running",
    "coroutine.status", "coroutine.wrap", "coroutine.yield", "getmetatable", "ipairs", "load",
    "next", "os.time", "pairs", "pcall", "rawget", "rawlen", "rawset", "select",
    "setmetatable", "string.format", "string.len", "table.insert",
    "table.pack", "table.sort", "tostring", "type", "xpcall",
  ]

  @Test func `texts are billed by their length before a function reads them`() throws {
    let (count, length) = (100, 20_000)
    var less: Set<String> = []
    for name in try functionNames() {
      let fixture = try Fixture()
      let chunk = try fixture.sandbox.load(
        """
        local text, given = ("1"):rep(\(length)), {}
        for i = 1, \(count) do given[i] = text end
        pcall(\(name), table.unpack(given))
        """, chunk: "bill.lua")
      var budget = Budget(instructions: 10_000_000)
      _ = try? fixture.sandbox.call(chunk, budget: &budget)
      if 10_000_000 - budget.instructions < count * length / 64 { less.insert(name) }
    }
    #expect(less == GateTests.unread)
  }

  @Test func `one call is given so much text at most, however large its budget`() throws {
    let source = """
      local text, given = ("0"):rep(1000000) .. "65", {}
      for i = 1, 4000 do given[i] = text end
      return pcall(math.max, table.unpack(given))
      """
    let results = try Fixture().run(source, instructions: .max / 2)
    #expect(results.first == .boolean(false))
    #expect(results.last?.text?.contains("too much text for one call") == true)
  }

  private func functionNames() throws -> [String] {
    let names = try Fixture().run(
      """
      local names = {}
      for name, value in pairs(_G) do
        if type(value) == "function" then names[#names + 1] = name end
        if type(value) == "table" and name ~= "_G" and name ~= "desk" then
          for inner, item in pairs(value) do
            if type(item) == "function" then names[#names + 1] = name .. "." .. inner end
          end
        end
      end
      return table.concat(names, " ")
      """)
    return names.first?.text?.split(separator: " ").map(String.init) ?? []
  }
}
