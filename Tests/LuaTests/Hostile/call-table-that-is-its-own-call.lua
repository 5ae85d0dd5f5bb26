-- EXPECT: runtime
local meta = {}
local loop = setmetatable({}, meta)
meta.__call = loop
loop()
