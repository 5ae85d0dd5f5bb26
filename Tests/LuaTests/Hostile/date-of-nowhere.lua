-- EXPECT: done
assert(not pcall(os.date, "%Ez"))
assert(not pcall(os.date, "%"))
assert(not pcall(os.date, "%Y", math.maxinteger))
assert(not pcall(os.time, { year = 1e308, month = 1, day = 1 }))
assert(not pcall(os.time, { year = 2 ^ 40, month = 1, day = 1 }))
assert(os.clock == nil and os.getenv == nil)
