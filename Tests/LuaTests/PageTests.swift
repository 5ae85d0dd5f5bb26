import Lua
import Testing

/// Iterators whose host writes several rows at once.
@Suite struct PageTests {
  /// Rows that are left, and how often the host was asked.
  private final class Rows {
    var next: Int64 = 1
    var last: Int64 = 0
    var asked = 0
    var most: Int64 = 16
  }

  private static let layout = Layout(
    keys: KeyTable(["id", "subject", "text"]),
    shapes: [Shape("row", keys: ["id", "text", "subject"])],
    functions: [
      HostFunction("desk.rows") { call throws(HostError) in
        guard let next = call.sandbox.layout.function(":next") else { return }
        call.results.pages(next, handle: 5)
      },
      HostFunction(":next") { call throws(HostError) in
        let layout = call.sandbox.layout
        guard let rows = call.sandbox.context as? Rows, let shape = layout.shape("row"),
          let id = layout.keys["id"], let text = layout.keys["text"]
        else { return }
        guard call.arguments == [.integer(5)] else { throw HostError("the handle alone") }
        rows.asked += 1
        guard rows.next <= rows.last else { return call.results.null() }
        let end = min(rows.last, rows.next + rows.most - 1)
        for number in rows.next...end {
          let mark = call.results.beginRecord(shape, handle: number)
          call.results.key(id)
          call.results.integer(number)
          call.results.key(text)
          call.results.string(String(repeating: "x", count: Int(number % 1_000)))
          call.results.end(mark)
        }
        rows.next = end + 1
      },
    ])

  private func run(_ source: String, rows last: Int64, memory: Int = 16 << 20) throws -> (
    values: [LuaValue], asked: Int
  ) {
    var configuration = SandboxConfiguration(name: "sample", layout: PageTests.layout)
    configuration.memory = memory
    let sandbox = try Sandbox(configuration: configuration)
    let rows = Rows()
    rows.last = last
    sandbox.context = rows
    var budget = Budget(instructions: 100_000_000, time: .seconds(30))
    let chunk = try sandbox.load(source, chunk: "sample.lua")
    return (try sandbox.call(chunk, budget: &budget), rows.asked)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 100] as [Int64])
  func `each row is given once, in order, and then nothing`(count: Int64) throws {
    let source = """
      local last = 0
      local step = desk.rows()
      for row in step do
        assert(row.id == last + 1 and #row.text == row.id % 1000 and row.subject == nil)
        last = row.id
      end
      return last, step() == nil
      """
    let (values, asked) = try run(source, rows: count)
    #expect(values == [.integer(count), .boolean(true)])
    #expect(asked == Int(count + 15) / 16 + 2)
  }

  @Test func `rows that are not kept go away`() throws {
    let source = "local n = 0 for row in desk.rows() do n = n + #row.text end return n"
    let (values, _) = try run(source, rows: 50_000, memory: 2 << 20)
    #expect(values == [.integer(50 * 499_500)])
  }

  @Test func `a row that is kept stays as it is`() throws {
    let source = """
      local all = {}
      for row in desk.rows() do if row.id % 7 == 0 then all[#all + 1] = row end end
      for i = 1, 20000 do local _ = { i } end
      for i, row in ipairs(all) do assert(row.id == 7 * i and #row.text == row.id % 1000) end
      return #all
      """
    #expect(try run(source, rows: 3_000).values == [.integer(428)])
  }

  @Test func `what was written before the sandbox forgot is not given`() throws {
    let sandbox = try Sandbox(
      configuration: SandboxConfiguration(name: "sample", layout: PageTests.layout))
    let rows = Rows()
    rows.last = 40
    sandbox.context = rows
    var budget = Budget(instructions: 1_000_000, time: .seconds(30))
    let chunk = try sandbox.load(
      "local step = desk.rows() return function() return step().id end", chunk: "sample.lua")
    let made = try sandbox.call(chunk, budget: &budget)
    guard case .function(let step)? = made.first else {
      Issue.record("no function")
      return
    }
    #expect(try sandbox.call(step, budget: &budget) == [.integer(1)])
    #expect(try sandbox.call(step, budget: &budget) == [.integer(2)])
    sandbox.forgetParts()
    #expect(try sandbox.call(step, budget: &budget) == [.integer(3)])
    sandbox.forgetRows()
    #expect(try sandbox.call(step, budget: &budget) == [.integer(17)])
  }

  @Test func `each row costs the same, however many come at once`() throws {
    func instructions(rows most: Int64) throws -> Int64 {
      let sandbox = try Sandbox(
        configuration: SandboxConfiguration(name: "sample", layout: PageTests.layout))
      let rows = Rows()
      (rows.last, rows.most) = (160, most)
      sandbox.context = rows
      var budget = Budget(instructions: 1_000_000, time: .seconds(30))
      let chunk = try sandbox.load("for row in desk.rows() do end", chunk: "sample.lua")
      _ = try sandbox.call(chunk, budget: &budget)
      return 1_000_000 - budget.instructions
    }
    let (one, many) = (try instructions(rows: 1), try instructions(rows: 16))
    #expect(abs(one - many) < 200)
  }
}
