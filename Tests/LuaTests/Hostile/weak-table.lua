-- EXPECT: runtime
return setmetatable({}, { __mode = "k" })
