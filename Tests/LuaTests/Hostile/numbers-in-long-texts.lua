-- EXPECT: done
local text, given = ("0"):rep(1000000) .. "65", {}
for i = 1, 4000 do given[i] = text end
for _, f in ipairs{ string.char, math.max, utf8.char, string.pack, math.min } do
  pcall(f, table.unpack(given))
end
