-- EXPECT: instructions
local function tree(depth)
  if depth == 0 then return end
  coroutine.wrap(tree)(depth - 1)
  coroutine.wrap(tree)(depth - 1)
end
while true do pcall(tree, 12) end
