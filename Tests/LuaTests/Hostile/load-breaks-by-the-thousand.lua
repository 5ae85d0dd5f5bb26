-- EXPECT: done
assert(load("while 1 do " .. ("break "):rep(10000) .. " end") == nil)
assert(load("while 1 do " .. ("break "):rep(4000) .. " end"))
