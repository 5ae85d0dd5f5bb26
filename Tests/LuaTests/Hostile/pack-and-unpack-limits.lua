-- EXPECT: done
assert(not pcall(string.unpack, "s8", ("\xff"):rep(8)))
assert(not pcall(string.unpack, "i16", ("\xff"):rep(15) .. "\0"))
assert(not pcall(string.pack, "i17", 1))
assert(not pcall(string.pack, "!17i4", 1))
assert(not pcall(string.unpack, "<I4", "abcd", 2))
assert(not pcall(string.rep, "x", -1 >> 1, "y"))
