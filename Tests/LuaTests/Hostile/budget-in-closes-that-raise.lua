-- EXPECT: instructions
local function again()
  for _ = 1, 10 do
    local _ <close> = setmetatable({}, { __close = function() error("closing") end })
    error("body")
  end
end
repeat local ok = pcall(again) until ok
