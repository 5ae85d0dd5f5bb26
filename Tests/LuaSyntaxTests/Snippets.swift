/// Corners of the language, and what lies just behind them.
enum Snippets {
  static let all = names + numbers + strings + expressions + statements + jumps

  static let names = [
    "local _, a1, _G, é = 1", "local _ENV = {}; x = 1; return x", "return _ENV.print", "andy = nil",
    "local a <const> = 1; return a", "local a <close> = nil, 2",
    "local a <const>, b <close> = 1, nil",
    "local function f() return f end", "function a.b.c:d(...) return self, ... end",
    "function f(a, b, ...) end", "function f(...) local x <const> = ...; return x end",
    "local t = {} function t:m() end t:m() t.m{} t:m'x' t.m[[x]]",
  ]

  static let numbers = [
    "return 0, 3., .5, 3.14e-2, 0x.8p1, 0xA.p-1, 0xffffffffffffffffff, 9223372036854775808",
    "return 1e999, 0x1p99999, 0xep1, 0Xe+1", "return 3 ..2", "return 1//2 % 3 ^ -2",
    "return 0xA, 08, 1E+2, 1e0", "x = 0x.1", "x = 1.e1",
  ]

  static let strings = [
    #"return "a\n\t\\\"\'\a\b\f\r\v\65\x41\u{48}\u{7FFFFFFF}\z   b""#,
    "return 'a\\\nb\\\r\nc'", "return [[a\nb]], [==[a]]b]=]c]==]", "--[[ a\nb ]] return 1",
    "--[==[ ]] ]==] return 1 -- b", "--[=x\nreturn 1", "return [[\r\nx]]", #"return "\255", "\0""#,
    "return 'ä', [[é]], \"\\u{E9}\" --ü",
  ]

  static let expressions = [
    "return a.b[c]:d(e){f}'g'.h", "return (f()), (...)", "return not -#~x ^ 2",
    "return a or b and c < d | e ~ f & g << h .. i + j * -k ^ l",
    "return {1, 2; 3, x = 4, [5] = 6,}",
    "return {f(), ...}", "return {[1]=1,[\"a\"]=2}", "return function(...) return ... end",
    "f{} {x=1} 'y'", "return -1 ^ 2, 2 ^ -1", "return 1 < 2 == true", "return a ~= b, ~a, a ~ b",
    "return x.y.z, ('x'):rep(3), #'x'", "return {}, {;}", "a.b, c[d] = 1",
  ]

  static let statements = [
    "if a then elseif b then else end", "while a do break end", "repeat local x until x",
    "for i = 1, 2, 3 do end", "for k, v in pairs(t) do local x end", "do do end end ;;;",
    "return", "return;", "return 1;", "do return end", "a, b.c = 1, 2", "f() g()", "(f)()",
    "local a, b = f(), 2, 3", "if a then return end", "for i = 1, 2 do goto c; local x ::c:: end",
    "function f() end local function g() end", "local x <const> = 1; local y = x",
  ]

  static let jumps = [
    "goto a ::a::", "::a:: goto a", "do goto a end ::a::", "do ::a:: end ::a::",
    "goto a; local x ::a::", "goto a; do local x end ::a::",
    "repeat goto c; local x = 1; ::c:: until x",
    "while true do goto c; local y = 1; ::c:: end", "::a:: ::b:: goto a",
    "do goto a; local x; ::a:: ; end",
    "while x do if y then break end end", "for i = 1, 2 do if i then break; end end",
    "while true do local function f() goto a ::a:: end break end",
    "if x then goto a end ::a:: return",
    "goto a; ::b:: ::a::", "do local x; goto a; ::a:: end", "goto a; local x; ::a:: ::b::",
    "goto a; local x; ::a:: ;", "goto a; local x; ::a:: x = 1", "do goto a end local x ::a:: x()",
  ]

  static let wrong = [
    "break", "goto a", "::a:: ::a::", "::a:: do ::a:: end", "goto a; local x; ::a:: x()",
    "repeat goto c; local x; ::c:: until x", "do goto b end; local function f() ::b:: end",
    "function f() goto a end ::a::", "while x do local function f() break end end",
    "local x <const> = 1; x = 2", "local x <close> = nil; function x() end",
    "local x <const> = 1; function f() x = 2 end", "local a <close>, b <close> = nil",
    "local a <var> = 1",
    "function f() return ... end", "x", "x.y", "(x) = 1", "f() = 1", "x, f() = 1", "1 = 2",
    "'x':rep()",
    "return 1 return 2", "return x y", "3x = 1", "return 0x", "return 1e", "return 0xp1",
    "return 1..2",
    "return 1.2.3", "return '\\q'", "return '\\256'", "return '\\x4g'", "return '\\u{80000000}'",
    "return '\\u{}'", "return 'a\nb'", "return 'a", "return [[a", "return [=a", "--[[ a",
    "local function",
    "local function a.b() end", "function f(a,) end", "function f(..., a) end", "f(,)", "f(a,)",
    "{}",
    "for i do end", "for i = 1 do end", "for a.b = 1, 2 do end", "for i, j = 1, 2 do end",
    "if x end",
    "else", "end", "until x", "local 1", "local x = ", "x = = 1", "a.1 = 2", "a:b", "a:b.c()",
    "x !",
    "x = $", "x = a ! = b", "::1::", "goto 1", "x = function end", "return {1 2}", "return {[1] 2}",
    "\u{1B}Lua", "#!/usr/bin/lua", "\u{FEFF}return 1", "local é = 1", "x = 1 = 2", "a = b = c", "@",
  ]
}
