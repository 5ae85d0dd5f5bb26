import Lua
import Testing

@Suite struct WireTests {
  static func tree(_ depth: Int, _ numbers: inout SeededNumbers) -> LuaValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &numbers) {
    case 0: return LuaValue.none
    case 1: return .boolean(Bool.random(using: &numbers))
    case 2:
      return .integer(
        Int64(bitPattern: numbers.next()) >> Int64.random(in: 0...63, using: &numbers))
    case 3:
      let number = Double(bitPattern: numbers.next())
      return .number(number.isFinite ? number : 0.5)
    case 4:
      let scalars = ["a", "é", "\0", "\u{1F600}", "\n", "日本", "-"]
      return .string((0..<4).compactMap { _ in scalars.randomElement(using: &numbers) }.joined())
    case 5, 6:
      let count = Int.random(in: 0...5, using: &numbers)
      let names = Set(
        (0..<count).compactMap { _ in
          (Fixture.keys + ["x", "ключ", "", "zz"]).randomElement(using: &numbers)
        })
      let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return .table(sorted.map { LuaPair($0, tree(depth - 1, &numbers)) })
    default:
      let count = Int.random(in: 1...5, using: &numbers)
      return .array((0..<count).map { _ in tree(depth - 1, &numbers) })
    }
  }

  @Test(arguments: 1...20) func `a value that goes in comes out the same`(seed: UInt64) throws {
    let fixture = try Fixture()
    var numbers = SeededNumbers(state: seed)
    for _ in 0..<50 {
      let value = WireTests.tree(4, &numbers)
      let results = try fixture.run("return desk.echo(...)") {
        $0.value(value, keys: Fixture.layout.keys)
      }
      #expect(results == [value])
    }
  }

  @Test(arguments: [
    ("return 0/0", "the result is a number that is not finite"),
    ("return {a = {1/0}}", "the result.a[1] is a number that is not finite"),
    (#"return {"\xff"}"#, "the result[1] is text that is not valid UTF-8"),
    ("return {1, nil, 3}", "the result is a list with a gap"),
    ("return {1, x = 2}", "has keys that are neither all names nor 1, 2, 3 … without a gap"),
    ("local t = {} t.t = t return t", "is nested deeper than 16 levels, or holds itself"),
    ("return ('x'):rep(1 << 21)", "the result is larger than 1 MB"),
    ("local t = {} for i = 1, 10001 do t[i] = i end return t", "has more than 10000 values"),
    ("return coroutine.create(print)", "is a coroutine, which cannot be handed to the desk"),
  ])
  func `a result that cannot be kept is refused with its place`(_ source: String, _ says: String)
    throws
  {
    let error = try #require(try Fixture().fault(source))
    #expect(error.code == .badResult)
    #expect(error.message.contains(says), "\(error.message)")
  }

  @Test func `a host function may be given any bytes`() throws {
    let results = try Fixture().run(#"return #desk.echo("\xff\xfe")"#)
    #expect(results == [.integer(2)])
  }

  @Test func `metamethods do not run while a result is read`() throws {
    let source = """
      return setmetatable({ a = 1 }, {
        __index = error, __len = error, __pairs = error, __tostring = error,
      })
      """
    #expect(try Fixture().run(source) == [.table([LuaPair("a", .integer(1))])])
  }
}
