-- EXPECT: done
assert(not pcall(string.format, "%p", {}))
assert(not pcall(string.format, "%10p", {}))
assert(not ("%s"):format(print):find("0x"))
assert(not ("%-20s"):format({}):find("0x"))
assert(not tostring(coroutine.create(print)):find("0x"))
