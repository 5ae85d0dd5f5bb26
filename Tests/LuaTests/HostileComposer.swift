/// Writes hostile programs out of parts: an endless piece of work, inside constructs that swallow
/// errors or run code in odd places, nested in each other.
struct HostileComposer {
  private var numbers: SeededNumbers
  private var depth = 0

  init(seed: UInt64) {
    numbers = SeededNumbers(state: seed)
  }

  /// Work without an end; `@` is a number that differs from part to part.
  private static let cores = [
    "while true do end",
    "repeat local n@ = 1 until false",
    "for _ = 1, math.huge do end",
    "::again@:: goto again@",
    "local s@ = 'x' while true do s@ = s@ .. s@ .. 'y' end",
    "local t@ = {} while true do t@[#t@ + 1] = { t@ } end",
    "while true do local _ = ('a'):rep(3000):find(('.-'):rep(8) .. 'b') end",
    "while true do local _ = ('ab'):rep(20000):gsub('%w', '%0%0') end",
    "local function f@() return 1 + f@() end while true do pcall(f@) end",
    "local m@ = {} local c@ = setmetatable({}, m@) m@.__call = c@ c@()",
    "while true do coroutine.wrap(function() coroutine.yield() end)() end",
    "while true do pcall(load, ('a=1 '):rep(4000)) end",
    "local l@ = {} for i = 1, 3000 do l@[i] = -i end while true do table.sort(l@) l@[1] = 1 end",
    "while true do print(('p'):rep(5000)) end",
    "while true do tostring({}) tostring(1.5) string.format('%5.2f', 1) end",
    "while true do pcall(error, setmetatable({}, { __tostring = error })) end",
    "local t@ = {} for i = 1, 2e4 do t@['k' .. i] = i end while true do for _ in pairs(t@) do end end",
    "while true do table.concat({ 'a', 'b', 'c' }, ('-'):rep(1000)) end",
    "while true do utf8.len(('é'):rep(3000)) end",
    "while true do local _ = ('x'):rep(200000) .. 'y' end",
    "local a@ = ('1'):rep(90000) while true do pcall(math.max, table.unpack({ a@, a@, a@ })) end",
    "local t@ = {} for i = 1, 8191 do t@['k' .. i] = i end for i = 1, 1e9 do t@['k' .. i] = nil t@[-i] = i end",
    "local z@ = ('\\0'):rep(300000) while true do local _ = z@ < z@ end",
    "local m@ = {} local c@ = print for _ = 1, 2000 do c@ = setmetatable({}, { __call = c@ }) end while true do pcall(c@) end",
    "local m@, w@ = {}, {} for i = 1, 900 do w@[i] = setmetatable({ [w@] = {} }, m@) end m@.__mode = 'k' while true do w@[1][{}] = w@ end",
    "local x@ = setmetatable({}, { __name = {} }) while true do print(x@, ('y'):rep(3000)) ('%s'):format(x@) end",
    "while true do pcall(load, 'local a ' .. ('function f() '):rep(90) .. ('a=b '):rep(5000) .. ('end '):rep(90)) end",
    "local p@ = { year = ('1'):rep(90000), month = 1, day = 1 } while true do pcall(os.time, p@) end",
    "while true do table.move({ 1, 2, 3 }, 1, 90000, 1 << 40, {}) end",
  ]

  /// What runs the work; `$` stands for it.
  private static let wrappers = [
    "pcall(function() $ end)",
    "while true do pcall(function() $ end) end",
    "for _ = 1, 3 do pcall(pcall, pcall, function() $ end) end",
    "xpcall(function() $ end, function(e) return e end)",
    "xpcall(error, function() $ end, 'x')",
    "xpcall(function() error('x') end, function() pcall(function() $ end) end)",
    "coroutine.wrap(function() $ end)()",
    "local co@ = coroutine.create(function() $ end) while coroutine.resume(co@) do end",
    "local w@ = coroutine.wrap(function() coroutine.yield() $ end) w@() pcall(w@) pcall(w@)",
    "do local x@ <close> = setmetatable({}, { __close = function() $ end }) end",
    "pcall(function() local x@ <close> = setmetatable({}, { __close = function() $ end }) error(1) end)",
    "for _ in next, { 1 }, nil, setmetatable({}, { __close = function() $ end }) do break end",
    "pcall(table.sort, { 3, 1, 2 }, function(a, b) $ return a < b end)",
    "local _ = ('abc'):gsub('%w', function() $ end)",
    "for w@ in ('a b'):gmatch('%a') do $ end",
    "pcall(tostring, setmetatable({}, { __tostring = function() $ return '' end }))",
    "pcall(print, setmetatable({}, { __tostring = function() $ return '' end }))",
    "pcall(string.format, '%s', setmetatable({}, { __tostring = function() $ return '' end }))",
    "local _ = setmetatable({}, { __index = function() $ end }).x",
    "setmetatable({}, { __newindex = function() $ end }).x = 1",
    "local _ = setmetatable({}, { __add = function() $ end }) + 1",
    "local _ = setmetatable({}, { __concat = function() $ end }) .. 'x'",
    "local _ = setmetatable({}, { __eq = function() $ end }) == setmetatable({}, {})",
    "local m@ = { __lt = function() $ end } local _ = setmetatable({}, m@) < setmetatable({}, m@)",
    "local _ = #setmetatable({}, { __len = function() $ return 1 end })",
    "setmetatable({}, { __call = function() $ end })()",
    "for _ in pairs(setmetatable({}, { __pairs = function() $ return next, {} end })) do end",
    "for _ in ipairs(setmetatable({}, { __index = function(_, i) $ return i < 3 and i or nil end })) do end",
    "for _ in function() $ end do end",
    "load('local f = ... f()')(function() $ end)",
    "pcall(load, function() $ end)",
    "desk.on('ticket.close', function() $ end)",
    "local ok@, why@ = pcall(function() $ end) error(why@, 0)",
  ]

  /// The next program.
  mutating func program() -> String {
    var text = part(of: HostileComposer.cores)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let wrapper = part(of: HostileComposer.wrappers)
      text = wrapper.replacing("$", with: before() + text)
    }
    return text + "\n"
  }

  private mutating func part(of parts: [String]) -> String {
    depth += 1
    return (parts.randomElement(using: &numbers) ?? "").replacing("@", with: "\(depth)")
  }

  /// Sometimes another piece goes first.
  private mutating func before() -> String {
    guard Int.random(in: 0..<4, using: &numbers) == 0 else { return "" }
    let wrapper = part(of: HostileComposer.wrappers)
    return "do \(wrapper.replacing("$", with: "error('first')")) end "
  }
}
